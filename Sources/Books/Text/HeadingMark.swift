import Texts

/// A line that reads like a heading, wherever it stands.
struct HeadingMark {
    /// What a line counts as; headings of one form make a series.
    struct Form: Hashable {
        enum Style: Hashable {
            /// A word for a part of a book with its number: `CHAPTER I`, `第一回`, `Глава 1`.
            case named(String)
            /// A word that is known by its counting alone, before its number or after it: `Luku 1`.
            case worded(String, isAfter: Bool)
            /// A number alone on its line.
            case bare(NumberStyle)
            /// A number and a title: `I. A Scandal in Bohemia`.
            case titled(NumberStyle)
            /// A title and its number: `始計第一`.
            case suffixed
            /// `Preface`, `Épilogue`, `楔子`: no number.
            case special
            /// An entry of the contents list that stands alone in the text.
            case listed
            /// A heading by the text's own notes.
            case explicit
        }

        enum NumberStyle: Hashable {
            case roman, decimal, ideographic, letter
            /// A number without a sign behind it: `1 Walls`, `1Walls`.
            case unsigned
            /// A number in letters: `ONE`.
            case word
            /// `上`, `中`, `下`.
            case step
        }

        let style: Style
        /// How deep such a part lies in a book: 0 a volume, 1 a book, 2 a part, 3 a chapter, 4 a
        /// section.
        let depth: Int

        static let chapterDepth = 3

        /// Whether such a line is a heading even without others to count with.
        var isStrong: Bool {
            switch style {
            case .named, .special, .listed, .explicit: true
            case .worded, .bare, .titled, .suffixed: false
            }
        }
    }

    var form: Form
    /// Nil where none is written, or none that can be read.
    let number: Int?
    /// Whether the line names the part as well: `Chapter I. Down the Rabbit-Hole`.
    let hasTitle: Bool
    /// Whether it begins what stands after the book: an index, a transcriber's note.
    var isBackMatter = false
    /// Which part of a chapter of this number it is, where the title says so.
    var step: Int?

    /// A number as it is written, whatever title stands with it.
    struct Sign: Hashable {
        let style: Form.Style
        let number: Int
    }

    var sign: Sign? {
        guard let number else { return nil }
        if case .titled(let style) = form.style { return Sign(style: .bare(style), number: number) }
        return Sign(style: form.style, number: number)
    }

    /// The same, if no title stands with it.
    var bareSign: Sign? { hasTitle ? nil : sign }

    /// The longest line that is taken for a heading, in characters.
    static let widthLimit = 100
    /// The longest with a word, a number, a sign and a title: `CHAPTER 2: What happened to …`.
    private static let titledWidthLimit = 200
}

extension HeadingMark {
    /// All that a line can be read as; most lines are nothing, `I` is a Roman digit and a letter.
    static func readings(of line: [Unicode.Scalar]) -> [HeadingMark] {
        let line = withoutOrnaments(line)
        guard let first = line.first, line.count <= widthLimit else {
            return longReadings(of: line)
        }
        let bare = bareReadings(of: line)
        if !bare.isEmpty { return bare }
        if first.isIdeographic || first.isHangul || first.isDigit {
            if let mark = eastern(line) { return [mark] }
            if !first.isDigit { return [] }
        }
        if let mark = named(line) ?? special(line) { return [mark] }
        return [titled(line) ?? unsigned(line), worded(line)].compactMap { $0 }
    }

    /// A line without the signs drawn around it: `☆第四章☆`, `== I ==`.
    private static func withoutOrnaments(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard let first = line.first, let last = line.last,
            !(first.isWordPart && last.isWordPart), line.count <= titledWidthLimit
        else { return line }
        let front = line.prefix { isOrnament($0) }
        let back = line.reversed().prefix { isOrnament($0) }
        guard front.count < line.count, front.count + back.count > 0 else { return line }
        // A dash or a star on one side opens speech or an item of a list.
        let drawsBoth = !front.isEmpty && !back.isEmpty
        let drawsOne = (front + back).allSatisfy { sideOrnaments.contains($0) }
        guard drawsBoth || drawsOne else { return line }
        let core = line[front.count..<(line.count - back.count)].drop(while: \.isSpace)
        return Array(core.reversed().drop(while: \.isSpace).reversed())
    }

