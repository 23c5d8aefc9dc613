import Texts

/// The lines before a text's first heading that are its title, author and imprint.
///
/// A listener does not want them before the book; a dedication or an epigraph is body. A sentence
/// is never a title, and whatever is in doubt is spoken: a title that is spoken is a nuisance, a
/// sentence that is not is lost.
struct TitlePage {
    /// The lines, in order; empty if the text begins with something else.
    private(set) var lines: [Range<Int>] = []
    private(set) var title: String?
    private(set) var authors: [String] = []
    /// A line that stands apart right above prose, below title and author: the prose's heading.
    private(set) var heading: Range<Int>?
    /// Whether a line says who made the book.
    private var isSigned = false
    /// Whether lines are taken for names by their length alone, for their script has no capitals.
    private var isGuessed = false

    init(lines: [TextLine], range: Range<Int>, contents: [ContentsList]) {
        var isWhole = true
        var last: Passage?
        for passage in Passage.passages(in: lines[range]) {
            if contents.contains(where: { $0.lines.contains(passage.lines.lowerBound) }) {
                self.lines.append(passage.lines.upperBound..<passage.lines.upperBound)
                continue
            }
            var page = self
            isWhole = passage.lines.allSatisfy {
                page.takes(lines[$0], isFirst: $0 == passage.lines.lowerBound)
            }
            guard isWhole else { break }
            self = page
            self.lines.append(passage.lines)
            last = passage
        }
        if !isWhole, let last { giveBack(last, of: lines) }
        // In a script without capitals, short lines may as well begin the first paragraph.
        if isGuessed, !isSigned, !isWhole { self = TitlePage() }
    }

    /// Takes the last passage for a heading if there are a title and a maker above it.
    private mutating func giveBack(_ last: Passage, of source: [TextLine]) {
        guard self.lines.count >= 3, last.lines.count == 1, last.blankCount >= 2, !isGuessed,
            self.lines.last == last.lines, let before = self.lines.dropLast().last,
            case .name = TitlePageLine(source[last.lines.lowerBound].scalars).kind,
            !HeadingMark.isOrnamental(source[last.lines.lowerBound].scalars)
        else { return }
        // `by` alone on its line leads to a name.
        let words = before.last.map { FoldedWord.words(of: source[$0].scalars, limit: 2) } ?? []
        guard !(words.count == 1 && TitlePageWords.makers.contains(words[0].text)) else { return }
        self.lines.removeLast()
        heading = last.lines
    }

    private init() {}

    private mutating func takes(_ line: TextLine, isFirst: Bool) -> Bool {
        let mark = TitlePageLine(line.scalars)
        switch mark.kind {
        case .text: return false
        case .dedication where title != nil && isFirst: return false
        case .credit where title == nil: return false
        case .unmarked: isGuessed = true
        case .signed: isSigned = true
        case .name, .credit, .dedication: break
        }
        note(line)
        return true
    }

    private mutating func note(_ line: TextLine) {
        let words = FoldedWord.words(of: line.scalars, limit: 3)
        guard let first = words.first else { return }
        let isAuthor = ["by", "par", "von", "por"].contains(first.text)
        if let start = words.dropFirst().first?.range.lowerBound, isAuthor, title != nil,
            authors.isEmpty
        {
            authors = [String(line.scalars[start...])]
        } else if let author = TitlePageWords.authorLabels.lazy.compactMap(line.text(after:)).first
        {
            authors = [author]
        } else if title != nil, authors.isEmpty, let author = line.signature {
            authors = [author]
        } else if let name = TitlePageWords.titleLabels.lazy.compactMap(line.text(after:)).first {
            title = title ?? name
        } else if title != nil, authors.isEmpty, line.scalars.allSatisfy(\.isIdeographic),
            (2...6).contains(line.scalars.count)
        {
            authors = [line.text]
        } else if title == nil, first.text != "by" {
            title = line.text
        }
    }
}

extension TextLine {
    /// What stands behind a label and its colon; nil if the line does not begin so.
    fileprivate func text(after label: String) -> String? {
        guard begins(with: label + "：") || begins(with: label + ":") else { return nil }
        let rest = scalars.dropFirst(label.unicodeScalars.count + 1).drop { $0.isSpace }
        return rest.isEmpty ? nil : String(rest)
    }

    /// The name before the word that signs it, with a space between them: `曹雪芹 著`, `김철수 지음`.
    fileprivate var signature: String? {
        let word = TitlePageWords.signatures.first {
            scalars.reversed().starts(with: $0.unicodeScalars.reversed())
        }
        guard let word else { return nil }
        let name = scalars.dropLast(word.unicodeScalars.count)
        guard let space = name.last, space.isSpace else { return nil }
        return String(name.dropLast())
    }
}
