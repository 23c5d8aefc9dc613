/// The lines before a text's first heading that are its title, author and imprint.
///
/// A listener does not want them before the book; a dedication or an epigraph is body.
struct TitlePage {
    /// The lines, in order; empty if the text begins with something else.
    private(set) var lines: [Range<Int>] = []
    private(set) var title: String?
    private(set) var authors: [String] = []

    private static let imprint: Set<String> = [
        "by", "par", "von", "di", "por", "translated", "edited", "illustrated", "edition",
        "copyright", "published",
        "publisher", "press", "printed", "author", "traduit", "chez", "rue", "street", "london",
        "paris", "leipzig",
        "berlin", "madrid", "milano", "new", "york", "isbn", "ubersetzt", "verlag", "editado",
        "traduccion",
        "traducido", "перевод", "издательство", "москва", "автор", "translator", "editor", "with",
        "edited",
    ]

    init(lines: [TextLine], range: Range<Int>, layout: PageLayout, contents: [ContentsList]) {
        for passage in Passage.passages(in: lines[range]) {
            if contents.contains(where: { $0.lines.contains(passage.lines.lowerBound) }) {
                self.lines.append(passage.lines.upperBound..<passage.lines.upperBound)
                continue
            }
            guard passage.lines.allSatisfy({ TitlePage.isImprint(lines[$0].scalars) }) else {
                break
            }
            self.lines.append(passage.lines)
            for line in passage.lines { note(lines[line]) }
        }
    }

    /// Whether a line may stand on a title page: capitals, names, who made the book.
    static func isImprint(_ line: [Unicode.Scalar]) -> Bool {
        let words = FoldedWord.words(of: line, limit: 20)
        guard let last = line.last, line.count <= 80, words.count <= 14 else { return false }
        if line.contains(where: \.isIdeographic) {
            return line.count <= 24 && !"。，、！？」".unicodeScalars.contains(last)
        }
        let letters = line.filter(\.isLetter)
        if letters.count(where: \.isLowercase) * 4 <= letters.count { return true }
        if words.contains(where: { imprint.contains($0.text) }) && words.count <= 10 { return true }
        if "\"“«„'‘".unicodeScalars.contains(line[0]) { return false }
        let capitals = words.count { line[$0.range.lowerBound].isUppercase || $0.text.count <= 3 }
        return capitals == words.count && !"!?,;".unicodeScalars.contains(last)
    }

    private mutating func note(_ line: TextLine) {
        let words = FoldedWord.words(of: line.scalars, limit: 3)
        guard let first = words.first else { return }
        let isAuthor = ["by", "par", "von", "por"].contains(first.text)
        if let start = words.dropFirst().first?.range.lowerBound, isAuthor, title != nil,
            authors.isEmpty
        {
            authors = [String(line.scalars[start...])]
        } else if line.begins(with: "作者：") || line.begins(with: "作者:") {
            authors = [String(line.scalars.dropFirst(3))]
        } else if title != nil, authors.isEmpty, line.scalars.allSatisfy(\.isIdeographic),
            (2...6).contains(line.scalars.count)
        {
            authors = [line.text]
        } else if title == nil, first.text != "by" {
            title = line.text
        }
    }
}
