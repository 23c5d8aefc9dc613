import Texts

/// How a result is printed.
package enum ReportForm: String, CaseIterable, Sendable {
    /// For people.
    case table
    /// For spreadsheets, by RFC 4180 with LF.
    case csv
    /// For programs.
    case json
}

extension ReportForm {
    /// A result in this form.
    ///
    /// - Parameters:
    ///   - table: the result for people.
    ///   - rows: its rows, for CSV.
    ///   - row: all of it, for JSON.
    package func drawn(
        table: @autoclosure () -> String, rows: @autoclosure () -> [ReportRow],
        row: @autoclosure () -> ReportRow
    ) -> String {
        switch self {
        case .table: table()
        case .csv: rows().drawn(as: .csv)
        case .json: row().json
        }
    }
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
    ///
    /// A cell is one line, whatever stands in it.
    package mutating func add(_ row: [String]) {
        rows.append(row.map(\.onOneLine))
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

    /// The columns a text takes on a terminal.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + $1.columnCount }
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
