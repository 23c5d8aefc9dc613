import Texts

/// A document in RTF: its text, and the same document with every character outside ASCII written by
/// its number, for converters know few of RTF's code pages.
///
/// Source: Rich Text Format Specification 1.9.1.
struct RichText {
    /// The document with characters by number.
    private(set) var ascii: [UInt8] = []
    /// What it says of itself.
    private(set) var facts = DocumentFacts(place: "text")

    /// What holds within a group.
    private struct Group {
        /// The number of its font; nil is the document's usual one.
        var font: Int?
        /// How many characters stand in for one that is given by number.
        var fallbackCount = 1
        var isHidden = false
        var destination = ""
        /// Whether a destination may still be named: at a group's beginning.
        var isStart = true
    }

    private var group = Group()
    private var groups: [Group] = []
    private var rest: ArraySlice<UInt8>
    private var usualEncoding = "WINDOWS-1252"
    private var encodings: [Int: String] = [:]
    private var usualFont = 0
    /// The levels of the styles that are headings, from 0, and the style that is being read.
    private var styleLevels: [Int: Int] = [:]
    private var style = 0
    private var styleName = ""
    /// Bytes of a code page that are not decoded yet: a character may take two.
    private var bytes: [UInt8] = []
    private var units: [UInt16] = []
    private var fallbackCount = 0
    private var text = ""
    private var paragraphs: [String] = []

    /// Reads a document; nil if it is none.
    init?(_ source: [UInt8]) {
        rest = source[...]
        guard source.starts(with: "{\\rtf".utf8) else { return nil }
        while let byte = rest.first { read(byte) }
        endRun()
        endParagraph()
        facts.paragraphs = paragraphs
    }

