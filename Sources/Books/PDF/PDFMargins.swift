/// The columns of a PDF with their margins: where most of their lines begin, and as far as the widest
/// reach.
struct PDFMargins {
    /// A column of a page.
    struct Column {
        let lines: [PDFLine]
        let left: Double
        var right: Double
        let page: Int
    }

    private(set) var columns: [Column] = []

    /// - Parameter pages: The columns of each page.
    init(_ pages: [[[PDFLine]]], bodySize: Double) {
        // Left and right pages have margins of their own, and so has each column.
        var usualLefts: [[Int]: Double] = [:]
        var widths: [Int: [Double]] = [:]
        for (index, page) in pages.enumerated() {
            for (place, lines) in page.enumerated() {
                let body = lines.filter { abs($0.size - bodySize) < bodySize * 0.1 }
                let used = body.count >= 3 ? body : lines
                let key = [index % 2, page.count, place % 2]
                var left = used.map(\.left).min() ?? 0
                if used.count >= 3 {
                    left = PDFMargins.left(of: used)
                    usualLefts[key] = left
                } else if let usual = usualLefts[key] {
                    left = usual
                }
                widths[min(page.count, 2), default: []] += used.map { $0.right - left }
                columns.append(Column(lines: lines, left: left, right: 0, page: index))
            }
        }
        let measures = widths.compactMapValues { widths in
            widths.isEmpty ? nil : widths.sorted()[widths.count * 98 / 100]
        }
        for index in columns.indices {
            let column = columns[index]
            let own = column.lines.map { $0.right - column.left }.max() ?? 0
            let width = measures[min(pages[column.page].count, 2)] ?? own
            // A line across two columns has the page's own width.
            columns[index].right = column.left + (own > width * 1.5 ? own : width)
        }
    }

    /// The leftmost place at which several lines begin: in dialogue most lines may be indented.
    private static func left(of lines: [PDFLine]) -> Double {
        let common = commonest(lines.map { ($0.left, 1) }, step: 2) ?? 0
        let few = lines.map(\.left).sorted().dropFirst(max(1, lines.count / 10)).first
        return min(common, few ?? common)
    }
}
