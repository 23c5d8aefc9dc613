import Texts

extension HeadingMark {
    /// A word that the reader need not know, with its number: `Hoofdstuk 1`, `1. luku`, `บทที่ ๑`,
    /// `Rozdział pierwszy`, `BİRİNCİ BÖLÜM`.
    ///
    /// It is a heading only where others with the same word count on from it.
    static func worded(_ line: [Unicode.Scalar]) -> HeadingMark? {
        guard line.count <= widthLimit, let last = line.last, !",;?!".unicodeScalars.contains(last),
            let first = line.first
        else { return nil }
        if first.isDecimalDigit { return numberFirst(line) }
        let head = WordedHead(line)
        guard (2...4).contains(head.words.count), !head.isSentence else { return nil }
        return numberLast(head) ?? ordinalFirst(head)
    }

    // MARK: A number before its word

    private static func numberFirst(_ line: [Unicode.Scalar]) -> HeadingMark? {
        let digits = line.prefix(while: \.isDecimalDigit)
        let rest = line.dropFirst(digits.count).drop { ".)°º-".unicodeScalars.contains($0) }
        let word = rest.drop { $0.isSpace }.prefix { isWordLetter($0) }
        guard let number = Numeral.decimal(digits), isWord(word), rest.count < line.count,
            rest.first?.isSpace == true || line[digits.count] == "-"
        else { return nil }
        let title = line[word.endIndex...]
        guard let parted = WordedHead.title(title) else { return nil }
        return worded(word, isAfter: true, number, hasTitle: !parted.isEmpty)
    }

    // MARK: A number after its word

    private static func numberLast(_ head: WordedHead) -> HeadingMark? {
        guard let last = head.words.last, let number = number(last) else { return nil }
        let words = head.words.dropLast()
        guard words.count <= 2, words.allSatisfy(isWord), opensLine(head) else { return nil }
        return worded(
            words.joined(separator: [" "]), isAfter: false, number, hasTitle: head.hasTitle)
    }

    private static func ordinalFirst(_ head: WordedHead) -> HeadingMark? {
        guard head.words.count <= 3, let first = head.words.first, let last = head.words.last,
            isWord(last), opensLine(head),
            let number = Numeral.furtherWord(FoldedWord.folded(first.filter { $0 != "." }))
        else { return nil }
        let words = head.words.dropFirst()
        guard words.allSatisfy(isWord) else { return nil }
        return worded(
            words.joined(separator: [" "]), isAfter: true, number, hasTitle: head.hasTitle)
    }

    private static func worded(
        _ word: some Sequence<Unicode.Scalar>, isAfter: Bool, _ number: Int, hasTitle: Bool
    ) -> HeadingMark? {
        let text = FoldedWord.folded(word)
        guard number > 0, HeadingWords.depths[text] == nil else { return nil }
        let depth = HeadingWords.furtherParts.contains(text) ? 2 : Form.chapterDepth
        return HeadingMark(
            form: Form(style: .worded(text, isAfter: isAfter), depth: depth), number: number,
            hasTitle: hasTitle)
    }

    /// Whether a line begins as headings do, in a script that has capitals.
    private static func opensLine(_ head: WordedHead) -> Bool {
        head.words.first?.first?.isLowercase == false
    }

    private static func number(_ word: ArraySlice<Unicode.Scalar>) -> Int? {
        if let number = Numeral.decimal(word) { return number }
        if word.first?.isUppercase == true, let number = Numeral.roman(word) { return number }
        let letters = word.filter { !"'’׳״΄ʹʹ\"".unicodeScalars.contains($0) }
        return Numeral.letters(letters) ?? Numeral.furtherWord(FoldedWord.folded(word))
    }

    private static func isWordLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isLetter || scalar.isExtending
    }

    /// Whether it is a word that a part of a book may be called by: two letters at least, no digits.
    private static func isWord(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        (2...20).contains(word.count)
            && word.allSatisfy { isWordLetter($0) || "'’".unicodeScalars.contains($0) }
    }
}

/// The words of a line up to the sign that parts a title from them.
private struct WordedHead {
    private(set) var words: [ArraySlice<Unicode.Scalar>] = []
    private(set) var hasTitle = false
    /// Whether what follows the words is no title.
    private(set) var isSentence = false

    private static let partingSigns = ".:—–-)、：.،".unicodeScalars
    /// Longer ones are prose.
    private static let lengthLimit = 40

    init(_ line: [Unicode.Scalar]) {
        var rest = line[...]
        var tail: ArraySlice<Unicode.Scalar> = []
        while let start = rest.firstIndex(where: { !$0.isSpace }) {
            let word = rest[start...].prefix { !$0.isSpace }
            rest = rest[word.endIndex...]
            let core = word.dropLast(
                word.reversed().prefix { WordedHead.partingSigns.contains($0) }.count)
            tail = word.dropFirst(core.count)
            words += WordedHead.split(core)
            guard words.count <= 4, word.endIndex <= WordedHead.lengthLimit else {
                isSentence = true
                return
            }
            // An abbreviated word ends in a stop too: `Hst. 3`.
            if !tail.isEmpty, words.count > 1 { break }
        }
        let title = WordedHead.title(tail + rest)
        hasTitle = title?.isEmpty == false
        isSentence = title == nil
    }

    /// A word and the digits that stand with it in a script without spaces: `บทที่1`.
    private static func split(_ word: ArraySlice<Unicode.Scalar>) -> [ArraySlice<Unicode.Scalar>] {
        guard let first = word.first, let last = word.last else { return [] }
        let digits = word.reversed().prefix(while: \.isDecimalDigit).count
        guard digits > 0, digits < word.count, last.isDecimalDigit, first.value > 0x5FF else {
            return [word]
        }
        return [word.dropLast(digits), word.suffix(digits)]
    }

    /// The title behind a number, empty if there is none; nil if it goes on as a sentence does.
    static func title(_ rest: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
        let title = rest.drop { !$0.isWordPart && !"\"“«„‘'([".unicodeScalars.contains($0) }
        guard let first = title.first else { return title }
        let between = rest[..<title.startIndex]
        let isParted = between.contains { partingSigns.contains($0) }
        return isParted && !first.isLowercase && between.first != "," ? title : nil
    }
}