    /// Whether a line says nothing.
    static func isOrnamental(_ line: [Unicode.Scalar]) -> Bool {
        !line.contains(where: \.isWordPart)
    }

    private static func isOrnament(_ scalar: Unicode.Scalar) -> Bool {
        sideOrnaments.contains(scalar) || bothOrnaments.contains(scalar)
    }

    private static let sideOrnaments = Set("☆★◆◇■□▼▽△▲※~～=＝#＃❖♦♠♥♣◎_|".unicodeScalars)
    private static let bothOrnaments = Set("*-–—·•●+".unicodeScalars)

    /// What a line says that is too long for most headings.
    private static func longReadings(of line: [Unicode.Scalar]) -> [HeadingMark] {
        guard (widthLimit...titledWidthLimit).contains(line.count), let first = line.first,
            first.isUppercase, line.last?.canEndSentence == false, let mark = named(line),
            line.prefix(40).contains(where: { ".:—–".unicodeScalars.contains($0) })
        else { return [] }
        return [mark]
    }

    // MARK: A number alone

    private static func bareReadings(of line: [Unicode.Scalar]) -> [HeadingMark] {
        let frame = "-–—*.:)(（）[]〔〕、. ".unicodeScalars
        guard line.count <= 16 else { return [] }
        let front = line.drop { frame.contains($0) }
        let core = Array(front.reversed().drop { frame.contains($0) }.reversed())
        guard !core.isEmpty else { return [] }
        var readings: [HeadingMark] = []
        func add(_ style: Form.NumberStyle, _ number: Int?) {
            guard let number, number > 0 else { return }
            readings.append(
                HeadingMark(
                    form: Form(style: .bare(style), depth: Form.chapterDepth), number: number,
                    hasTitle: false))
        }
        if core[0].isUppercase { add(.roman, Numeral.roman(core)) }
        add(.decimal, Numeral.decimal(core))
        add(.ideographic, Numeral.ideographic(core))
        add(.step, bareStep(core))
        // With a full stop it is a sentence.
        if core.count == line.count, core[0].isUppercase, core.count > 1 {
            add(.word, Numeral.word(FoldedWord.folded(core)))
        }
        if core.count == 1, (0x41...0x5A).contains(core[0].value) {
            add(.letter, Int(core[0].value) - 0x40)
        }
        return readings
    }

    // MARK: A number and a title

    private static func titled(_ line: [Unicode.Scalar]) -> HeadingMark? {
        guard line.count <= 70, let first = line.first, first.isUppercase || first.isDigit,
            let end = line.firstIndex(where: { !$0.isWordPart }), end < line.count - 2,
            ".:)-–—".unicodeScalars.contains(line[end]), line[end + 1] == " " || line[end] != "-",
            line[end + 1] == " "
        else { return nil }
        let title = line[(end + 1)...].drop { " -–—".unicodeScalars.contains($0) }
        guard title.first?.isLowercase == false, title.last != "," else { return nil }
        if let number = Numeral.roman(line[..<end]) { return titled(.roman, number) }
        return Numeral.decimal(line[..<end]).map { titled(.decimal, $0) }
    }

    fileprivate static func titled(_ style: Form.NumberStyle, _ number: Int) -> HeadingMark {
        HeadingMark(
            form: Form(style: .titled(style), depth: Form.chapterDepth), number: number,
            hasTitle: true)
    }

