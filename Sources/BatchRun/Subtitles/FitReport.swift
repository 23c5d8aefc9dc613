import BatchPlanning
import ReportForms
import Texts
import Utterances
import VoiceTracks

/// How the utterances of a film were fitted into it, one row each.
struct FitReport {
    let form: VoiceTrackForm
    /// What became of each utterance, in the form's order.
    let fitted: [FittedLine]
    /// Where the utterances of packs are in their clips.
    let parts: [[PackCuts.Part]]

    /// The rows as CSV with a heading.
    var csv: String {
        let rows = rows
        return ([rows.first?.csvHeading ?? ""] + rows.map(\.csv)).joined(separator: "\n") + "\n"
    }

    /// The rows, the summary and what is not spoken as JSON.
    func json(_ summary: FitSummary) -> String {
        var row = summary.row
        row.add("source", .text(form.source))
        row.add("language", .text(form.language))
        row.add("rows", .rows(rows))
        row.add(
            "not_spoken",
            .rows(
                form.unspoken.map {
                    ReportRow([
                        ("cue", .count($0.cue)), ("reason", .text($0.reason)),
                        ("text", .text($0.text)),
                    ])
                }))
        return row.json + "\n"
    }

    private var rows: [ReportRow] {
        zip(form.utterances, fitted).enumerated().map { index, pair in
            let (utterance, line) = pair
            var row = ReportRow()
            row.add("utterance", .count(index + 1))
            row.add("first_cue", .count(utterance.lines.first?.cue ?? 0))
            row.add("last_cue", .count(utterance.lines.last?.cue ?? 0))
            row.add("speaker", utterance.speaker.map { .text($0) } ?? .none)
            row.add("voice_id", .text(utterance.voice))
            row.add("cue_start_s", seconds(utterance.start))
            row.add("start_s", seconds(line.start.wholeMilliseconds))
            row.add("end_s", seconds(line.end.wholeMilliseconds))
            row.add("slot_s", seconds(utterance.slotEnd - utterance.start))
            row.add("spoken_s", seconds(line.spoken.wholeMilliseconds))
            row.add("speed", .number(Double(utterance.speed) / 1000, places: 1))
            row.add("stretch", .number(line.stretch, places: 3))
            row.add("drift_s", seconds(line.drift.wholeMilliseconds))
            row.add("overrun_s", seconds(line.overrun.wholeMilliseconds))
            row.add("verdict", .text(line.verdict.rawValue))
            let cut = utterance.pack.flatMap { pack in utterance.part.map { parts[pack][$0] } }
            row.add("pack", utterance.pack.map { .count($0 + 1) } ?? .none)
            row.add("cut_start_s", cut.map { .number($0.start, places: 3) } ?? .none)
            row.add("cut_end_s", cut.map { .number($0.end, places: 3) } ?? .none)
            row.add("confidence", cut.map { .number($0.confidence, places: 2) } ?? .none)
            row.add("text", .text(utterance.lines.map(\.text).joined(separator: " ")))
            return row
        }
    }

    private func seconds(_ milliseconds: Int) -> ReportValue {
        .number(Double(milliseconds) / 1000, places: 3)
    }

    /// The lines at the times they are really spoken, in the order of these, as SRT.
    var spokenSubtitles: String {
        var spoken: [(start: Duration, end: Duration, text: String)] = []
        for (utterance, fitted) in zip(form.utterances, fitted) {
            let length = fitted.end - fitted.start
            for (index, line) in utterance.lines.enumerated() {
                let next = index + 1 < utterance.lines.count ? utterance.lines[index + 1].share : 1
                spoken.append(
                    (fitted.start + length * line.share, fitted.start + length * next, line.text))
            }
        }
        let ordered = spoken.enumerated()
            .sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
        return ordered.enumerated().map { number, line in
            let times = "\(srtTime(line.element.start)) --> \(srtTime(line.element.end))"
            return "\(number + 1)\n\(times)\n\(line.element.text)\n\n"
        }.joined()
    }

    private func srtTime(_ time: Duration) -> String {
        timestamp(.milliseconds(time.wholeMilliseconds), point: ",")
    }
}
