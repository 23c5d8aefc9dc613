import Texts

/// Takes running heads, page numbers and lists of contents off the pages of a PDF.
///
/// What stands at the edge of a page is a number if it counts with the pages, and a head if it comes
/// again on other pages at the same height. Where most pages have one of them at a height, what else
/// stands alone there is one too: the head of a chapter with two pages.
struct PDFFurniture {
    /// The pages, their rows in order, without what was taken off.
    private(set) var pages: [PDFPage]
    private(set) var leftOut: [LeftOut] = []

    /// Rows at the top or the bottom of a page that are looked at.
    private static let edgeRowCount = 2
    /// How near two heights are that count as the same, in points.
    private static let step = 4.0
    /// A head is on this many pages at least.
    private static let leastPageCount = 3

    /// A row at the edge of a page.
    private struct Edge: Hashable {
        let page: Int
        let row: Int
        /// The height, counted from the edge.
        let height: Int
        let isTop: Bool
    }

    init(_ pages: [PDFPage]) {
        self.pages = pages
        takeOffContents()
        let edges = self.pages.indices.flatMap(edges)
        let numbers = numbers(among: edges)
        let heads = heads(among: edges, besides: numbers)
        for edge in numbers.union(heads).sorted(by: { ($0.page, $0.row) > ($1.page, $1.row) }) {
            leave(
                numbers.contains(edge) ? .pageNumber : .runningHead, page: edge.page, row: edge.row)
        }
        leftOut.reverse()
    }

    private mutating func leave(_ reason: LeftOut.Reason, page: Int, row: Int) {
        let text = String(pages[page].lines.remove(at: row).text)
        leftOut.append(LeftOut(reason, place: "page \(page + 1)", text: text))
    }

    private func edges(of page: Int) -> [Edge] {
        let rows = pages[page].lines.indices.sorted {
            pages[page].lines[$0].top < pages[page].lines[$1].top
        }
        let top = rows.prefix(PDFFurniture.edgeRowCount).map { row in
            Edge(page: page, row: row, height: height(pages[page].lines[row].top), isTop: true)
        }
        let bottom = rows.dropFirst(top.count).suffix(PDFFurniture.edgeRowCount).map { row in
            let below = pages[page].height - pages[page].lines[row].bottom
            return Edge(page: page, row: row, height: height(below), isTop: false)
        }
        return top + bottom
    }

    private func height(_ points: Double) -> Int { Int((points / PDFFurniture.step).rounded()) }

    private func text(_ edge: Edge) -> [Unicode.Scalar] { pages[edge.page].lines[edge.row].text }

    // MARK: Numbers and heads

    /// Rows whose number grows by one from page to page, near one height.
    private func numbers(among edges: [Edge]) -> Set<Edge> {
        var series: [[Int]: [Edge]] = [:]
        for edge in edges {
            guard let number = PageEdges.number(text(edge)) else { continue }
            series[[number - edge.page, edge.isTop ? 1 : 0], default: []].append(edge)
        }
        return Set(series.values.filter { $0.count >= 2 || pages.count <= 2 }.joined())
    }

    private func heads(among edges: [Edge], besides numbers: Set<Edge>) -> Set<Edge> {
        var byWords: [String: [Edge]] = [:]
        for edge in edges where !numbers.contains(edge) {
            guard let key = RunningHeads.key(of: text(edge)) else { continue }
            byWords["\(edge.isTop) \(edge.height) \(key)", default: []].append(edge)
        }
        let least = min(PDFFurniture.leastPageCount, max(2, pages.count / 2))
        var heads = Set(byWords.values.filter { $0.count >= least }.joined())
        var counts: [[Int]: Int] = [:]
        for edge in heads.union(numbers) {
            counts[[edge.isTop ? 1 : 0, edge.height], default: 0] += 1
        }
        for edge in edges where !heads.contains(edge) && !numbers.contains(edge) {
            let count = counts[[edge.isTop ? 1 : 0, edge.height], default: 0]
            if count * 5 >= pages.count * 2, count >= PDFFurniture.leastPageCount, isApart(edge) {
                heads.insert(edge)
            }
        }
        return heads
    }

    /// Whether more space parts a row from the text than parts the lines of it.
    private func isApart(_ edge: Edge) -> Bool {
        let row = pages[edge.page].lines[edge.row]
        let others = pages[edge.page].lines.filter {
            edge.isTop ? $0.top >= row.bottom - 1 : $0.bottom <= row.top + 1
        }
        let gap =
            edge.isTop
            ? (others.map(\.top).min() ?? .infinity) - row.bottom
            : row.top - (others.map(\.bottom).max() ?? -.infinity)
        return gap > row.size * 0.6
    }

    // MARK: Contents

    /// Rows that dots lead to a number: three or more on a page are a list.
    private mutating func takeOffContents() {
        for page in pages.indices {
            let rows = pages[page].lines.indices.filter {
                PDFFurniture.isLeader(pages[page].lines[$0].text)
            }
            guard rows.count >= 3, let first = rows.first, let last = rows.last else { continue }
            // What stands between two of them is a title of two lines, or a part's.
            var start = first
            if start > 0,
                TitleWords.part(of: String(pages[page].lines[start - 1].text)) == .contents
            {
                start -= 1
            }
            guard last - start < rows.count * 3 else { continue }
            for row in (start...last).reversed() { leave(.contents, page: page, row: row) }
        }
    }

    /// `The Lamp . . . . . 12`, `Preface........ix`.
    private static func isLeader(_ text: [Unicode.Scalar]) -> Bool {
        let back = text.reversed().drop { $0.isSpace }
        let number = back.prefix { $0.isWordPart }
        guard (1...6).contains(number.count),
            Numeral.decimal(Array(number.reversed())) != nil
                || Numeral.roman(Array(number.reversed())) != nil
        else { return false }
        let leader = back.dropFirst(number.count).prefix {
            $0.isSpace || ".·…․‥_".unicodeScalars.contains($0)
        }
        return leader.count { !$0.isSpace } >= 3 || leader.contains("…")
    }
}
