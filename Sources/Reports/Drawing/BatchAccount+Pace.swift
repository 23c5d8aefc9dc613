import BatchRun
import Ledger
import ReportForms
import Texts

/// What limited the calls, for reports and `status`.
extension BatchAccount {
    /// What limited the run and for how long, the longest first; nil where that was not kept.
    var limitedBy: String? {
        let shares = pace.shares
        guard !shares.isEmpty else { return nil }
        let all = shares.reduce(0) { $0 + $1.minutes }
        return shares.map { share in
            shares.count == 1
                ? share.limit.words
                : "\(share.limit.words) (\(share.minutes) of \(all) min)"
        }.joined(separator: ", ")
    }

    /// What the account was found to take, and how long the calls that are left take with it.
    var paceLine: String? {
        guard let limits = pace.learned.limitWords else { return nil }
        let left = progress.tasksToCall
        guard left > 0, let time = pace.learned.time(forCalls: left) else { return limits }
        return "\(limits): \(counted(left, "call")) left, \(time.words)"
    }

    /// The minutes, for JSON.
    var paceRows: [ReportRow] {
        pace.minutes.map { minute in
            var row = ReportRow()
            row.add("time", .count(minute.start))
            let called: [(String, AttemptState)] = [
                ("succeeded", .succeeded), ("throttled", .throttled),
            ]
            for (name, state) in called { row.add(name, .count(minute.calls[state, default: 0])) }
            let others = minute.calls.filter { $0.key != .succeeded && $0.key != .throttled }
            row.add("other", .count(others.values.reduce(0, +)))
            for figure in minute.limit?.values ?? [("limit", .none)] {
                row.add(figure.name, figure.value)
            }
            return row
        }
    }
}
