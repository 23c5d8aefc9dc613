import Texts

/// The places in a text that may be marks of notes that no link leads to.
struct UnlinkedMarks {
    struct Mark {
        let form: NoteLabel.Form
        let key: String
        /// The characters that it takes; none of a mark that the page names one.
        let range: Range<Int>
        /// Which of the piece's marks it is, if the page names it one.
        let given: Int?
        /// Whether it may as well be a power: `x²`, `10³`, `km²`.
        let isPower: Bool
    }

    private(set) var marks: [Mark] = []
    private let text: [Unicode.Scalar]

    /// Looks for marks with these labels.
    init(in piece: PageText.Piece, keys: Set<String>) {
        guard !piece.marks.isEmpty || UnlinkedMarks.mayHold(piece.block.text) else {
            text = []
            return
        }
        text = Array(piece.block.text.unicodeScalars)
        var given = piece.marks.indices[...]
        func add(_ index: Int, _ range: Range<Int>) {
            let mark = piece.marks[index]
            let label = mark.text.unicodeScalars.filter { !UnlinkedMarks.signs.contains($0) }
            let key = NoteLabel.key(label)
            guard mark.target == nil, keys.contains(key) else { return }
            marks.append(
                Mark(form: .bracketed, key: key, range: range, given: index, isPower: false))
        }
        if !text.contains(SpokenText.noteMark) {
            for index in given { add(index, 0..<0) }
            given = given.prefix(0)
        }
        var index = 0
        while index < text.count {
            if text[index] == SpokenText.noteMark {
                if let next = given.popFirst() { add(next, index..<index) }
            } else if let mark = mark(at: index) {
                if keys.contains(mark.key) { marks.append(mark) }
                index = mark.range.upperBound
                continue
            }
            index += 1
        }
    }

    private static let signs = Set("[](){}〔〕［］（）【】注註译訳. ".unicodeScalars)

    private static func mayHold(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            bytes.contains { byte in
                switch byte {
                case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "*"): true
                // The letters of Latin, Greek and Cyrillic begin with these.
                case 0xC3...0xD4: false
                default: byte >= 0xC2
                }
            }
        }
    }

    private func mark(at index: Int) -> Mark? {
        bracketed(at: index) ?? (index > 0 ? raised(at: index) ?? sign(at: index) : nil)
    }

    private func bracketed(at index: Int) -> Mark? {
        guard let close = NoteLabel.closings[text[index]],
            let end = text[(index + 1)...].prefix(7).firstIndex(of: close), end > index + 1
        else { return nil }
        let label = text[(index + 1)..<end].drop { "注註译訳".unicodeScalars.contains($0) }
        guard !label.isEmpty else { return nil }
        return Mark(
            form: .bracketed, key: NoteLabel.key(label), range: index..<(end + 1), given: nil,
            isPower: false)
    }

    private func raised(at index: Int) -> Mark? {
        if let key = NoteLabel.circled(text[index]) {
            return Mark(
                form: .circled, key: key, range: index..<(index + 1), given: nil, isPower: false)
        }
        let digits = text[index...].prefix(while: \.isRaisedDigit)
        guard (1...4).contains(digits.count) else { return nil }
        let key = NoteLabel.key(digits)
        let word = text[..<index].reversed().prefix { $0.isWordPart }
        let isPower =
            (1...2).contains(word.count) && word.allSatisfy(\.isASCII)
            || word.first?.isDigit == true || text[index - 1] == "⁻"
        return Mark(
            form: .raised, key: key, range: index..<(index + digits.count), given: nil,
            isPower: isPower)
    }

    /// A sign behind a word or in brackets, and not before one, as that of emphasis is.
    private func sign(at index: Int) -> Mark? {
        guard let sign = NoteLabel.sign(text, at: index) else { return nil }
        let end = index + sign.count
        let isBare = sign.count == sign.key.unicodeScalars.count
        let isBehind = !text[index - 1].isSpace && (end >= text.count || !text[end].isWordPart)
        guard !isBare || isBehind else { return nil }
        return Mark(form: .sign, key: sign.key, range: index..<end, given: nil, isPower: false)
    }
}
