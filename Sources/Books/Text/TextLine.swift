import Texts

/// A line of a text, without white space around it and without what no reader sees.
struct TextLine: Sendable {
    /// Counted from 1.
    let number: Int
    /// Soft hyphens and zero-width characters are gone, ligatures are letters, no-break spaces are
    /// spaces.
    var scalars: [Unicode.Scalar] {
        didSet { measure() }
    }
    /// The columns up to the text's end; an ideograph takes two.
    private(set) var width = 0
    /// Whether there are ideographs or kana in it.
    private(set) var isEastern = false
    /// The columns before the text; a tab goes on to the next multiple of 4.
    let indent: Int
    /// Spaces at its end, which Markdown gives a meaning.
    let trailingSpaceCount: Int
    /// Whether a word is cut at its end by a soft hyphen.
    let endsInSoftHyphen: Bool
    /// Whether a form feed stands before it, or before what was taken off the page above it.
    var startsPage: Bool

    var isBlank: Bool { scalars.isEmpty }
    var text: String { String(scalars) }

    func begins(with text: String) -> Bool { scalars.starts(with: text.unicodeScalars) }

    /// Whether its first letter is a capital; only verse begins all its lines so.
    var startsLikeVerse: Bool { scalars.first { $0.isWordPart }?.isUppercase == true }

    /// A line of its characters as they stand in the file, without its break.
    init(number: Int, raw: ArraySlice<Unicode.Scalar>) {
        self.number = number
        var rest = raw
        var startsPage = false
        while rest.first == "\u{0C}" {
            rest.removeFirst()
            startsPage = true
        }
        self.startsPage = startsPage
        let front = rest.prefix { $0.properties.isWhitespace }
        indent = front.reduce(0) { $1 == "\t" ? ($0 / 4 + 1) * 4 : $0 + $1.columnCount }
        let back = rest.dropFirst(front.count).reversed().prefix { $0.properties.isWhitespace }
        trailingSpaceCount = back.count
        let inner = rest.dropFirst(front.count).dropLast(back.count)
        endsInSoftHyphen = inner.last == "\u{AD}"
        scalars = TextLine.cleaned(inner)
        measure()
    }

    private mutating func measure() {
        (width, isEastern) = (indent, false)
        for scalar in scalars {
            width += scalar.columnCount
            if scalar.value > 0x2E00, scalar.isIdeographic { isEastern = true }
        }
    }

    private static func cleaned(_ raw: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        guard raw.contains(where: { $0.value >= 0x80 || $0 == "\t" || $0.value < 0x20 }) else {
            return Array(raw)
        }
        var cleaned: [Unicode.Scalar] = []
        cleaned.reserveCapacity(raw.count)
        for scalar in raw {
            switch scalar.value {
            case 0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xF_0000...: break
            case 0x200C, 0x200D:
                if cleaned.last.map(takesJoiners) == true { cleaned.append(scalar) }
            case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x00...0x1F: cleaned.append(" ")
            default:
                if let letters = scalar.ligatureLetters {
                    cleaned += letters.unicodeScalars
                } else {
                    cleaned.append(scalar)
                }
            }
        }
        while cleaned.last == " " { cleaned.removeLast() }
        while cleaned.first == " " { cleaned.removeFirst() }
        return cleaned
    }

    /// Whether joiners after a character change how it is written: Arabic, Indic, emoji.
    private static func takesJoiners(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0600...0x1FFF, 0x2600...0x27BF, 0xFE0F, 0x1F000...: true
        default: false
        }
    }
}

extension TextLine {
    /// The lines of a text; LF, CR and CRLF each end one.
    static func lines(of text: [UInt8]) -> [TextLine] {
        var lines: [TextLine] = []
        var raw: [Unicode.Scalar] = []
        var isAfterCR = false
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if scalar == "\n", isAfterCR {
                isAfterCR = false
                continue
            }
            isAfterCR = scalar == "\r"
            if isAfterCR || scalar == "\n" {
                lines.append(TextLine(number: lines.count + 1, raw: raw[...]))
                raw.removeAll(keepingCapacity: true)
            } else {
                raw.append(scalar)
            }
        }
        if !raw.isEmpty { lines.append(TextLine(number: lines.count + 1, raw: raw[...])) }
        return lines
    }
}

extension Unicode.Scalar {
    /// Whether a sentence can end in it, closing quotes and brackets counted.
    var canEndSentence: Bool { ".!?…。！？.\"”’»」』）)".unicodeScalars.contains(self) }
}
