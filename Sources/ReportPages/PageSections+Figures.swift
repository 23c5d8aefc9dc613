import BatchPlanning
import BatchRun
import Ledger
import Reports
import SpeechTasks
import Texts

extension PageSections {
    /// What the section on what was made gets.
    var summary: PageValues {
        var values: PageValues = ["tiles": tiles]
        values["stateBar"] = stateBar
        return values
    }

    /// What the section on money gets.
    var money: PageValues {
        var values: PageValues = ["money": moneyRows]
        values["moneyBar"] = moneyBar
        return values
    }

    // MARK: What was made

    private var tiles: [PageValues] {
        func tile(_ label: String, _ value: String, _ note: String, _ kind: String) -> PageValues {
            ["label": label, "value": value, "note": note, "kind": kind]
        }
        var tiles = [
            tile("Made", "\(account.jobs(.done)) of \(account.progress.jobCount)", "jobs", "done"),
            tile("Audio", clockTime(milliseconds: account.times.audioMilliseconds), "", "done"),
            tile("Surely spent", "\(account.calls.surelySpent)", "CNY", "sure"),
            tile("At most spent", "\(account.calls.atMostSpent)", "CNY", "doubt"),
            tile("Saved by reuse", "\(account.savedByReuse)", "CNY", "sure"),
        ]
        let open = account.unfinished + (account.skipped?.rows ?? 0)
        if open > 0 { tiles.insert(tile("Not made", "\(open)", "see below", "failed"), at: 1) }
        return tiles
    }

    /// Jobs by state; nil without any.
    private var stateBar: PageValues? {
        let states: [(count: Int, kind: String, word: String)] = [
            (account.jobs(.done), "done", "made"), (account.waiting, "waiting", "waiting"),
            (account.jobs(.held), "held", "held"), (account.jobs(.failed), "failed", "failed"),
        ]
        let whole = account.progress.jobCount
        guard whole > 0 else { return nil }
        var before = 0
        var parts: [PageValues] = []
        for state in states where state.count > 0 {
            parts.append([
                "kind": state.kind, "x": percent(before, of: whole),
                "width": percent(state.count, of: whole), "words": "\(state.count) \(state.word)",
            ])
            before += state.count
        }
        return [
            "parts": parts,
            "words": parts.compactMap { $0["words"] as? String }.joined(separator: ", "),
        ]
    }

    // MARK: What it cost

    /// The most that the batch may cost, and who said so.
    private var ceiling: (money: Money, word: String)? {
        if let budget = account.budget { return (budget, "the budget") }
        return history.ceiling.map { ($0, "what the plan promised, and --max-unknown-spend") }
    }

    private var moneyBar: PageValues? {
        let (surely, atMost) = (account.calls.surelySpent, account.calls.atMostSpent)
        let whole = max(ceiling?.money ?? .zero, atMost).thousandths * 21 / 20
        guard whole > 0 else { return nil }
        let sure = min(surely.thousandths, atMost.thousandths)
        var bar: PageValues = [
            "words": "\(surely) CNY surely spent, \(atMost) CNY at most",
            "parts": [
                [
                    "kind": "sure", "x": "0", "width": percent(sure, of: whole),
                    "words": "\(surely) CNY surely spent",
                ],
                [
                    "kind": "doubt", "x": percent(sure, of: whole),
                    "width": percent(atMost.thousandths - sure, of: whole),
                    "words": "\(atMost) CNY at most",
                ],
            ],
        ]
        if let ceiling {
            bar["mark"] =
                [
                    "x": percent(ceiling.money.thousandths, of: whole),
                    "words": "\(ceiling.money) CNY: the most it may cost, \(ceiling.word)",
                ] as PageValues
        }
        return bar
    }

    private var moneyRows: [PageValues] {
        let refusals =
            account.chargesRefusals
            ? "refused calls are counted as charged" : "if refused calls are free"
        var rows = [
            pair("Surely spent", "\(account.calls.surelySpent) CNY"),
            pair("At most spent", "\(account.calls.atMostSpent) CNY", refusals),
        ]
        if let ceiling { rows.append(pair("Ceiling", "\(ceiling.money) CNY", ceiling.word)) }
        rows.append(pair("Saved by reuse", "\(account.savedByReuse) CNY"))
        rows.append(pair("Price of a call", "\(account.price) CNY"))
        if let hour = account.surelySpentPerHour {
            rows.append(pair("An hour of audio", "\(hour) CNY"))
        }
        if account.calls.paidTwice > 0 {
            rows.append(pair("Paid twice", counted(account.calls.paidTwice, "text")))
        }
        return rows
    }

    /// A figure with its name.
    func pair(_ label: String, _ value: String, _ note: String = "") -> PageValues {
        ["label": label, "value": value, "note": note]
    }
}
