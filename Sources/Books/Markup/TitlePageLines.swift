/// Knows the lines of a title page by what the book says about itself.
///
/// A page that says the book's title may as well be the title poem or the title story of a
/// collection. A title page says who made the book, where and when, and next to nothing else.
struct TitlePageLines {
    /// Longer pages say more than a title page does.
    private static let longestCharacterCount = 300

    private let title: String
    private let makers: [String]

    /// Nil if the book has no title to know the page by.
    init?(_ metadata: BookMetadata) {
        guard let title = metadata.title.map(ChapterCutter.key), !title.isEmpty else { return nil }
        self.title = title
        makers = (metadata.authors + [metadata.publisher].compactMap { $0 })
            .map(ChapterCutter.key).filter { !$0.isEmpty }
    }

    /// Whether the blocks of a page are no more than a title page says.
    ///
    /// One line may be something else if it is no sentence: a subtitle, a motto. Two such lines may
    /// be a poem. Where the title stands on another page, there may be none.
    func isTitlePage(_ blocks: [Block], isBelowTitle: Bool = false) -> Bool {
        guard !isTooLong(blocks) else { return false }
        let isTitled = blocks.flatMap(TitlePageLines.lines).contains(where: saysTitle)
        guard isTitled || isBelowTitle else { return false }
        let others = blocks.filter { !$0.kind.isHeading }.flatMap(TitlePageLines.lines)
            .filter { !isOfTitlePage($0) }
        return others.count <= (isTitled ? 1 : 0) && !others.contains(where: \.endsSentence)
    }

    private static func lines(_ block: Block) -> [String] {
        block.text.split(separator: "\n").map(String.init)
    }

    /// Whether there is too much text for a title page.
    func isTooLong(_ blocks: [Block]) -> Bool {
        blocks.reduce(0) { $0 + ChapterCutter.key($1.text).count }
            > TitlePageLines.longestCharacterCount
    }

    /// Whether a line says the title, or most of it, and little more.
    private func saysTitle(_ text: String) -> Bool {
        let line = ChapterCutter.key(text)
        return line.contains(title) && line.count <= title.count * 2
            || title.contains(line) && line.count * 2 >= title.count
    }

    /// Whether a line says the title alone, or who made the book, or which edition it is, where and when.
    private func isOfTitlePage(_ text: String) -> Bool {
        let line = ChapterCutter.key(text)
        if title.contains(line) && line.count * 2 >= title.count { return true }
        if makers.contains(where: { line.contains($0) && line.count <= $0.count + 40 }) {
            return true
        }
        if ImprintSigns.count(in: text) > 0 { return true }
        let words = text.split { !$0.isLetter && !$0.isNumber }
        guard words.count <= 12, !text.endsSentence else { return false }
        let isDated = words.contains { $0.count == 4 && $0.allSatisfy(\.isWholeNumber) }
        return isDated && words.count <= 4
            || words.contains { TitlePageLines.words.contains($0.lowercased()) }
            || TitlePageLines.easternWords.contains(where: text.contains)
            || TitlePageLines.isName(words)
    }

    /// Whether words are names, as those of people, houses and towns: in capitals, all but the
    /// short ones that join them.
    private static func isName(_ words: [Substring]) -> Bool {
        let long = words.filter { $0.count > 3 }
        return words.count >= 2 && words.first?.first?.isUppercase == true && !long.isEmpty
            && long.allSatisfy { $0.first?.isUppercase == true }
    }

    private static let words: Set<String> = [
        "by", "edition", "translated", "translation", "translator", "edited", "editor",
        "illustrated", "illustrations", "published", "publisher", "publishers", "publishing",
        "press", "books", "printed", "novel", "volume",
        "par", "édition", "éditions", "traduit", "traduction", "éditeur", "roman", "tome",
        "von", "verlag", "herausgegeben", "übersetzt", "auflage", "ausgabe", "band",
        "por", "edición", "editorial", "traducción", "traducido", "novela", "edição", "tradução",
        "editora", "romance", "edizione", "edizioni", "traduzione", "romanzo",
        "перевод", "издательство", "издание", "автор", "роман", "москва", "том",
    ]
    private static let easternWords = [
        "作者", "著者", "原著", "译者", "譯者", "訳者", "出版", "编者", "編者", "书店", "書店", "文庫",
        "书局", "書局", "지음", "옮김",
    ]
}

extension String {
    /// Whether the text ends as a sentence does, and not with the point of an abbreviation.
    fileprivate var endsSentence: Bool {
        let end = last { !"”’»」』\")）".contains($0) }
        guard let end, ".!?…。！？".contains(end) else { return false }
        let word = split(separator: " ").last?.filter(\.isLetter) ?? ""
        return end != "." || !["Co", "Inc", "Ltd", "Jr", "Sr", "Ed", "Vol"].contains(word)
    }
}
