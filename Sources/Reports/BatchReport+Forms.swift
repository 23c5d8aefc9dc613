import Foundation
import Texts

extension BatchReport {
    /// The report for a person.
    package var table: String {
        var table = TextTable()
        table.add(["batch", name + (service.isEmpty ? "" : " at \(service)")])
        table.add(["jobs", jobsLine])
        table.add(["calls", callsLine])
        if paidTwice > 0 { table.add(["paid twice", counted(paidTwice, "text")]) }
        table.add(["surely spent", "\(surelySpent) CNY"])
        table.add(["at most spent", atMostLine])
        if let budget { table.add(["budget", "\(budget) CNY"]) }
        table.add(["saved by reuse", "\(savedByReuse) CNY"])
        table.add(["audio", audioLine])
        table.add(["time", timeLine])
        return table.text
    }

    private var jobsLine: String {
        let parts = [
            (failed, "failed"), (held, "held"), (waiting, "waiting"), (dropped, "dropped"),
        ].filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }
        return "\(done) done" + parts.joined()
    }

    private var callsLine: String {
        let parts = Self.outcomes.compactMap { outcome in
            calls[outcome].map { "\($0) \(Self.words[outcome] ?? outcome)" }
        }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }

    private static let words = [
        "throttled": "refused for pace", "notSent": "not sent", "unknown": "of unknown outcome",
        "writtenOff": "written off", "free": "found to be free", "armed": "in flight",
    ]

    private var atMostLine: String {
        let assumption =
            chargesRefusals
            ? "refused calls are counted as charged"
            : "if refused calls are free; --charged-refusals counts them"
        return "\(atMostSpent) CNY (\(assumption))"
    }

    private var audioLine: String {
        let price = surelySpentPerHour.map { ", \($0) CNY an hour" } ?? ""
        return clockTime(milliseconds: audioMilliseconds) + price
    }

    private var timeLine: String {
        var line = clockTime(milliseconds: runMilliseconds)
        if runs > 1 { line += " in \(runs) runs" }
        if let callsPerMinute { line += ", \(decimal(callsPerMinute, places: 1)) calls a minute" }
        if let throttledShare {
            line += ", \(decimal(throttledShare * 100, places: 1)) % refused for pace"
        }
        return line
    }

    /// The report's figures, for CSV and JSON.
    package var row: ReportRow {
        var row = ReportRow()
        row.add("batch", .text(name))
        row.add("service", .text(service))
        let counts = [
            ("done", done), ("failed", failed), ("held", held), ("waiting", waiting),
            ("dropped", dropped), ("characters", characters), ("calls", callCount),
        ]
        for (name, count) in counts { row.add(name, .count(count)) }
        for outcome in Self.outcomes { row.add(outcome, .count(calls[outcome, default: 0])) }
        row.add("paid_twice", .count(paidTwice))
        row.add("surely_spent_cny", .money(surelySpent))
        row.add("at_most_spent_cny", .money(atMostSpent))
        row.add("saved_by_reuse_cny", .money(savedByReuse))
        row.add("budget_cny", budget.map { .money($0) } ?? .none)
        row.add("audio_ms", .count(audioMilliseconds))
        row.add("cny_per_audio_hour", surelySpentPerHour.map { .money($0) } ?? .none)
        row.add("runs", .count(runs))
        row.add("run_ms", .count(runMilliseconds))
        row.add("calls_per_minute", callsPerMinute.map { .number($0, places: 2) } ?? .none)
        row.add("throttled_share", throttledShare.map { .number($0, places: 4) } ?? .none)
        return row
    }
}

/// A JSON object on one line with its keys in order.
package func jsonText(_ object: [String: Any]) -> String {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    let data = try? JSONSerialization.data(withJSONObject: object, options: options)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
}
