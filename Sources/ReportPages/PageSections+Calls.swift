import Foundation
package import Ledger
import Reports
import Texts

extension PageSections {
    /// The outcomes that are drawn, each with its kind in the style and its words.
    private static let outcomes: [(state: AttemptState, kind: String, label: String)] = [
        (.succeeded, "succeeded", "succeeded"), (.throttled, "throttled", "refused for pace"),
        (.refused, "refused", "refused"), (.unknown, "unknown", "of unknown outcome"),
        (.writtenOff, "unknown", "written off"), (.notSent, "notSent", "not sent"),
        (.free, "notSent", "found to be free"), (.armed, "other", "in flight"),
    ]

    /// Each outcome in words.
    package static let outcomeWords = Dictionary(
        uniqueKeysWithValues: outcomes.map { ($0.state, $0.label) })

    /// The outcomes that the batch has.
    private var met: [(state: AttemptState, kind: String, label: String)] {
        Self.outcomes.filter { account.calls.byState[$0.state, default: 0] > 0 }
    }

    /// What the section on calls gets.
    var calls: PageValues {
        let outcomes = met
        var figures = outcomes.map {
            pair($0.label, "\(account.calls.byState[$0.state, default: 0])")
        }
        if account.progress.packedRows > 0 {
            figures.append(
                pair(
                    "rows cut out of shared calls", "\(account.progress.packedRows)",
                    counted(account.progress.sharedCalls, "shared call")))
        }
        if let pace = account.callsPerMinute {
            figures.append(pair("pace", "\(decimal(pace, places: 1)) a minute", "that succeeded"))
        }
        if let limitWords { figures.append(pair("limit found", limitWords)) }
        let slots = drawnSlots
        var values: PageValues = [
            "callFigures": figures, "hasSlots": !slots.isEmpty,
            "slotWords": slotWords, "outcomes": outcomes.map { ["label": $0.label] as PageValues },
            "slots": slots.map { ["from": $0.from, "counts": $0.counts] as PageValues },
        ]
        values["limitWords"] = limitWords
        return values
    }

    private var slotWords: String {
        let seconds = history.slotMilliseconds / 1000
        let length =
            seconds < 60
            ? counted(seconds, "second")
            : seconds < 3600 ? counted(seconds / 60, "minute") : counted(seconds / 3600, "hour")
        return "\(length) of a run"
    }

    /// What the account has been found to take.
    private var limitWords: String? {
        var words: [String] = []
        if let rate = history.learned.ratePerSecond {
            words.append(
                rate >= 1
                    ? "\(decimal(rate, places: 1)) calls a second"
                    : "\(decimal(rate * 60, places: 1)) calls a minute")
        }
        if let atOnce = history.learned.atOnce { words.append("\(atOnce) at once") }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    private struct Slot {
        let run: Int
        let slot: Int
        let from: String
        var counts: [Int]
    }

    /// Stretches without a call in the midst of a run are there; a clock that jumped makes no million.
    private static let maximumSlots = 1000

    private var drawnSlots: [Slot] {
        let places = Dictionary(
            uniqueKeysWithValues: met.enumerated().map { ($1.state, $0) })
        var slots: [Slot] = []
        for calls in history.slots {
            guard let place = places[calls.state] else { continue }
            let number = max(0, calls.slot)
            if slots.last?.run != calls.runStartedAt || slots.last?.slot != number {
                let isSame = slots.last?.run == calls.runStartedAt
                let next = isSame ? (slots.last?.slot ?? 0) + 1 : number
                for empty in min(next, number)...number {
                    guard slots.count < Self.maximumSlots else { return slots }
                    slots.append(slot(empty, of: calls.runStartedAt, count: places.count))
                }
            }
            slots[slots.count - 1].counts[place] += calls.count
        }
        return slots
    }

    private func slot(_ number: Int, of run: Int, count: Int) -> Slot {
        let time = localTime(run + number * history.slotMilliseconds)
        return Slot(
            run: run, slot: number, from: number == 0 ? time : String(time.suffix(8)),
            counts: Array(repeating: 0, count: count))
    }

    /// What the drawing of calls gets, which nothing has to be drawn without.
    package var callData: [String: Any] {
        let outcomes = met.map { ["kind": $0.kind, "label": $0.label] }
        let slots = drawnSlots.map { slot -> [String: Any] in
            ["run": slot.run, "from": slot.from, "counts": slot.counts]
        }
        var data: [String: Any] = [
            "words": "Calls by outcome over time", "outcomes": outcomes, "slots": slots,
        ]
        if let rate = history.learned.ratePerSecond {
            let calls = rate * Double(history.slotMilliseconds) / 1000
            data["limit"] = Decimal(string: decimal(calls, places: 2)) ?? 0
        }
        return data
    }
}
