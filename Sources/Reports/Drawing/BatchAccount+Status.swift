import Ledger
package import ReportForms
import Texts

extension BatchAccount {
    /// How far the batch is, in a form; as a table with what is not made and why.
    package func status(as form: ReportForm) -> String {
        switch form {
        case .table: ([statusTable] + openSections).joined(separator: "\n\n")
        case .csv: statusRow.csvHeading + "\n" + statusRow.csv
        case .json: statusRow.json
        }
    }

    private var statusTable: String {
        var table = TextTable()
        table.add(["batch", name])
        table.add(["run", times.isOpen ? "on, unless its machine or process died" : "none is on"])
        table.add(["jobs", jobStates])
        table.add(["calls to pay", "\(progress.tasksToCall) of \(progress.taskCount) tasks"])
        table.add(["to download", "\(progress.tasks[.synthesized, default: 0])"])
        table.add(["in flight", inFlightLine])
        if !books.isEmpty { table.add(["audiobooks", "\(madeBooks) made of \(books.count)"]) }
        table.add(["spent", "\(calls.surelySpent) CNY surely, \(calls.atMostSpent) CNY at most"])
        return table.text
    }

    private var madeBooks: Int { books.count { $0.problem == nil } }

    private var inFlightLine: String {
        guard inFlight.count > 0 else { return "0 calls" }
        let age = clockTime(milliseconds: inFlight.oldestMilliseconds)
        return "\(counted(inFlight.count, "call")), the oldest for \(age)"
    }

    private var jobStates: String {
        let states: [JobState] = [.done, .ready, .waiting, .failed, .held]
        let parts = states.filter { $0 == .done || jobs($0) > 0 }
            .map { "\(jobs($0)) \($0.rawValue)" }
        return parts.joined(separator: ", ") + " of \(progress.jobCount)"
    }

    private var statusRow: ReportRow {
        var row = ReportRow()
        row.add("batch", .text(name))
        for state in [JobState.done, .ready, .waiting, .failed, .held, .dropped] {
            row.add("jobs_\(state.rawValue)", .count(jobs(state)))
        }
        row.add("tasks", .count(progress.taskCount))
        row.add("calls_to_pay", .count(progress.tasksToCall))
        row.add("to_download", .count(progress.tasks[.synthesized, default: 0]))
        row.add("audiobooks", .count(books.count))
        row.add("audiobooks_made", .count(madeBooks))
        row.add("in_flight", .count(inFlight.count))
        row.add("oldest_in_flight_ms", .count(inFlight.oldestMilliseconds))
        row.add("surely_spent_cny", .money(calls.surelySpent))
        row.add("at_most_spent_cny", .money(calls.atMostSpent))
        return row
    }
}
