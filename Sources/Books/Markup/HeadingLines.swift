import Texts

/// The headings of a book, a number and the title below it as one.
///
/// A number is a heading of its own in many books: `II`, and below it `The Second Door`, in
/// whichever of two levels. It belongs to the title, unless headings of the title's level stand
/// without number too: then it is a part, and the title is that of its first chapter.
struct HeadingLines {
    struct Heading {
        var position: Int
        var level: Int
        var title: String
    }

    /// The levels of a number and of the title below it.
    private struct Levels: Hashable {
        let number: Int
        let title: Int
    }

    private(set) var headings: [Heading] = []

    /// The headings of all pages.
    init(of order: ReadingOrder) {
        for position in order.pieces.indices {
            let piece = order.pieces[position]
            guard let level = piece.headingLevel else { continue }
            headings.append(Heading(position: position, level: level, title: piece.block.text))
        }
        joinNumbers()
    }

    private mutating func joinNumbers() {
        let pairs = headings.indices.dropLast().filter(isNumberAboveTitle)
        let counts = Dictionary(pairs.map { (levels(at: $0), 1) }, uniquingKeysWith: +)
        let titles = headings.filter { !TitleShape.isNumber($0.title) }
        let titleCounts = Dictionary(titles.map { ($0.level, 1) }, uniquingKeysWith: +)
        let joined = pairs.filter { index in
            let levels = levels(at: index)
            guard levels.number <= levels.title else { return true }
            let count = counts[levels] ?? 0
            return count > 1 && count * 10 >= titleCounts[levels.title, default: 0] * 9
        }
        for index in joined.reversed() {
            let title = headings.remove(at: index + 1)
            headings[index].level = min(headings[index].level, title.level)
            headings[index].title = headings[index].title.titleJoined(with: title.title)
        }
    }

    private func levels(at index: Int) -> Levels {
        Levels(number: headings[index].level, title: headings[index + 1].level)
    }

    private func isNumberAboveTitle(_ index: Int) -> Bool {
        let (number, title) = (headings[index], headings[index + 1])
        return number.position + 1 == title.position && TitleShape.isNumber(number.title)
            && !TitleShape.isNumber(title.title)
    }
}

extension String {
    /// A title after what stands above it: `Act I` and `Scene II` are `Act I. Scene II`.
    package func titleJoined(with title: String) -> String {
        let above = reversed().drop { ".,:;-–—： ".contains($0) }.reversed()
        guard let last = above.last?.unicodeScalars.last else { return title }
        let isWhole = last.isIdeographic || last.isHangul || "!?…！？。".unicodeScalars.contains(last)
        return String(above) + (isWhole ? " " : ". ") + title
    }
}
