package import Ledger
package import Reports
import SpeechTasks
import Texts

/// How far a batch is.
package struct BatchStatus: Sendable {
    private let name: String
    private let progress: BatchProgress
    private let calls: BatchCalls
    private let times: BatchTimes
    private let inFlight: (count: Int, oldestMilliseconds: Int)
    private let books: [BookNotes]

    /// What a ledger says of a batch now.
    package init(of row: BatchRow, in reader: LedgerReader) throws {
        name = row.name
        progress = try reader.progress(of: row.batch)
        calls = try reader.calls(of: row.batch)
        times = try reader.times(of: row.batch)
        inFlight = try reader.inFlight(of: row.batch)
        books = try BookNotes.all(of: row.batch, in: reader)
    }

    /// The status for a person.
    package var table: String {
        var table = TextTable()
        table.add(["batch", name])
        table.add(["run", times.isOpen ? "on, or killed: the next run tells" : "none is on"])
        table.add(["jobs", line(progress.jobs, [.done, .ready, .waiting, .failed, .held])])
        table.add(["calls to pay", "\(progress.tasksToCall) of \(progress.taskCount) tasks"])
        table.add(["to download", "\(progress.tasks[.synthesized, default: 0])"])
        table.add(["in flight", inFlightLine])
        if !books.isEmpty {
            table.add(["audiobooks", "\(madeBooks) made of \(books.count)"])
        }
        table.add(["spent", "\(calls.surelySpent) CNY surely, \(calls.atMostSpent) CNY at most"])
        return table.text
    }

    private var madeBooks: Int { books.count { $0.problem == nil } }

    private var inFlightLine: String {
        guard inFlight.count > 0 else { return "0 calls" }
        let age = clockTime(milliseconds: inFlight.oldestMilliseconds)
        return "\(counted(inFlight.count, "call")), the oldest for \(age)"
    }

    private func line(_ counts: [JobState: Int], _ states: [JobState]) -> String {
        let parts = states.filter { $0 == .done || counts[$0, default: 0] > 0 }
            .map { "\(counts[$0, default: 0]) \($0)" }
        return parts.joined(separator: ", ") + " of \(progress.jobCount)"
    }

    /// The status's figures, for CSV and JSON.
    package var row: ReportRow {
        var row = ReportRow()
        row.add("batch", .text(name))
        for state in [JobState.done, .ready, .waiting, .failed, .held, .dropped] {
            row.add("jobs_\(state)", .count(progress.jobs[state, default: 0]))
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
