package import BatchPlanning
package import ReportForms
import SpeechTasks
import Texts

extension BatchPlan {
    /// The plan in a form.
    ///
    /// - Parameters:
    ///   - details: Whether each place of subtitles that is not spoken is listed, too.
    ///   - currency: another currency that amounts are shown in, too.
    package func drawn(
        as form: ReportForm, details: Bool = false, currency: SecondCurrency? = nil
    ) -> String {
        switch form {
        case .table: return table(currency) + (details ? figures.subtitles?.silentLines ?? "" : "")
        case .csv:
            if let groups = costs.groups { return groups.rows(currency).drawn(as: .csv) }
            let row = row(details: details).showing(currency)
            return row.csvHeading + "\n" + row.csv
        case .json:
            var row = row(details: details)
            if let groups = costs.groups {
                row.add("by", .text(groups.grouping.name))
                row.add("groups", .rows(groups.rows(nil)))
            }
            return row.showing(currency).json
        }
    }

    /// The plan's figures, for CSV and JSON.
    private func row(details: Bool) -> ReportRow {
        var row = ReportRow()
        row.add("jobs", .count(figures.jobs))
        row.add("tasks", .count(figures.tasks))
        row.add("characters", .count(figures.characters))
        row.add("calls_to_pay", .count(figures.callsToPay))
        row.add("calls_already_paid", .count(figures.callsAlreadyPaid))
        row.add("calls_ended_before", .count(figures.callsEnded))
        row.add("price_cny", .money(price))
        row.add("cost_cny", .money(cost))
        row.add("service", .text(callee.service.name))
        row.add("form", .text(callee.formName))
        row.add("max_chars", .count(callee.textLimit.characters))
        row.add("max_bytes", callee.textLimit.bytes.map { .count($0) } ?? .none)
        row.add("rate_per_second", callee.ratePerSecond.map { .number($0, places: 3) } ?? .none)
        row.add(
            "expected_s", expectedDuration.map { .number($0 / .seconds(1), places: 0) } ?? .none)
        for figure in timeFigures { row.add(figure.name, figure.value) }
        costs.terms?.add(to: &row)
        row.add("expected_audio_s", .number(costs.audio / .seconds(1), places: 0))
        row.add("faults", .count(faults.count))
        row.add("left_out", .rows(SkippedRows(faults).listed.map(\.row)))
        if let packs = figures.packs {
            row.add("packed_rows", .count(packs.rows))
            row.add("packed_rows_to_pay", .count(packs.rowsToPay))
            row.add("shared_calls", .count(packs.calls))
        }
        if let subtitles = figures.subtitles {
            row.add("cues", .count(subtitles.cues))
            row.add("spoken_cues", .count(subtitles.spokenCues))
            row.add("utterances", .count(subtitles.utterances))
            row.add("one_call_a_cue_cny", .money(subtitles.spokenCues * price))
            row.add("tight", .rows(subtitles.tight.map(\.row)))
            let assumed = subtitles.assumedVoices.sorted()
            row.add("assumed_voices", .text(assumed.joined(separator: " ")))
            row.add("track_s", .number(subtitles.length / .seconds(1), places: 3))
            if details { row.add("unspoken", .rows(subtitles.silent.map(\.row))) }
        }
        row.add("inputs", .rows(readings.map(\.row)))
        row.add("notices", .rows((notices + remarks).map { ReportRow([("notice", .text($0))]) }))
        return row
    }

    /// The plan for a person.
    private func table(_ currency: SecondCurrency?) -> String {
        var table = TextTable()
        table.add(["service", "\(callee.service), form \(callee.formWords)"])
        costs.terms?.add(to: &table)
        table.add(["jobs", "\(figures.jobs)"])
        table.add(["tasks", "\(figures.tasks) distinct, of at most \(callee.textLimit)"])
        table.add(["characters", "\(figures.characters)"])
        table.add(["calls to pay", "\(figures.callsToPay)"])
        table.add(["already paid", "\(figures.callsAlreadyPaid)"])
        if figures.callsEnded > 0 {
            table.add([
                "failed or held", "\(figures.callsEnded); `kling-batch retry` opens them again",
            ])
        }
        let converted = currency.map { "; \($0.converted(cost)) \($0.code), \($0.remark)" } ?? ""
        table.add(["cost", "\(cost) CNY, \(figures.callsToPay) × \(price)" + converted])
        table.add(["time", timeLine])
        table.add(["audio", audioLine])
        if let packs = figures.packs {
            let more = packs.rowsToPay * price
            table.add([
                "packs",
                "\(counted(packs.rows, "row")) in \(counted(packs.calls, "shared call"))"
                    + (packs.rowsToPay == 0
                        ? "" : "; rows in doubt are bought alone, at up to \(more) CNY more"),
            ])
        }
        if let subtitles = figures.subtitles { add(subtitles, to: &table) }
        let notices = (notices + remarks).map { "\n\n\($0)" }.joined()
        let groups = costs.groups.map { "\n\n" + $0.table(currency) } ?? ""
        return table.text + groups + readings.lines + notices
            + (figures.subtitles?.tightLines ?? "")
    }

