import Texts

/// Puts the lines of a page in the order they are read in, each row one line, columns one by one.
enum PDFOrder {
    /// The columns of a page from left to right, or what stands across them, from top to bottom.
    static func columns(of page: PDFPage) -> [[PDFLine]] {
        let lines = withDropCaps(page.lines).sorted { ($0.top, $0.left) < ($1.top, $1.left) }
        guard let gutter = gutter(lines) else { return lines.isEmpty ? [] : [rows(lines)] }
        var columns: [[PDFLine]] = []
        var (left, right): ([PDFLine], [PDFLine]) = ([], [])
        func end() {
            columns += [left, right].filter { !$0.isEmpty }.map(rows)
            (left, right) = ([], [])
        }
        for line in lines {
            if line.right <= gutter + 1 {
                left.append(line)
            } else if line.left >= gutter {
                right.append(line)
            } else {
                end()
                columns.append([line])
            }
        }
        end()
        return columns
    }

    /// Lines side by side are one row.
    private static func rows(_ lines: [PDFLine]) -> [PDFLine] {
        var rows: [PDFLine] = []
        var parts: [PDFLine] = []
        func end() {
            let sorted = parts.sorted { $0.left < $1.left }
            if let first = sorted.first {
                rows.append(sorted.dropFirst().reduce(first) { $0.joined(with: $1) })
            }
            parts = []
        }
        for line in lines {
            if let first = parts.first,
                first.overlap(with: line) < 0.5
                    || parts.contains(where: { $0.left < line.right && line.left < $0.right })
            {
                end()
            }
            parts.append(line)
        }
        end()
        return rows
    }

    /// Where the right one of two columns begins; nil where most lines stand alone.
    ///
    /// Many lines have one beside them that begins there, and few stand across.
    private static func gutter(_ lines: [PDFLine]) -> Double? {
        var starts: [Double] = []
        for (index, line) in lines.enumerated() {
            let near = lines[max(0, index - 6)..<min(lines.count, index + 7)]
            let beside = near.filter { $0.left > line.right && $0.overlap(with: line) > 0.3 }
            if let next = beside.map(\.left).min() { starts.append(next) }
        }
        guard starts.count >= 5, starts.count * 4 >= lines.count,
            let start = commonest(starts.map { ($0, 1) }, step: 2)
        else { return nil }
        let gutter = start - 2
        let across = lines.count { $0.left < gutter && $0.right > gutter + 1 }
        let right = lines.count { $0.left >= gutter }
        return across * 5 <= lines.count && right * 4 >= lines.count ? gutter : nil
    }

    /// A letter several lines high goes to the line that it begins, and those beside it are no
    /// further in.
    private static func withDropCaps(_ lines: [PDFLine]) -> [PDFLine] {
        var lines = lines
        for cap in lines where cap.text.count <= 2 && cap.text.first?.isUppercase == true {
            let beside = lines.indices.filter { index in
                let line = lines[index]
                return line.text.count > 2 && line.size * 1.7 < cap.size
                    && line.left >= cap.right - 1 && line.left - cap.right < line.size * 2
                    && line.bottom > cap.top && line.top < cap.bottom - line.size / 3
            }.sorted { lines[$0].top < lines[$1].top }
            guard let first = beside.first, beside.count >= 2 else { continue }
            lines[first].text = cap.text + lines[first].text
            for index in beside { lines[index].left = cap.left }
            lines.removeAll { $0.left == cap.left && $0.top == cap.top && $0.text == cap.text }
            return withDropCaps(lines)
        }
        return lines
    }
}