    private mutating func read(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"):
            endRun()
            groups.append(group)
            group.isStart = true
            copy(1)
        case UInt8(ascii: "}"):
            endRun()
            if let outer = groups.popLast() { group = outer }
            copy(1)
        case UInt8(ascii: "\\"): readControl()
        case 0x0A, 0x0D: copy(1)
        default:
            rest = rest.dropFirst()
            add(byte)
        }
    }

    private mutating func copy(_ count: Int) {
        ascii += rest.prefix(count)
        rest = rest.dropFirst(count)
    }

    // MARK: Control words

    private mutating func readControl() {
        let next = rest.dropFirst().first ?? 0
        if next == UInt8(ascii: "'") {
            let digits = String(decoding: rest.dropFirst(2).prefix(2), as: UTF8.self)
            rest = rest.dropFirst(4)
            if let byte = UInt8(digits, radix: 16) { add(byte) }
            return
        }
        guard Unicode.Scalar(next).isASCIILetter else { return readSymbol(next) }
        let name = rest.dropFirst().prefix { Unicode.Scalar($0).isASCIILetter }
        var end = name.endIndex
        var number: Int?
        let sign = rest[end...].prefix(1).prefix { $0 == UInt8(ascii: "-") }
        let digits = sign + rest[(end + sign.count)...].prefix { (0x30...0x39).contains($0) }
        if let value = Int(String(decoding: digits.prefix(10), as: UTF8.self)) {
            (number, end) = (value, end + digits.count)
        }
        if rest[end...].first == 0x20 { end += 1 }
        let length = end - rest.startIndex
        let word = String(decoding: name, as: UTF8.self)
        if word == "u", let number {
            rest = rest.dropFirst(length)
            endBytes()
            units.append(UInt16(truncatingIfNeeded: number))
            fallbackCount = group.fallbackCount
            return
        }
        endRun()
        // Pictures may stand in a document byte for byte.
        let binary = word == "bin" ? max(0, number ?? 0) : 0
        copy(length + min(binary, rest.count))
        obey(word, number)
        group.isStart = false
        if word == "s", !group.isHidden, let level = number.flatMap({ styleLevels[$0] }) {
            ascii += "\\outlinelevel\(level) ".utf8
        }
    }

    private mutating func readSymbol(_ symbol: UInt8) {
        switch symbol {
        case UInt8(ascii: "~"), UInt8(ascii: "_"):
            endRun()
            if !group.isHidden { text += symbol == UInt8(ascii: "~") ? " " : "-" }
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"):
            endRun()
        case UInt8(ascii: "*"): if group.isStart { group.isHidden = true }
        default: endRun()
        }
        copy(2)
    }

    private mutating func obey(_ word: String, _ number: Int?) {
        switch word {
        case "ansicpg": usualEncoding = "CP\(number ?? 1252)"
        case "mac": usualEncoding = "MACINTOSH"
        case "pc": usualEncoding = "CP437"
        case "pca": usualEncoding = "CP850"
        case "deflang": facts.usualLanguage = number.flatMap(RichTextLanguage.code)
        case "uc": group.fallbackCount = max(0, number ?? 1)
        case "deff": usualFont = number ?? 0
        case "f": group.font = number
        case "plain": group.font = nil
        case "s" where group.destination == "stylesheet": (style, styleName) = (number ?? 0, "")
        case "fcharset":
            if let font = group.font { encodings[font] = RichTextLanguage.encodings[number ?? 0] }
        case "v": group.isHidden = number != 0
        case "par", "sect", "page", "cell", "row", "nestcell", "nestrow": endParagraph()
        case "line", "tab", "emdash", "endash": if !group.isHidden { text += " " }
        case _ where group.isStart && RichTextLanguage.destinations.contains(word):
            group.isHidden = true
            group.destination = word
        case "title" where group.isStart, "author" where group.isStart: group.destination = word
        case "footnote", "shptxt":
            group.isHidden = false
            endParagraph()
        default: break
        }
    }

    // MARK: Text

    private mutating func add(_ byte: UInt8) {
        if fallbackCount > 0 {
            fallbackCount -= 1
            return
        }
        group.isStart = false
        if byte < 0x80, bytes.isEmpty {
            endRun()
            write(byte)
        } else {
            endUnits()
            bytes.append(byte)
            // The second byte of a pair may be a letter of ASCII.
            if byte < 0x80 { endBytes() }
        }
    }

    private mutating func write(_ byte: UInt8) {
        // A space before a paragraph's properties would hide these from a converter.
        if byte == 0x20, text.isEmpty, !group.isHidden, group.destination.isEmpty { return }
        if "\\{}".utf8.contains(byte) { ascii.append(UInt8(ascii: "\\")) }
        ascii.append(byte)
        note(String(UnicodeScalar(byte)))
    }

    private mutating func endRun() {
        endBytes()
        endUnits()
        fallbackCount = 0
    }

    private mutating func endBytes() {
        guard !bytes.isEmpty else { return }
        let encoding = encodings[group.font ?? usualFont] ?? usualEncoding
        let decoded = CharacterConverter(encoding: encoding)?.lossyText(of: bytes) ?? bytes
        bytes = []
        write(String(decoding: decoded, as: UTF8.self))
    }

    private mutating func endUnits() {
        guard !units.isEmpty else { return }
        let decoded = String(decoding: units, as: UTF16.self)
        units = []
        write(decoded)
    }

    /// Writes characters by their numbers.
    private mutating func write(_ characters: String) {
        for scalar in characters.unicodeScalars {
            if scalar.isASCII, let byte = UInt8(exactly: scalar.value), byte >= 0x20 {
                if "\\{}".utf8.contains(byte) { ascii.append(UInt8(ascii: "\\")) }
                ascii.append(byte)
            } else {
                ascii += "{\\uc0\\u\(scalar.value) }".utf8
            }
        }
        note(characters)
    }

    private mutating func note(_ characters: String) {
        switch group.destination {
        case "title": facts.title = (facts.title ?? "") + characters
        case "author": facts.author = (facts.author ?? "") + characters
        case "stylesheet": noteStyle(characters)
        default: if !group.isHidden { text += characters }
        }
    }

    /// A style called `heading 1` is one, in whatever language the program speaks.
    private mutating func noteStyle(_ characters: String) {
        styleName += characters.lowercased()
        guard characters.hasSuffix(";") else { return }
        let words = styleName.dropLast().split(separator: " ")
        if words.count == 2, words[0] == "heading", let level = Int(words[1]), level > 0 {
            styleLevels[style] = level - 1
        }
        styleName = ""
    }

    private mutating func endParagraph() {
        endRun()
        let paragraph = SpokenText.line(text)
        if !paragraph.isEmpty { paragraphs.append(paragraph) }
        text = ""
    }
}
