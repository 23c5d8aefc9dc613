package import ReportForms

/// One job as a report lists it.
package struct JobReport: Sendable {
    /// The job list's own columns, if any, by name.
    package let otherColumns: [String: String]
    private let figures: ReportRow

    /// A job of these figures.
    package init(figures: ReportRow, otherColumns: [String: String]) {
        self.figures = figures
        self.otherColumns = otherColumns
    }

    /// The heading over jobs whose lists have these other columns.
    ///
    /// A column that is called like a figure is told apart.
    package func heading(otherColumns names: [String]) -> [String] {
        figures.names + ownNames(names, beside: figures.names)
    }

    /// The job's fields under that heading.
    package func fields(otherColumns names: [String]) -> [String] {
        figures.values.map(\.csvField) + names.map { otherColumns[$0] ?? "" }
    }

    /// The job as a JSON object on one line; other columns stand under `columns`.
    package var json: String {
        var object = figures.jsonObject
        if !otherColumns.isEmpty { object["columns"] = otherColumns }
        return jsonText(object)
    }
}

/// The names of a list's own columns beside those of figures, each once.
func ownNames(_ names: [String], beside figures: [String]) -> [String] {
    let taken = Set(figures.map { $0.lowercased() })
    return names.map { taken.contains($0.lowercased()) ? "\($0) (list)" : $0 }
}
