/// How a result is printed.
package enum ReportForm: String, CaseIterable, Sendable {
    /// For people.
    case table
    /// For spreadsheets, by RFC 4180 with LF.
    case csv
    /// For programs.
    case json
}

/// Text aligned in columns, for people.
package struct TextTable: Sendable {
    private var rows: [[String]]
    private let alignsRight: Set<Int>

    /// A table with a heading.
    ///
    /// - Parameter alignsRight: columns, from 0, that hold numbers.
    package init(heading: [String] = [], alignsRight: Set<Int> = []) {
        rows = heading.isEmpty ? [] : [heading]
        self.alignsRight = alignsRight
    }

    /// Adds a row.
    package mutating func add(_ row: [String]) {
        rows.append(row)
    }

    /// The table's lines, without white space at their ends.
    package var text: String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? Self.width($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - Self.width(cell))
                return alignsRight.contains(column) ? padding + cell : cell + padding
            }
            return cells.joined(separator: "  ").trimmingSuffix()
        }.joined(separator: "\n")
    }

    /// The columns a text takes on a terminal: two for each East Asian wide character.
    ///
    /// Source: Unicode Standard Annex 11, the blocks that are wide throughout.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { width, scalar in
            switch scalar.value {
            case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: width
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
                0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
                0x1F900...0x1F9FF, 0x20000...0x3FFFD:
                width + 2
            default: width + 1
            }
        }
    }
}

extension String {
    fileprivate func trimmingSuffix() -> String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

/// One line of CSV by RFC 4180, without its line end.
///
/// A field is quoted only where it has to be.
package func csvLine(_ fields: [String]) -> String {
    fields.map { field in
        let mustQuote = field.utf8.contains { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }
        guard mustQuote else { return field }
        return "\""
            + field.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }.joined(separator: ",")
}
