import Texts

/// What a line can be on a title page.
struct TitlePageLine {
    enum Kind {
        /// It is no line of a title page.
        case text
        /// A name or a title: its words have capitals.
        case name
        /// It says who made the book, below a title: `Translated by John Smith.`
        case credit
        /// A name that can be a dedication: `To Mary`, `To the Lighthouse`.
        case dedication
        /// A short line of a script without capitals.
        case unmarked
        /// Such a line that says it is an author, a translator, a title.
        case signed
    }

    let kind: Kind

    /// No line of a title page is longer, in characters and words.
    private static let (characterLimit, wordLimit) = (80, 14)

    init(_ line: [Unicode.Scalar]) {
        kind = TitlePageLine.kind(of: line)
    }

    private static func kind(of line: [Unicode.Scalar]) -> Kind {
        let words = FoldedWord.words(of: line, limit: wordLimit + 1)
        guard let first = line.first, line.count <= characterLimit, words.count <= wordLimit
        else { return .text }
        let letters = line.filter(\.isLetter)
        if letters.isEmpty { return .name }
        if opensSpeech.contains(first) { return .text }
        if isCopyright(line, words) { return .name }
        if line.contains(where: \.isIdeographic) || !letters.contains(where: \.hasCase) {
            return unmarked(line)
        }
        return marked(
            line, words, isCapital: letters.count(where: \.isLowercase) * 4 <= letters.count)
    }

    private static let opensSpeech = Set("\"“”«»„‘’‚'—–-―「『".unicodeScalars)

    // MARK: Scripts with capitals

    private static func marked(
        _ line: [Unicode.Scalar], _ words: [FoldedWord], isCapital: Bool
    ) -> Kind {
        guard let last = line.last, let word = words.first else { return .text }
        let isDedication = TitlePageWords.dedication.contains(word.text)
        if isCapital { return isDedication ? .dedication : .name }
        let hasCredit = words.contains { TitlePageWords.credits.contains($0.text) }
        let isNamed = words.allSatisfy { isNamePart($0, of: line) }
        if ",;:.".unicodeScalars.contains(last) { return hasCredit && isNamed ? .credit : .text }
        if "!?…".unicodeScalars.contains(last) || last.canEndSentence && last != ")" {
            return .text
        }
        if TitlePageWords.makers.contains(word.text) { return .credit }
        guard isNamed, let end = words.last else { return .text }
        // A title ends in a capital; `or` alone on its line joins two.
        if line[end.range.lowerBound].isLowercase, !hasCredit {
            return words.count == 1 ? .credit : .text
        }
        return isDedication ? .dedication : .name
    }

    /// Whether a word can stand in a name: it has a capital or a number, or is one of those that
    /// bind names together.
    private static func isNamePart(_ word: FoldedWord, of line: [Unicode.Scalar]) -> Bool {
        !line[word.range.lowerBound].isLowercase || TitlePageWords.particles.contains(word.text)
            || TitlePageWords.credits.contains(word.text)
            // `d’Artagnan`, `l’Allemagne`.
            || word.range.count > 2 && "'’".unicodeScalars.contains(line[word.range.lowerBound + 1])
    }

    /// `© 1999`, `Copyright 1999 by …`, `ISBN …`, `All rights reserved.`: sentences or not, these are
    /// an imprint's own.
    private static func isCopyright(_ line: [Unicode.Scalar], _ words: [FoldedWord]) -> Bool {
        line.contains("©") || words.contains { $0.text == "isbn" }
            || words.prefix(3).map(\.text) == ["all", "rights", "reserved"]
            || words.first?.text == "copyright" && line.contains(where: \.isDigit)
    }

    // MARK: Scripts without capitals

    private static func unmarked(_ line: [Unicode.Scalar]) -> Kind {
        guard line.count <= 24,
            !line.contains(where: { "。．，、！？；…」』.!?,;".unicodeScalars.contains($0) })
        else { return .text }
        let isTitle = line.first == "《" && line.last == "》"
        let text = String(line)
        let isSigned =
            TitlePageWords.unspacedCredits.contains { text.hasPrefix($0) }
            || TitlePageWords.unspacedMakers.contains { text.hasSuffix($0) }
        return isTitle || isSigned ? .signed : .unmarked
    }
}

extension Unicode.Scalar {
    fileprivate var hasCase: Bool { isUppercase || isLowercase }
}

/// The words of title pages, folded (``FoldedWord``).
enum TitlePageWords {
    /// Begin a line that says who made a book, or when.
    static let makers: Set<String> = [
        "by", "translated", "edited", "illustrated", "copyright", "published", "printed",
        "written", "produced", "traduit", "ubersetzt", "herausgegeben", "editado", "traducido",
        "tradotto", "перевод", "автор", "isbn",
    ]

    /// Stand in such lines.
    static let credits: Set<String> = makers.union([
        "par", "por", "edition", "publisher", "publishers", "press", "author", "translator",
        "editor", "verlag", "chez", "rue", "street", "traduccion", "издательство", "москва",
        "london", "paris", "leipzig", "berlin", "madrid", "milano", "york", "illustrations",
        "introduction", "notes", "preface", "co", "inc", "ltd", "volumes",
    ])

    /// Small words within names and titles.
    static let particles: Set<String> = Set(
        """
        a an the of and or in on at to by for from with as nor ou de du des la le les l d un une et a \
        en au aux sur der die das des dem den und von zu zum zur im am an ein eine oder aus mit los \
        las el y o del al lo gli il e i da di dei della delle dello nel alla van het een i w z na и в \
        на с о из к у or
        """
        .split(whereSeparator: \.isWhitespace).map(String.init))

    /// Begin a dedication.
    static let dedication: Set<String> = [
        "to", "for", "dedicated", "pour", "para", "fur", "meiner", "meinem", "meinen", "dem",
        "alla", "aux", "посвящается",
    ]

    /// Begin the lines of Chinese, Japanese and Korean title pages.
    static let unspacedCredits = [
        "作者", "书名", "書名", "译者", "譯者", "訳者", "著者", "编者", "編者", "出版", "版权", "版權", "翻译",
        "翻譯", "지은이", "옮긴이", "저자", "تأليف", "ترجمة",
    ]

    static let authorLabels = ["作者", "著者", "지은이", "저자"]
    static let titleLabels = ["书名", "書名", "제목"]
    /// Stand behind an author's name.
    static let signatures = ["著", "지음"]

    /// End the lines of Chinese, Japanese and Korean title pages.
    static let unspacedMakers = [
        "著", "译", "譯", "訳", "编", "編", "編著", "编著", "撰", "出版社", "지음", "옮김", "번역",
    ]
}
