/// The lines of a table.
enum MarkdownTable {
    /// Whether a line parts a table's head from its rows: `|---|:--:|`.
    static func isRule(_ line: [Unicode.Scalar]) -> Bool {
        line.contains("-") && line.contains("|")
            && line.allSatisfy { "-:| ".unicodeScalars.contains($0) }
    }

    /// The cells of a row between its bars, the empty ones with them; `\|` is text.
    static func cells(_ row: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        var cells: [[Unicode.Scalar]] = [[]]
        var isEscaped = false
        for scalar in row {
            if scalar == "|", !isEscaped {
                cells.append([])
            } else {
                cells[cells.count - 1].append(scalar)
            }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return cells.map {
            Array($0.reversed().drop { $0.isSpace }.reversed().drop { $0.isSpace })
        }
    }
}
