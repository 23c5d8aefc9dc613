package import BatchPlanning
import BatchRun
import Foundation
package import Ledger
package import ReportForms
import SpeechTasks
import Texts

extension JobReport {
    /// What a ledger says of a job and of its calls.
    ///
    /// - Parameter folder: that of the batch's tracks.
    package init(_ costed: CostedJob, in folder: String, currency: SecondCurrency? = nil) {
        let job = costed.job
        var row = Self.figures(
            id: job.id, title: job.title, output: job.output, state: job.state.rawValue,
            reason: job.reason, place: job.place)
        row.set("characters", .count(job.characters))
        row.set("tasks", .count(job.taskCount))
        if let length = job.durationMilliseconds {
            row.set("duration_ms", .count(length))
            row.set("seconds", .number(Double(length) / 1000, places: 3))
            row.set("file", .text(folder + "/" + job.output))
        }
        row.set("voice", .text(costed.voices.joined(separator: " ")))
        row.set("speed", .text(costed.speeds.joined(separator: " ")))
        row.set("calls", .count(costed.cost.calls))
        row.set("surely_spent_cny", .money(costed.cost.surely))
        row.set("at_most_spent_cny", .money(costed.cost.atMost))
        row.set("replaced_cny", .money(costed.replacedCost.atMost))
        row.set("request_ids", .text(costed.requestIDs.joined(separator: " ")))
        row.set("cut_confidence", costed.cutConfidence.map { .number($0, places: 2) } ?? .none)
        self.init(
            figures: row.showing(currency), otherColumns: Self.columns(ofJSON: job.otherColumns))
    }

    /// A row that the latest plan left out for a fault.
    package init(leftOut place: String, reason: String, currency: SecondCurrency? = nil) {
        let row = Self.figures(
            id: nil, title: nil, output: nil, state: "left out", reason: reason, place: place)
        self.init(figures: row.showing(currency), otherColumns: [:])
    }

    /// The figures that every job has, those of its calls without a value.
    private static func figures(
        id: String?, title: String?, output: String?, state: String, reason: String?, place: String
    ) -> ReportRow {
        func text(_ text: String?) -> ReportValue { text.map { .text($0) } ?? .none }
        return ReportRow([
            ("id", text(id)), ("title", text(title)), ("output", text(output)),
            ("state", .text(state)), ("reason", text(reason)), ("characters", .none),
            ("tasks", .none), ("duration_ms", .none), ("place", .text(place)), ("voice", .none),
            ("speed", .none), ("calls", .none), ("surely_spent_cny", .none),
            ("at_most_spent_cny", .none), ("replaced_cny", .none), ("request_ids", .none),
            ("cut_confidence", .none), ("seconds", .none), ("file", .none),
        ])
    }

    /// A list's own columns as the ledger keeps them.
    package static func columns(ofJSON text: String?) -> [String: String] {
        text.flatMap { try? JSONDecoder().decode([String: String].self, from: Data($0.utf8)) }
            ?? [:]
    }
}

extension SkippedRows {
    /// The faults that are kept, and how many there were beside them.
    package var reported: [(place: String, message: String)] {
        let more = count - listed.count
        return listed.map { ($0.place, $0.message) }
            + (more > 0 ? [("", "\(counted(more, "more fault")), which `plan` lists")] : [])
    }
}

extension CostedJob {
    /// The voices of its clips, each once, in the order in which they speak.
    package var voices: [String] { clips.map(\.voiceID).distinct }

    /// The speeds of its clips, each once.
    var speeds: [String] { clips.map { "\($0.speed)" }.distinct }

    /// The names that the service gave its calls, each once.
    var requestIDs: [String] { places.flatMap(\.requestIDs).distinct }

    /// How sure its cut out of a call was that rows share; nil where it has calls of its own, or where an
    /// earlier version cut it.
    var cutConfidence: Double? { job.fit.flatMap { RowCut(json: $0) }?.confidence }

    /// What it says: of several calls one after the other, and its own text where it shares a call.
    package var spokenText: String {
        trackForm.flatMap { TrackForm(json: $0) }?.pack?.text
            ?? clips.map(\.text).joined(separator: " ")
    }

    private var clips: [Place] { places.filter { $0.clip != nil } }
}

extension [String] {
    /// Each once, in their order.
    fileprivate var distinct: [String] {
        var met: Set<String> = []
        return filter { met.insert($0).inserted }
    }
}
