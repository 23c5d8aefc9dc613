import Foundation

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
    package func heading(otherColumns names: [String]) -> [String] {
        figures.names + names
    }

    /// The job's fields under that heading.
    package func fields(otherColumns names: [String]) -> [String] {
        figures.values.map(\.csvField) + names.map { otherColumns[$0] ?? "" }
    }

    /// The job as a JSON object on one line; other columns stand under `columns`.
    package var json: String {
        var object: [String: Any] = [:]
        for (name, value) in zip(figures.names, figures.values) { object[name] = value.jsonValue }
        if !otherColumns.isEmpty { object["columns"] = otherColumns }
        return jsonText(object)
    }
}
