import Texts

/// Finds the lines by which a reader turns from page to page: `Previous | Home | Next`.
///
/// Such a line stands at the top or the bottom of a page and is made of links to its neighbours,
/// to the first page, or to files outside the book. Words do not count, so that any language will
/// do. A line that is all link and comes again and again (`Back to contents`) is one too.
struct NavigationLines {
    /// Longer blocks say something.
    private static let longestCharacterCount = 200
    /// No page has more of them at one end.
    private static let mostLines = 4
    /// What comes as often is furniture.
    private static let leastRepeats = 3

    private let numbers: [String: Int]
    private let repeated: Set<String>

    /// The pages without such lines; a page of nothing else stays as it is.
    static func leftOut(of pages: [PageText]) -> [PageText] {
        let finder = NavigationLines(pages)
        return pages.enumerated().map { finder.page($1, number: $0) }
    }

    private init(_ pages: [PageText]) {
        numbers = Dictionary(
            pages.enumerated().map { ($1.file, $0) }, uniquingKeysWith: { first, _ in first })
        var counts: [String: Int] = [:]
        for page in pages {
            for piece in page.pieces where NavigationLines.isAllLink(piece) {
                counts[piece.block.text, default: 0] += 1
            }
        }
        repeated = Set(counts.filter { $0.value >= NavigationLines.leastRepeats }.keys)
    }

    private func page(_ page: PageText, number: Int) -> PageText {
        guard page.pieces.contains(where: { !$0.links.isEmpty }) else { return page }
        var lines = Set(
            page.pieces.indices.filter { index in
                // Few pieces have links, and each that is looked at whole is copied.
                guard !repeated.isEmpty, !page.pieces[index].links.isEmpty else { return false }
                let piece = page.pieces[index]
                return repeated.contains(piece.block.text) && NavigationLines.isAllLink(piece)
                    && piece.links.allSatisfy { isElsewhere($0.target, from: page.file) }
            })
        lines.formUnion(run(page.pieces.indices, of: page, number: number))
        lines.formUnion(run(page.pieces.indices.reversed(), of: page, number: number))
        guard lines.count < page.pieces.count else { return page }
        var page = page
        for index in lines.sorted(by: >) { page.leaveOut(index..<(index + 1), as: .contents) }
        return page
    }

    /// The lines at one end of a page, from the edge on.
    private func run(
        _ indices: some Sequence<Int>, of page: PageText, number: Int
    ) -> [Int] {
        let list = indices.prefix { NavigationLines.isLine(page.pieces[$0]) }
        let pieces = list.map { page.pieces[$0] }
        let links = pieces.flatMap(\.links)
        // A longer list, or one that leads farther, is a table of contents.
        guard pieces.count <= NavigationLines.mostLines, !links.isEmpty,
            links.allSatisfy({ leadsOn($0.target, from: page.file, number: number) })
        else { return [] }
        // One link may be a reference, if it leads outside and there is more text in the line.
        let isSure =
            Set(links.map(\.target)).count > 1 || pieces.allSatisfy { $0.linkedShare >= 0.9 }
            || links.contains { numbers[$0.target.file] != nil }
        return isSure ? list : []
    }

    /// Whether a place is a page beside this one, the first, or outside the book.
    private func leadsOn(_ target: PageTarget, from file: String, number: Int) -> Bool {
        guard target.file != file else { return false }
        guard let other = numbers[target.file] else { return true }
        return abs(other - number) == 1 || other == 0
    }

    private func isElsewhere(_ target: PageTarget, from file: String) -> Bool {
        target.file != file || target.fragment != nil
    }

    /// Whether a block is links, or one behind a word and a colon: `Next topic: The Sea`.
    private static func isLine(_ piece: PageText.Piece) -> Bool {
        guard !piece.links.isEmpty, !piece.isHeading,
            piece.block.text.characterTotal <= longestCharacterCount
        else { return false }
        let isLabelled = piece.block.text.contains { ":：".contains($0) }
        return piece.linkedShare >= (isLabelled ? 0.2 : 0.9)
    }

    private static func isAllLink(_ piece: PageText.Piece) -> Bool {
        !piece.links.isEmpty && !piece.isHeading
            && piece.block.text.characterTotal <= longestCharacterCount
            && piece.linkedShare >= 0.6
    }
}

extension PageText.Piece {
    /// The share of its characters that lead to other places; white space and marks do not count.
    var linkedShare: Double {
        if links.isEmpty { return 0 }
        let total =
            block.text.plainKey?.utf8.count ?? block.text.count { $0.isLetter || $0.isNumber }
        let linked = links.reduce(0) { $0 + $1.characterCount }
        return total == 0 ? 0 : min(1, Double(linked) / Double(total))
    }
}
