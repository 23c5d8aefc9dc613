import Foundation
package import Ledger
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
    package func heading(otherColumns names: [String]) -> [String] {
        figures.names + names
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

extension JobReport {
    /// What a ledger says of a job.
    package init(_ job: JobRow) {
        var row = ReportRow()
        row.add("id", job.id.map { .text($0) } ?? .none)
        row.add("title", job.title.map { .text($0) } ?? .none)
        row.add("output", .text(job.output))
        row.add("state", .text(job.state.rawValue))
        row.add("reason", job.reason.map { .text($0) } ?? .none)
        row.add("characters", .count(job.characters))
        row.add("tasks", .count(job.taskCount))
        row.add("duration_ms", job.durationMilliseconds.map { .count($0) } ?? .none)
        row.add("place", .text(job.place))
        let columns = job.otherColumns.flatMap { text in
            try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        }
        self.init(figures: row, otherColumns: columns ?? [:])
    }
}