    /// A title that only a space, or nothing at all, parts from its number, as in files made of PDF.
    private static func unsigned(_ line: [Unicode.Scalar]) -> HeadingMark? {
        let digits = line.prefix(while: \.isDigit)
        guard line.count <= 70, let number = Numeral.decimal(digits),
            let last = line.last, !",;".unicodeScalars.contains(last), !last.canEndSentence
        else { return nil }
        let title = line.dropFirst(digits.count).drop { $0 == " " }
        guard let first = title.first, first.isUppercase, title.count >= 3,
            title.startIndex > digits.count || title.dropFirst().first?.isLowercase == true
        else { return nil }
        return titled(.unsigned, number)
    }

    // MARK: A word and its number

    private static func named(_ line: [Unicode.Scalar]) -> HeadingMark? {
        var words = FoldedWord.words(of: line, limit: 4)[...]
        if let first = words.first, HeadingWords.articles.contains(first.text) {
            words = words.dropFirst()
        }
        guard let first = words.first else { return nil }
        if let depth = HeadingWords.depths[first.text] {
            words = words.dropFirst()
            if let next = words.first, words.count > 1, HeadingWords.articles.contains(next.text) {
                words = words.dropFirst()
            }
            return words.first.flatMap {
                named(first.text, depth, number: $0, before: $0.range.upperBound, in: line)
            }
        }
        guard let second = words.dropFirst().first, let depth = HeadingWords.depths[second.text]
        else { return nil }
        return named(second.text, depth, number: first, before: second.range.upperBound, in: line)
    }

    private static func named(
        _ word: String, _ depth: Int, number: FoldedWord, before end: Int, in line: [Unicode.Scalar]
    ) -> HeadingMark? {
        let digits = line[number.range]
        let value =
            Numeral.decimal(digits) ?? Numeral.roman(digits) ?? Numeral.word(number.text)
            ?? decimalOrdinal(number.text)
        let rest = line[end...]
        let isLast = HeadingWords.lastWords.contains(number.text)
        guard value != nil || isLast else { return nil }
        let title = rest.drop { !$0.isWordPart && !"\"“«„‘'([".unicodeScalars.contains($0) }
        let between = rest.prefix(rest.count - title.count)
        if let first = title.first {
            let isParted = between.contains { ".:)—–".unicodeScalars.contains($0) }
            guard
                isParted
                    ? !(first.isLowercase && between.first == ",")
                    : !first.isLowercase && between.count > 0
            else { return nil }
        }
        return HeadingMark(
            form: HeadingMark.Form(style: .named(word), depth: depth),
            number: value, hasTitle: !title.isEmpty)
    }

    /// `1st`, `2ème`, `1er`, `3rd`.
    private static func decimalOrdinal(_ word: String) -> Int? {
        let digits = word.unicodeScalars.prefix(while: \.isDigit)
        guard
            HeadingWords.ordinalEndings.contains(
                String(word.unicodeScalars.dropFirst(digits.count)))
        else { return nil }
        return Numeral.decimal(digits)
    }

    // MARK: A word without number

    private static func special(_ line: [Unicode.Scalar]) -> HeadingMark? {
        guard line.count <= 70 else { return nil }
        let words = FoldedWord.words(of: line, limit: 9)
        guard let first = words.first, words.count <= 8, line.last != ",", line.last != ";",
            first.range.lowerBound == 0
        else { return nil }
        let isShort = words.count <= 4
        let isFirst = HeadingWords.special.contains(first.text)
        let next = words.dropFirst().first
        let isNamed =
            isFirst
            && (isShort
                || next.map { line[first.range.upperBound..<$0.range.lowerBound].count > 1 } == true
                || next.map { HeadingWords.articles.contains($0.text) } == true)
            || isShort && words.dropFirst().contains { HeadingWords.special.contains($0.text) }
                && words.allSatisfy { line[$0.range.lowerBound].isUppercase || $0.text.count <= 3 }
        let isBack = HeadingWords.back.contains(words.map(\.text).joined(separator: " "))
        guard isNamed && line.first?.isLowercase == false || isBack else { return nil }
        return HeadingMark(
            form: Form(style: .special, depth: Form.chapterDepth), number: nil, hasTitle: true,
            isBackMatter: isBack)
    }
}
