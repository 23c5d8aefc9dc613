import Texts

/// What is gathered from markup on its way to what is spoken.
enum SpokenText {
    /// A break of a line that the markup asks for; line ends of the source are white space.
    static let lineBreak: Unicode.Scalar = "\u{2028}"
    /// The end of a cell in a row.
    static let cellEnd: Unicode.Scalar = "\u{2029}"
    /// Where the mark of a note stands; a noncharacter, so that no text has it.
    static let noteMark = Unicode.Scalar(0xFDD0) ?? lineBreak

    /// The text with single spaces and without marks of typography, in lines.
    ///
    /// Soft hyphens, zero-width characters and marks of direction go, ligatures become letters.
    static func lines(_ raw: String) -> [String] {
        var builder = LineBuilder()
        var raw = raw
        raw.withUTF8 { bytes in
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if isPlain(byte) {
                    let end = endOfWords(bytes, from: index)
                    builder.add(bytes[index..<end])
                    index = end
                } else if byte < 0x80 {
                    builder.add(Unicode.Scalar(byte))
                    index += 1
                } else {
                    let end = bytes[index...].firstIndex { $0 < 0x80 } ?? bytes.count
                    let text = String(decoding: bytes[index..<end], as: UTF8.self)
                    for scalar in text.unicodeScalars { builder.add(scalar) }
                    index = end
                }
            }
        }
        return builder.finished()
    }

    /// Whether a byte is a letter or sign of ASCII.
    private static func isPlain(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }

    /// Where plain words end that single spaces part.
    private static func endOfWords(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start + 1
        while end < bytes.count {
            if isPlain(bytes[end]) {
                end += 1
            } else if bytes[end] == 0x20, end + 1 < bytes.count, isPlain(bytes[end + 1]) {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    /// The text as one line.
    static func line(_ raw: String) -> String {
        let lines = lines(raw).filter { !$0.isEmpty }
        return lines.joined(separator: " ")
    }

    /// Makes lines of characters.
    ///
    /// It works on bytes, because a book has millions of characters and most of them go through as
    /// they are.
    private struct LineBuilder {
        private var lines: [String] = []
        private var line: [UInt8] = []
        private var last: Unicode.Scalar?
        private var gap = Gap.none

        /// White space since the last character; that with a line's end in it counts as one.
        private enum Gap {
            case none, space, lineEnd
        }

        /// Adds plain words of ASCII.
        mutating func add(_ words: Slice<UnsafeBufferPointer<UInt8>>) {
            if gap != .none {
                if !line.isEmpty { line.append(UInt8(ascii: " ")) }
                gap = .none
            }
            line.append(contentsOf: words)
            last = words.last.map { Unicode.Scalar($0) }
        }

        mutating func add(_ scalar: Unicode.Scalar) {
            if scalar == lineBreak || scalar == cellEnd {
                endLine()
            } else if isSpace(scalar) {
                if isLineEnd(scalar) { gap = .lineEnd } else if gap == .none { gap = .space }
            } else if isSpoken(scalar, after: last) {
                if let before = last,
                    gap == .space
                        || gap == .lineEnd && !(before.isIdeographic && scalar.isIdeographic)
                {
                    line.append(UInt8(ascii: " "))
                }
                append(scalar, to: &line)
                (last, gap) = (scalar, .none)
            }
        }

        mutating func finished() -> [String] {
            endLine()
            return lines
        }

        private mutating func endLine() {
            lines.append(String(decoding: line, as: UTF8.self))
            line.removeAll(keepingCapacity: true)
            (last, gap) = (nil, .none)
        }
    }

    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\r"
    }

    /// Unicode's White_Space, without the two breaks that have a meaning here.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    private static func isSpoken(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?) -> Bool {
        switch scalar.value {
        case 0x21...0x7E: true
        case 0xAD, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069,
            0xFEFF, 0xFFFC, 0xFFFD, 0x00...0x1F, 0x7F...0x9F:
            false
        case 0x200C, 0x200D:
            // Persian and the scripts of India need them to be read right, emoji to be whole.
            last.map { $0.value >= 0x600 && !(0x1E00..<0x2190).contains($0.value) } ?? false
        default: true
        }
    }

    /// How many characters the decoder could not read, each of which is a U+FFFD.
    static func lostCharacterCount(in raw: String) -> Int {
        guard raw.place(of: lostCharacter) != nil else { return 0 }
        return raw.unicodeScalars.count { $0 == "\u{FFFD}" }
    }

    private static let lostCharacter = Array("\u{FFFD}".utf8)

    private static func append(_ scalar: Unicode.Scalar, to line: inout [UInt8]) {
        if scalar.isASCII {
            line.append(UInt8(truncatingIfNeeded: scalar.value))
        } else if let letters = scalar.ligatureLetters {
            line += letters.utf8
        } else {
            line += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
    }
}

/// Raised and lowered digits and signs.
enum ScriptPosition {
    case raised, lowered

    /// The text in Unicode's own raised or lowered forms; as it is where any is missing.
    func applied(to text: String) -> String {
        let forms = self == .raised ? ScriptPosition.raisedForms : ScriptPosition.loweredForms
        let mapped = text.singleSpaced.map { forms[$0] }
        guard !mapped.contains(nil) else { return text }
        return String(mapped.compactMap { $0 })
    }

    private static let plain = "0123456789+-−=()"
    private static let raisedForms = forms(plain + "n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
    private static let loweredForms = forms(plain, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")

    private static func forms(_ plain: String, _ shifted: String) -> [Character: Character] {
        Dictionary(zip(plain, shifted), uniquingKeysWith: { first, _ in first })
    }
}
