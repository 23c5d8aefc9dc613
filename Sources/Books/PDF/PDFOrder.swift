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
            if line.right <= gutter {
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

    /// Where two columns part; nil where most lines stand alone.
    ///
    /// Most lines have one beside them, and no line but a few stands across.
    private static func gutter(_ lines: [PDFLine]) -> Double? {
        var gaps: [Double] = []
        for (index, line) in lines.enumerated() {
            let near = lines[max(0, index - 4)..<min(lines.count, index + 5)]
            let beside = near.filter {
                $0.left > line.right && $0.overlap(with: line) > 0.3
            }.min { $0.left < $1.left }
            if let beside { gaps.append((line.right + beside.left) / 2) }
        }
        guard gaps.count >= 5, gaps.count * 10 >= lines.count * 3 else { return nil }
        let middle = gaps.sorted()[gaps.count / 2]
        let across = lines.filter { $0.left < middle - 2 && $0.right > middle + 2 }.count
        return across * 5 <= lines.count ? middle : nil
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
