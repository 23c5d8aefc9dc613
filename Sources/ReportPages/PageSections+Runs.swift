import Ledger
import Reports
import SpeechTasks

extension PageSections {
    /// How many of the latest runs are listed.
    private static let maximumRuns = 50

    /// What the section on runs and accounts gets.
    var runs: PageValues {
        let listed = history.runs.suffix(Self.maximumRuns)
        var values: PageValues = [
            "runs": listed.map(values(of:)), "hasAccounts": !history.accounts.isEmpty,
            "accounts": history.accounts.map(values(of:)),
        ]
        let more = history.runs.count - listed.count
        if more > 0 { values["moreRuns"] = "… and \(more) earlier ones." }
        return values
    }

    private func values(of history: RunHistory) -> PageValues {
        let run = history.run
        let length = run.endedAt.map { clockLength(max(0, $0 - run.startedAt)) }
        let isLatest = run.startedAt == account.standing.lastRun?.startedAt
        let isOn = isLatest && account.standing.isRunning
        return [
            "began": localTime(run.startedAt), "lasted": length ?? "",
            "outcome": run.outcome?.words ?? (isOn ? "it is on" : RunOutcome.killed.words),
            "planned": history.plannedCalls.map { "\($0)" } ?? "",
            "plannedMoney": history.plannedCalls.map { "\($0 * account.price)" } ?? "",
            "paid": history.paidCalls, "made": history.calls, "surely": "\(history.surely)",
            "atMost": "\(history.atMost)",
        ]
    }

    private func values(of used: CallingAccount) -> PageValues {
        [
            "account": used.name.map { String($0.prefix(12)) } ?? "not kept",
            "first": localTime(used.firstCall), "last": localTime(used.lastCall),
            "calls": used.calls, "surely": "\(used.surely)", "atMost": "\(used.atMost)",
        ]
    }
}

extension RunOutcome {
    /// The end in a few words.
    fileprivate var words: String {
        switch self {
        case .finished: "every job was tried"
        case .budget: "stopped by the budget or the plan’s promise"
        case .stopped: "stopped: something concerned every call"
        case .interrupted: "interrupted"
        case .error: "ended by an error"
        case .killed: "killed"
        }
    }
}
