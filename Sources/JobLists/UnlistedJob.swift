package import Texts

/// A job that no list holds, a chapter of a book or a subtitle file, before it has a heading.
package struct UnlistedJob: Hashable, Sendable {
    /// Where it begins.
    package var place: SourcePlace
    /// Its own name, from which its file is named.
    package var id: String
    /// The title for people.
    package var title: String
    /// How its file is named; nil is as all jobs are.
    package var nameTemplate: NameTemplate?
    /// Columns for the report and for the name template.
    package var otherColumns: [OtherColumn]

    /// A job of these parts.
    package init(
        place: SourcePlace, id: String, title: String, nameTemplate: NameTemplate? = nil,
        otherColumns: [OtherColumn] = []
    ) {
        self.place = place
        self.id = id
        self.title = title
        self.nameTemplate = nameTemplate
        self.otherColumns = otherColumns
    }

    /// The job as the cells of a row that has no text.
    var cells: JobCells {
        var cells = JobCells()
        cells.set(ColumnName(Column.id.rawValue), to: id, at: 0)
        cells.set(ColumnName(Column.title.rawValue), to: title, at: 0)
        for other in otherColumns { cells.set(ColumnName(other.name), to: other.value, at: 0) }
        return cells
    }
}
