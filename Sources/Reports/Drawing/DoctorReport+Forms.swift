package import BatchRun
package import ReportForms
import SpeechTasks
import Texts

extension DoctorReport {
    /// The report in a form; as a table for people.
    package func drawn(as form: ReportForm) -> String {
        form.drawn(table: table, rows: rows, row: row)
    }

    private var table: String {
        var table = TextTable()
        for check in checks {
            let sentences = [check.finding, check.advice].compactMap { $0 }
            table.add([check.name, check.state.rawValue, sentences.joined(separator: ". ")])
        }
        return table.text + "\n\n" + summary
    }

    private var rows: [ReportRow] {
        checks.map { check in
            ReportRow([
                ("check", .text(check.name)), ("state", .text(check.state.rawValue)),
                ("finding", .text(check.finding)),
                ("advice", check.advice.map { .text($0) } ?? .none),
            ])
        }
    }

    private var row: ReportRow {
        ReportRow([
            ("checks", .rows(rows)), ("problems", .count(count(.problem))),
            ("warnings", .count(count(.warning))),
            ("form", form.map { .text($0) } ?? .none),
            ("text_characters", (textLimit?.characters).map { .count($0) } ?? .none),
            ("text_bytes", (textLimit?.bytes).map { .count($0) } ?? .none),
            ("questions", .count(questions)),
            ("questions_perhaps_charged", .count(perhapsCharged)),
        ])
    }

    private var summary: String {
        let problems = count(.problem)
        let warnings = count(.warning)
        let counts = [(problems, "problem"), (warnings, "warning")].filter { $0.0 > 0 }
            .map { counted($0.0, $0.1) }.joined(separator: ", ")
        return switch (problems, warnings) {
        case (0, 0): "All well."
        case (0, _): "A run can start; \(counts)."
        default: "A run would be stopped; \(counts)."
        }
    }
}