    private func add(_ subtitles: SubtitleFigures, to table: inout TextTable) {
        let silent = subtitles.unspoken.values.reduce(0, +)
        let reasons = subtitles.unspoken.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        table.add([
            "cues",
            "\(subtitles.cues), \(silent) places not spoken"
                + (silent > 0 ? " (\(reasons)); --details lists them" : ""),
        ])
        table.add(["utterances", "\(subtitles.utterances)"])
        let length = Int((subtitles.length / .milliseconds(1)).rounded())
        table.add(["tracks' length", clockTime(milliseconds: length)])
        table.add([
            "one call a cue", "\(subtitles.spokenCues) calls, \(subtitles.spokenCues * price) CNY",
        ])
        table.add(["expected too long", "\(subtitles.tight.count)"])
        if !subtitles.assumedVoices.isEmpty {
            let voices = subtitles.assumedVoices.sorted().joined(separator: ", ")
            table.add(["rate of speech", "assumed for \(voices) until a minute is spoken"])
        }
    }

    private var audioLine: String {
        let length = clockTime(milliseconds: Int((costs.audio / .milliseconds(1)).rounded()))
        let voices = costs.assumedVoices.sorted()
        guard !voices.isEmpty else { return "about \(length), by what these voices have spoken" }
        let names =
            voices.count > 3 ? counted(voices.count, "voice") : voices.joined(separator: ", ")
        return "about \(length); the rate of speech of \(names) is assumed"
    }
}

extension Callee {
    /// The form's name, and where it is not known, what that may mean and what to type.
    ///
    /// The texts of one call are several times as long in one form as in another.
    package var formWords: String {
        guard !isFormKnown else { return formName }
        return "\(formName) unless it speaks another, which can cost ten times as much: run "
            + "`kling-batch doctor` once first (it pays nothing), or say --api gateway"
    }
}

extension SkippedRows.Fault {
    /// The fault for JSON.
    var row: ReportRow {
        ReportRow([("place", .text(place)), ("message", .text(message))])
    }
}

extension SubtitleFigures {
    /// The most utterances that are listed in the table.
    private static let maximumListed = 20

    /// The utterances that are not expected to fit, one a line; empty without any.
    var tightLines: String {
        guard !tight.isEmpty else { return "" }
        var lines = ["", "Not expected to fit:"]
        for utterance in tight.prefix(Self.maximumListed) {
            let times = [utterance.expected, utterance.slot].map {
                decimal($0 / .seconds(1), places: 1)
            }
            lines.append("  \(utterance.place)  \(times[0]) s in \(times[1]) s  \(utterance.text)")
        }
        let more = tight.count - Self.maximumListed
        if more > 0 { lines.append("  … and \(more) more; --format json lists all") }
        return "\n" + lines.joined(separator: "\n")
    }
}

extension SubtitleFigures {
    /// The places that are not spoken, one a line; empty without any.
    var silentLines: String {
        guard !silent.isEmpty else { return "" }
        let lines = silent.map { "  \($0.place)  cue \($0.cue)  \($0.reason)  \($0.text)" }
        return "\n\n" + (["Not spoken:"] + lines).joined(separator: "\n")
    }
}

extension SubtitleFigures.SilentPlace {
    var row: ReportRow {
        ReportRow([
            ("place", .text(place)), ("cue", .count(cue)), ("reason", .text(reason)),
            ("text", .text(text)),
        ])
    }
}

extension SubtitleFigures.TightUtterance {
    var row: ReportRow {
        ReportRow([
            ("place", .text(place)), ("text", .text(text)),
            ("slot_s", .number(slot / .seconds(1), places: 3)),
            ("expected_s", .number(expected / .seconds(1), places: 3)),
        ])
    }
}
