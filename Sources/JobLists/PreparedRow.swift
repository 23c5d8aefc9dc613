package import Texts

/// A row that no job list holds: a chapter of a book, say, read by somebody else.
///
/// It becomes a job like any row: checked, filled in from the defaults, its file named.
package struct PreparedRow: Hashable, Sendable {
    /// Where it begins.
    package var place: SourcePlace
    /// By what its job is known again: ``Job/number``.
    package var number: Int
    /// What is spoken.
    package var text: String
    /// Its own name, from which its file is named; nil for none.
    package var id: String?
    /// The title for people; nil for none.
    package var title: String?
    /// How its file is named; nil is as all rows are.
    package var nameTemplate: NameTemplate?
    /// Columns for the report and for the name template.
    package var otherColumns: [OtherColumn]

    /// A row of these parts.
    package init(
        place: SourcePlace, number: Int, text: String, id: String? = nil, title: String? = nil,
        nameTemplate: NameTemplate? = nil, otherColumns: [OtherColumn] = []
    ) {
        self.place = place
        self.number = number
        self.text = text
        self.id = id
        self.title = title
        self.nameTemplate = nameTemplate
        self.otherColumns = otherColumns
    }
}

/// Hands over rows that are there already, as if they stood in a list.
struct PreparedRowReader: ListReader {
    private let rows: [PreparedRow]
    private var nextRow = 0

    init(_ rows: [PreparedRow]) {
        self.rows = rows
    }

    mutating func next(into cells: inout JobCells) -> ListStep {
        guard nextRow < rows.count else { return .end }
        let row = rows[nextRow]
        nextRow += 1
        cells.number = row.number
        cells.nameTemplate = row.nameTemplate
        let known: [(Column, String?)] = [
            (.text, row.text), (.id, row.id), (.title, row.title),
        ]
        for (column, value) in known {
            if let value { cells.set(ColumnName(column.rawValue), to: value, at: 0) }
        }
        for other in row.otherColumns {
            cells.set(ColumnName(other.name), to: other.value, at: 0)
        }
        return .row(offset: 0)
    }

    func place(at offset: Int, in path: String) -> SourcePlace {
        rows[max(0, nextRow - 1)].place
    }
}
