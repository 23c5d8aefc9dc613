import Foundation
import SpeechTasks

/// The longest text that a refusal for length states, in the unit that the service counts.
struct StatedLength {
    /// The limit.
    let limit: TextLimit

    /// Reads the limit out of a message; nil where it states none that the text is longer than.
    ///
    /// A gateway counts bytes and calls them characters. What tells the unit is, in this order, the
    /// length that it says it got, a word for bytes, and the form it was called in.
    ///
    /// - Parameter text: what was refused; nil where it is not known.
    init?(_ message: String, of text: String?, form: ServiceForm?) {
        let (before, got) = Self.parted(message.lowercased())
        let counts = text.map { (characters: $0.characterCount, bytes: $0.utf8.count) }
        let isInBytes = Self.isInBytes(message, got: got, counts: counts, form: form)
        let length = counts.map { isInBytes ? $0.bytes : $0.characters } ?? .max
        let named = Self.numbers(in: before).filter { $0 >= Self.shortest && $0 < length }.max()
        guard let named else { return nil }
        limit = isInBytes ? TextLimit(bytes: named) : TextLimit(characters: named)
    }

    /// A smaller number in a message is no limit of a text.
    private static let shortest = 10

    /// The message without the length that the service says it got, and that length.
    private static func parted(_ message: String) -> (String, got: Int?) {
        for word in [" got", " actual", " but ", " given", " received", "实际", "当前"] {
            guard let range = message.range(of: word),
                let got = numbers(in: String(message[range.upperBound...])).first
            else { continue }
            return (String(message[..<range.lowerBound]), got)
        }
        return (message, nil)
    }

    private static func isInBytes(
        _ message: String, got: Int?, counts: (characters: Int, bytes: Int)?, form: ServiceForm?
    ) -> Bool {
        if let got, let counts, counts.characters != counts.bytes {
            if got == counts.bytes { return true }
            if got == counts.characters { return false }
        }
        return message.contains("byte") || message.contains("字节") || form?.textLimit.bytes != nil
    }

    /// The numbers in a text; `10,000` is one.
    private static func numbers(in text: String) -> [Int] {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        var groups: [[UInt8]] = [[]]
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            let isGrouping =
                byte == UInt8(ascii: ",") && groups.last?.isEmpty == false
                && bytes[(index + 1)...].prefix(3).filter(digits.contains).count == 3
            if digits.contains(byte) {
                groups[groups.count - 1].append(byte)
            } else if !isGrouping {
                groups.append([])
            }
        }
        return groups.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    }
}
