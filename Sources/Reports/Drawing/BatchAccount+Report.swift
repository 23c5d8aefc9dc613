import BatchPlanning
import BatchRun
import Foundation
import Ledger
package import ReportForms
import Texts

extension BatchAccount {
    /// The report in a form; as a table with what is not made and why.
    ///
    /// - Parameter currency: another currency that amounts are shown in, too.
    package func report(as form: ReportForm, currency: SecondCurrency? = nil) -> String {
        let row = reportRow.showing(currency)
        return switch form {
        case .table:
            ([reportTable] + convertedSection(currency) + bookSections + filmSection
                + openSections + oddSection)
                .joined(separator: "\n\n")
        case .csv: row.csvHeading + "\n" + row.csv
        case .json: reportWithParts.showing(currency).json
        }
    }

    /// The sums in another currency.
    private func convertedSection(_ currency: SecondCurrency?) -> [String] {
        guard let currency else { return [] }
        return [
            "Surely spent \(currency.converted(calls.surelySpent)) \(currency.code), at most spent "
                + "\(currency.converted(calls.atMostSpent)) \(currency.code): \(currency.remark)."
        ]
    }

    /// The end of a run, for a person: the report without how films fit, which was told as they were
    /// made, and where the tracks are.
    package var end: String {
        ([reportTable] + bookSections + openSections + oddSection + ["Tracks: \(outputFolder)"])
            .joined(separator: "\n\n")
    }

    /// Reports on several batches, and their sums by service.
    package static func report(
        on accounts: [BatchAccount], as form: ReportForm, currency: SecondCurrency? = nil
    ) -> String {
        let services = Set(accounts.map(\.service)).sorted()
        let sums = services.map { service in
            BatchAccount.sum(accounts.filter { $0.service == service }, service: service)
        }
        let all = accounts + sums
        switch form {
        case .table:
            return all.flatMap { [$0.reportTable] + $0.convertedSection(currency) }
                .joined(separator: "\n\n")
        case .csv:
            let heading = BatchAccount(name: "", service: "").reportRow.showing(currency).csvHeading
            return ([heading] + all.map { $0.reportRow.showing(currency).csv })
                .joined(separator: "\n")
        case .json: return all.map { $0.reportRow.showing(currency) }.drawn(as: .json)
        }
    }

    // MARK: The table

    /// The figures for a person.
    package var reportTable: String {
        var table = TextTable()
        table.add(["batch", name + (service.isEmpty ? "" : " at \(service)")])
        if let account = labels.account { table.add(["account", account]) }
        if let project = labels.project { table.add(["project", project]) }
        table.add(["jobs", jobsLine])
        table.add(["calls", callsLine])
        if let callTimes {
            table.add([
                "called", "\(moment(callTimes.lowerBound)) to \(moment(callTimes.upperBound))",
            ])
        }
        if calls.paidTwice > 0 { table.add(["paid twice", counted(calls.paidTwice, "text")]) }
        if calls.replaced.count > 0 { table.add(["replaced", "\(calls.replaced)"]) }
        if progress.packedRows > 0 {
            let calls = counted(progress.sharedCalls, "shared call")
            table.add(["packs", "\(counted(progress.packedRows, "row")) cut out of \(calls)"])
        }
        table.add(["surely spent", "\(calls.surelySpent) CNY"])
        table.add(["at most spent", atMostLine])
        if let budget { table.add(["budget", "\(budget) CNY"]) }
        table.add(["saved by reuse", "\(savedByReuse) CNY"])
        table.add(["audio", audioLine])
        table.add(["time", timeLine])
        if let limitedBy { table.add(["limited by", limitedBy]) }
        if let paceLine { table.add(["pace", paceLine]) }
        return table.text
    }

