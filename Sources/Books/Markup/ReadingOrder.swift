import Texts

/// The pages of a book one after the other, every piece of text with a number.
struct ReadingOrder {
    let pages: [PageText]
    /// All pieces, in order.
    let pieces: [PageText.Piece]
    /// The number of each page's first piece, and after them that of all pieces.
    let pageStarts: [Int]
    private let pageIndex: [String: Int]
    /// The characters before each piece, without headings, which no listener takes for text.
    private let characters: [Int]

    /// The pages without what only turns them, and cut where a book's frame begins and ends.
    init(_ read: [PageText]) {
        let pages = NavigationLines.leftOut(of: read.map(\.cutAtGutenbergLines))
        self.pages = pages
        pieces = pages.flatMap(\.pieces)
        pageStarts = pages.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.pieces.count) }
        pageIndex = Dictionary(
            pages.indices.map { (pages[$0].file, $0) }, uniquingKeysWith: { first, _ in first })
        characters = pieces.reduce(into: [0]) { sums, piece in
            sums.append(
                (sums.last ?? 0) + (piece.isHeading ? 0 : piece.block.text.scalarTotal))
        }
    }

    /// The number of the piece a place leads to; nil if it is not in these pages.
    ///
    /// A name that the page does not have leads to the page's beginning.
    func position(of target: PageTarget) -> Int? {
        guard let page = pageIndex[target.file] else { return nil }
        let inPage = target.fragment.flatMap { pages[page].anchors[$0] } ?? 0
        return pageStarts[page] + inPage
    }

    /// Whether a place is in these pages by its own name.
    func has(_ target: PageTarget) -> Bool {
        guard let page = pageIndex[target.file] else { return false }
        return target.fragment.map { pages[page].anchors[$0] != nil } ?? true
    }

    /// The numbers of the pieces of a file; nil if it is none of these pages.
    func range(of file: String) -> Range<Int>? {
        pageIndex[file].map { pageStarts[$0]..<pageStarts[$0 + 1] }
    }

    /// The number of the piece an entry leads to; nil if it leads to none of these pages.
    func position(of entry: ContentsEntry) -> Int? {
        switch entry.place {
        case .label: nil
        case .target(let target): position(of: target)
        case .piece(let position): position
        }
    }

    /// Whether a page or a heading begins at a place.
    func isBeginning(_ position: Int) -> Bool {
        guard position < pieces.count else { return false }
        return pieces[position].isHeading || pageStarts[page(at: position)] == position
    }

    /// Whether an entry leads to a page, or a part of one, without text.
    func isPageEmpty(of entry: ContentsEntry) -> Bool {
        guard case .target(let target) = entry.place, let page = pageIndex[target.file] else {
            return false
        }
        return pages[page].pieces.isEmpty
            || target.fragment.map(pages[page].emptied.contains) ?? false
    }

    /// Whether a page has no text.
    func isPageEmpty(_ file: String) -> Bool {
        pageIndex[file].map { pages[$0].pieces.isEmpty } ?? false
    }

    /// The page that holds a piece; the last one past the end.
    func page(at position: Int) -> Int {
        var (low, high) = (0, pages.count)
        while low < high {
            let middle = (low + high) / 2
            // Pages without text begin where the next page does; the last of them all holds the piece.
            if pageStarts[middle + 1] > position { high = middle } else { low = middle + 1 }
        }
        return min(low, max(0, pages.count - 1))
    }

    /// How many characters a stretch holds, without headings.
    func characterCount(_ range: Range<Int>) -> Int {
        characters[range.upperBound] - characters[range.lowerBound]
    }
}

extension PageText.Piece {
    /// Whether it is a heading.
    var isHeading: Bool { headingLevel != nil }

    /// The level of a heading; nil for anything else.
    var headingLevel: Int? {
        if case .heading(let level) = block.kind { level } else { nil }
    }
}
