/// Finds secrets in texts, whatever a service did to them on the way.
///
/// Each character of a secret may stand as itself, percent-encoded, or escaped as in JSON. A secret
/// that was cut off is known by its first characters: eight anywhere, four at a text's end.
struct SecretMask: Sendable {
    private static let knownAnywhere = 8
    private static let knownAtEnd = 4
    private static let mark = Array(OutsideText.mark.utf8)

    private let secrets: [[UInt8]]

    init(_ secrets: [String]) {
        self.secrets = secrets.map { Array($0.utf8) }.filter { !$0.isEmpty }
            .sorted { $0.count > $1.count }
    }

    /// The most bytes that a secret takes up, escaped as `\u0041`.
    var longestForm: Int { 6 * (secrets.first?.count ?? 0) }

    func masked(_ text: String) -> String {
        guard !secrets.isEmpty else { return text }
        return String(decoding: masked(Array(text.utf8)), as: UTF8.self)
    }

    func masked(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: Self.mark) {
                // A mark is not masked again by a secret that is a part of it.
                result += Self.mark
                index += Self.mark.count
            } else if let end = end(ofSecretAt: index, in: bytes) {
                result += Self.mark
                index = end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private func end(ofSecretAt start: Int, in bytes: [UInt8]) -> Int? {
        for secret in secrets {
            let (count, end) = match(secret, at: start, in: bytes)
            if count == secret.count || count >= Self.knownAnywhere { return end }
            if count >= Self.knownAtEnd, isEnd(end, of: bytes) { return end }
        }
        return nil
    }

    /// How much of a secret stands at a place, and where it ends there.
    private func match(_ secret: [UInt8], at start: Int, in bytes: [UInt8]) -> (Int, end: Int) {
        var index = start
        for (count, byte) in secret.enumerated() {
            guard index < bytes.count else { return (count, index) }
            if bytes[index] == byte {
                index += 1
            } else if let escaped = Self.escaped(at: index, in: bytes), escaped.byte == byte {
                index = escaped.end
            } else {
                return (count, index)
            }
        }
        return (secret.count, index)
    }

    /// Whether nothing follows but the dots of an omission or the start of an escape.
    private func isEnd(_ index: Int, of bytes: [UInt8]) -> Bool {
        let rest = bytes[index...]
        let isOpenEscape =
            rest.count < 6
            && [UInt8(ascii: "%"), UInt8(ascii: "\\")]
                .contains(rest.first)
        return isOpenEscape || rest.allSatisfy { $0 == UInt8(ascii: ".") }
            || Array("…".utf8).elementsEqual(rest)
    }

    /// The byte that `%41`, `\u0041` or `\/` stands for, and where that ends.
    private static func escaped(at index: Int, in bytes: [UInt8]) -> (byte: UInt8, end: Int)? {
        func number(_ range: Range<Int>) -> UInt8? {
            guard range.upperBound <= bytes.count else { return nil }
            return UInt8(String(decoding: bytes[range], as: UTF8.self), radix: 16)
        }
        let next = index + 1
        guard next < bytes.count else { return nil }
        switch (bytes[index], bytes[next]) {
        case (UInt8(ascii: "%"), _):
            return number(next..<next + 2).map { ($0, next + 2) }
        case (UInt8(ascii: "\\"), UInt8(ascii: "u")):
            return number(next + 1..<next + 5).map { ($0, next + 5) }
        case (UInt8(ascii: "\\"), let byte):
            return (byte, next + 1)
        default:
            return nil
        }
    }
}
