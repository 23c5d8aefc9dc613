package import ReportForms
package import SpeechTasks
import Texts

/// What `doctor` found.
package struct DoctorReport: Sendable {
    /// What was looked at, in the order in which a run needs it.
    package let checks: [DoctorCheck]
    /// The form that the service was found to speak; nil where that was not found out.
    package let form: String?
    /// The longest text that plans count with from now on; nil where it was not found out.
    package let textLimit: TextLimit?
    /// How many free questions were sent.
    package let questions: Int
    /// How many of them the service may have charged all the same.
    package let perhapsCharged: Int

    /// Whether something would stop a run.
    package var hasProblem: Bool { count(.problem) > 0 }

    private func count(_ state: DoctorCheck.State) -> Int {
        checks.count { $0.state == state }
    }
}

extension DoctorReport {
    /// The report for people.
    package var table: String {
        var table = TextTable()
        for check in checks {
            let sentences = [check.finding, check.advice].compactMap { $0 }
            table.add([check.name, check.state.rawValue, sentences.joined(separator: ". ")])
        }
        return table.text + "\n\n" + summary
    }

    /// The checks as rows, for CSV.
    package var rows: [ReportRow] {
        checks.map { check in
            ReportRow([
                ("check", .text(check.name)), ("state", .text(check.state.rawValue)),
                ("finding", .text(check.finding)),
                ("advice", check.advice.map { .text($0) } ?? .none),
            ])
        }
    }

    /// The report for programs.
    package var row: ReportRow {
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
        case (0, _): "A run can go; \(counts)."
        default: "A run would be stopped; \(counts)."
        }
    }
}
