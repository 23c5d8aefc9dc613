import BatchPlanning
import Ledger
import Reports
import Texts

extension PageSections {
    /// What the section on open work gets.
    var open: PageValues {
        let open = openWork
        return ["hasOpen": !open.isEmpty, "open": open]
    }

    /// What is not made or not certain, why, and the command that cures it.
    var openWork: [PageValues] {
        [skipped, waiting, held, failed, dropped, odd, unknown].compactMap { $0 }
    }

    private var retry: String { "kling-batch retry \(account.name.shellWord)" }

    private func card(
        _ title: String, _ count: Int, _ kind: String, _ why: String, command: String? = nil,
        rows: [(place: String, name: String, reason: String)] = []
    ) -> PageValues {
        var card: PageValues = [
            "title": title, "count": count, "kind": kind, "why": why, "hasRows": !rows.isEmpty,
            "rows": rows.map {
                ["place": $0.place, "name": $0.name, "reason": $0.reason] as PageValues
            },
        ]
        card["command"] = command
        if !rows.isEmpty, count > rows.count { card["more"] = count - rows.count }
        return card
    }

    private func rows(_ state: JobState) -> [(place: String, name: String, reason: String)] {
        (account.open[state] ?? []).map { ($0.place, $0.output, $0.reason ?? "") }
    }

    private var skipped: PageValues? {
        guard let skipped = account.skipped, skipped.rows > 0 else { return nil }
        return card(
            "Left out for their faults", skipped.rows, "failed",
            "These rows and cues have faults. Mend them, and run the same command again.",
            rows: skipped.listed.map { ($0.place, "", $0.message) })
    }

    private var waiting: PageValues? {
        guard account.waiting > 0 else { return nil }
        let why: String
        if account.times.isOpen {
            why =
                account.standing.isRunning
                ? "A run is on." : "The last run was killed; the same command goes on."
        } else if history.runs.last?.run.outcome == .budget {
            why =
                "The last run stopped at what it may spend: the same command with a higher "
                + "--budget goes on."
        } else {
            why = "The same command goes on, or this one, with what the batch was run with:"
        }
        let isStopped = history.runs.last?.run.outcome == .budget || account.times.isOpen
        return card("Waiting", account.waiting, "doubt", why, command: isStopped ? nil : retry)
    }

    private var held: PageValues? {
        guard account.jobs(.held) > 0 else { return nil }
        return card(
            "Held", account.jobs(.held), "held",
            "These wait for you; the reasons stand beside them. The command tries them again, "
                + "within the batch’s budget.", command: retry, rows: rows(.held))
    }

    private var failed: PageValues? {
        guard account.jobs(.failed) > 0 else { return nil }
        return card(
            "Failed", account.jobs(.failed), "failed",
            "Mend what the reasons say and run the same command again; or try these as they are:",
            command: retry, rows: rows(.failed))
    }

    private var dropped: PageValues? {
        guard account.jobs(.dropped) > 0 else { return nil }
        return card(
            "No longer asked for", account.jobs(.dropped), "",
            "The latest plan does not have these any more. Their files were kept.",
            rows: rows(.dropped))
    }

    private var odd: PageValues? {
        guard !account.oddClips.isEmpty else { return nil }
        return card(
            "Doubtful recordings, kept", account.oddClips.count, "doubt",
            "They are heard in these tracks. Listen; what is bad is bought again with --rebuy-bad:",
            command: "\(retry) --rebuy-bad",
            rows: account.oddClips.prefix(BatchAccount.maximumListed).map {
                ("“\($0.firstWords)”", $0.output, $0.suspicion.rawValue)
            })
    }

    private var unknown: PageValues? {
        guard let count = account.calls.byState[.unknown], count > 0 else { return nil }
        return card(
            "Calls of unknown outcome", count, "doubt",
            "Their replies were lost, so that they may have been charged. The provider’s bill "
                + "settles them:", command: "kling-batch reconcile")
    }
}