    private var jobsLine: String {
        let parts = [
            (jobs(.failed), "failed"), (jobs(.held), "held"), (waiting, "waiting"),
            (jobs(.dropped), "dropped"),
        ].filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }
        return "\(jobs(.done)) done" + parts.joined()
    }

    private var callsLine: String {
        let parts = Self.outcomes.compactMap { outcome in
            calls.byState[outcome].map { "\($0) \(outcome.words)" }
        }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }

    /// The outcomes in the order that a report gives them in.
    private static let outcomes: [AttemptState] = [
        .succeeded, .throttled, .notSent, .refused, .unknown, .writtenOff, .free, .armed,
    ]

    private var atMostLine: String {
        let assumption =
            chargesRefusals
            ? "refused calls are counted as charged"
            : "if refused calls are free; --charged-refusals counts them"
        return "\(calls.atMostSpent) CNY (\(assumption))"
    }

    private var audioLine: String {
        let price = surelySpentPerHour.map { ", \($0) CNY an hour" } ?? ""
        return clockTime(milliseconds: times.audioMilliseconds) + price
    }

    private var timeLine: String {
        var line = clockTime(milliseconds: times.milliseconds)
        if times.runCount > 1 { line += " in \(times.runCount) runs" }
        if let callsPerMinute { line += ", \(decimal(callsPerMinute, places: 1)) calls a minute" }
        if let throttledShare {
            line += ", \(decimal(throttledShare * 100, places: 1)) % refused for pace"
        }
        return line
    }

    // MARK: The row

    /// The figures, for CSV and JSON.
    package var reportRow: ReportRow {
        var row = ReportRow()
        row.add("batch", .text(name))
        row.add("service", .text(service))
        let counts = [
            ("done", jobs(.done)), ("failed", jobs(.failed)), ("held", jobs(.held)),
            ("waiting", waiting), ("dropped", jobs(.dropped)),
            ("characters", progress.characters), ("calls", calls.count),
        ]
        for (name, count) in counts { row.add(name, .count(count)) }
        for outcome in Self.outcomes {
            row.add(outcome.rawValue, .count(calls.byState[outcome, default: 0]))
        }
        row.add("paid_twice", .count(calls.paidTwice))
        row.add("surely_spent_cny", .money(calls.surelySpent))
        row.add("at_most_spent_cny", .money(calls.atMostSpent))
        row.add("saved_by_reuse_cny", .money(savedByReuse))
        row.add("budget_cny", budget.map { .money($0) } ?? .none)
        row.add("audio_ms", .count(times.audioMilliseconds))
        row.add("cny_per_audio_hour", surelySpentPerHour.map { .money($0) } ?? .none)
        row.add("runs", .count(times.runCount))
        row.add("run_ms", .count(times.milliseconds))
        row.add("calls_per_minute", callsPerMinute.map { .number($0, places: 2) } ?? .none)
        row.add("throttled_share", throttledShare.map { .number($0, places: 4) } ?? .none)
        row.add("packed_rows", .count(progress.packedRows))
        row.add("shared_calls", .count(progress.sharedCalls))
        row.add("left_out", .count(skipped?.rows ?? 0))
        row.add("replaced_calls", .count(calls.replaced.count))
        row.add("replaced_cny", .money(calls.replaced.cost))
        row.add("account", labels.account.map { .text($0) } ?? .none)
        row.add("project", labels.project.map { .text($0) } ?? .none)
        row.add("currency", .text("CNY"))
        row.add("first_call", callTimes.map { .text(isoTime($0.lowerBound)) } ?? .none)
        row.add("last_call", callTimes.map { .text(isoTime($0.upperBound)) } ?? .none)
        return row
    }

    /// A moment by this machine's time zone, to the second.
    private func moment(_ time: Int) -> String {
        "\(localDay(milliseconds: time)) \(localClock(milliseconds: time))"
    }

    /// The figures with what a flat row has no place for.
    private var reportWithParts: ReportRow {
        var row = reportRow
        row.add("inputs", .rows(inputs.map(\.row)))
        row.add("voices", .rows(voices.map(\.row)))
        row.add("pace", .rows(paceRows))
        if let skipped { row.add("faults", .rows(skipped.listed.map(\.row))) }
        if !books.isEmpty { row.add("books", .rows(books.map(\.row))) }
        if !films.isEmpty { row.add("fits", .rows(films.map(\.row))) }
        if !oddClips.isEmpty { row.add("doubtful_clips", .rows(oddClips.map(\.row))) }
        return row
    }
}

/// A moment in UTC as programs write it.
///
/// - Parameter time: Unix milliseconds.
func isoTime(_ time: Int) -> String {
    Date(timeIntervalSince1970: Double(time) / 1000).formatted(.iso8601)
}

extension AttemptState {
    /// The outcome in the words of a report.
    fileprivate var words: String {
        switch self {
        case .succeeded, .refused: rawValue
        case .throttled: "refused for pace"
        case .notSent: "not sent"
        case .unknown: "of unknown outcome"
        case .writtenOff: "written off"
        case .free: "found to be free"
        case .armed: "in flight"
        }
    }
}

extension InputRow {
    fileprivate var row: ReportRow {
        ReportRow([
            ("input", .text(source)), ("done", .count(jobs[.done, default: 0])),
            ("jobs", .count(jobs.values.reduce(0, +))), ("characters", .count(characters)),
            ("audio_ms", .count(audioMilliseconds)),
        ])
    }
}

extension VoiceRow {
    fileprivate var row: ReportRow {
        ReportRow([
            ("voice_id", .text(voiceID)), ("tasks", .count(tasks)),
            ("paid_tasks", .count(paidTasks)), ("characters", .count(characters)),
            ("audio_ms", .count(audioMilliseconds)),
        ])
    }
}

extension OddClip {
    fileprivate var row: ReportRow {
        ReportRow([
            ("output", .text(output)), ("text", .text(firstWords)),
            ("suspicion", .text(suspicion.rawValue)), ("characters", .count(characters)),
            ("duration_ms", .count(durationMilliseconds)),
        ])
    }
}
