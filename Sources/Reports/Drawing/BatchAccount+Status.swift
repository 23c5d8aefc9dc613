import BatchRun
import Ledger
package import ReportForms
import SpeechTasks
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
        for line in statusLines { table.add([line.name, line.words]) }
        return table.text
    }

    /// How far the batch is, in named lines for a person.
    package var statusLines: [(name: String, words: String)] {
        var lines: [(name: String, words: String)] = []
        lines.append(("run", runLine))
        if standing.isLedgerHeld, !standing.isRunning {
            let who = standing.holder.map(\.words) ?? "another run"
            lines.append(("ledger", "used by \(who)"))
        }
        lines.append(("jobs", jobStates))
        lines.append(("calls to pay", "\(progress.tasksToCall) of \(progress.taskCount) tasks"))
        lines.append(("to download", "\(progress.tasks[.synthesized, default: 0])"))
        lines.append(("in flight", inFlightLine))
        if standing.isRunning { lines += howItGoes }
        if standing.saying == nil, let paceLine { lines.append(("pace", paceLine)) }
        if !books.isEmpty { lines.append(("audiobooks", "\(madeBooks) made of \(books.count)")) }
        lines.append(("spent", "\(calls.surelySpent) CNY surely, \(calls.atMostSpent) CNY at most"))
        if let budget {
            lines.append(("budget", "\(budget) CNY, \(budget - calls.atMostSpent) CNY left"))
        }
        if let day = standing.day {
            lines.append(("today", "\(day.atMostSpent) of \(day.limit) CNY for the account"))
        }
        lines.append(("waits for you", waitingForYou))
        return lines
    }

    /// Whether it is on: since when, and where; or how it ended.
    private var runLine: String {
        if standing.isRunning {
            guard let holder = standing.holder else { return "on" }
            let time = clockTime(milliseconds: max(0, unixMilliseconds() - holder.since))
            return "on since \(localTime(milliseconds: holder.since)) (\(time)), process "
                + "\(holder.process) on \(holder.host)"
        }
        guard let last = standing.lastRun else { return "not on; it never was" }
        guard let end = last.endedAt, let outcome = last.outcome else {
            let start = localTime(milliseconds: last.startedAt)
            return "not on; the last one, begun \(start), was killed"
        }
        return "not on; the last one ended \(localTime(milliseconds: end)): \(outcome.words)"
    }

    /// What limits the run and how long it takes yet, as it says itself.
    private var howItGoes: [(name: String, words: String)] {
        var lines: [(name: String, words: String)] = []
        if let pause = standing.saying?.pause { lines.append(("paused", pause)) }
        if let limit = standing.saying?.limit { lines.append(("limit", limit)) }
        if progress.tasksToCall > 0 {
            lines.append(("time left", standing.timeLeft?.words ?? "not known yet"))
        }
        if let pace = standing.callsPerMinute {
            lines.append(("lately", "\(decimal(pace, places: 0)) calls a minute"))
        }
        return lines
    }

    /// What does not go on by itself, and what to type.
    private var waitingForYou: String {
        var parts: [String] = []
        if jobs(.failed) > 0 { parts.append("\(jobs(.failed)) failed") }
        if jobs(.held) > 0 { parts.append("\(jobs(.held)) held") }
        var lines =
            parts.isEmpty
            ? []
            : [
                "\(parts.joined(separator: " and ")): see below, then "
                    + "`kling-batch retry \(name.shellWord)`"
            ]
        if standing.unknownCalls > 0 {
            lines.append(
                "\(counted(standing.unknownCalls, "call")) of unknown outcome: `kling-batch reconcile`"
            )
        }
        if !standing.isRunning, waiting > 0 { lines.append("the same run command goes on") }
        return lines.isEmpty ? "nothing" : lines.joined(separator: "; ")
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
        row.add("running", .text(standing.isRunning ? "yes" : "no"))
        row.add("process", standing.isRunning ? process { .count($0.process) } : .none)
        row.add("host", standing.isRunning ? process { .text($0.host) } : .none)
        row.add("since_ms", standing.isRunning ? process { .count($0.since) } : .none)
        let last = standing.isRunning ? nil : standing.lastRun
        row.add("last_outcome", last.map { .text(($0.outcome ?? .killed).rawValue) } ?? .none)
        row.add("last_ended_ms", last?.endedAt.map { .count($0) } ?? .none)
        row.add(
            "calls_per_minute", standing.callsPerMinute.map { .number($0, places: 2) } ?? .none)
        row.add("limit", standing.saying?.limit.map { .text($0) } ?? .none)
        row.add("left_least_ms", milliseconds(standing.timeLeft?.lowerBound))
        row.add("left_most_ms", milliseconds(standing.timeLeft?.upperBound))
        row.add("pause", standing.saying?.pause.map { .text($0) } ?? .none)
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
        row.add("budget_cny", budget.map { .money($0) } ?? .none)
        row.add("unknown_calls", .count(standing.unknownCalls))
        return row
    }

    private func milliseconds(_ time: Duration?) -> ReportValue {
        time.map { .count(Int($0 / .milliseconds(1))) } ?? .none
    }

    private func process(_ value: (LedgerHolder) -> ReportValue) -> ReportValue {
        standing.holder.map(value) ?? .none
    }
}

extension RunOutcome {
    /// How a run ended, for people.
    fileprivate var words: String {
        switch self {
        case .finished: "finished"
        case .budget: "stopped by the budget or the plan's promise"
        case .stopped: "stopped by something that concerns every call"
        case .interrupted: "interrupted"
        case .error: "ended by an error"
        case .killed: "killed"
        }
    }
}
