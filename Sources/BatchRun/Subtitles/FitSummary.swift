import BatchPlanning
package import Ledger
package import ReportForms
import Texts
import VoiceTracks

/// How well a voice track fits its film, in one line.
package struct FitSummary: Sendable, CustomStringConvertible {
    /// The track's file, relative to the output folder.
    package let output: String
    private let figures: FitFigures

    /// Figures of a track.
    init(output: String, _ report: FitReport) {
        self.output = output
        let drifts = report.fitted.map(\.drift.wholeMilliseconds).sorted()
        figures = FitFigures(
            cues: Set(report.form.utterances.flatMap { $0.lines.map(\.cue) }).count,
            utterances: report.fitted.count,
            fitting: report.fitted.count {
                $0.overrun == .zero && $0.stretch <= Self.comfortableStretch
            },
            medianDrift: drifts.isEmpty ? 0 : drifts[drifts.count / 2],
            worstDrift: drifts.last ?? 0, overruns: report.fitted.count { $0.overrun > .zero },
            packs: report.form.packs.count,
            cut: report.form.utterances.count { $0.pack != nil },
            boughtAlone: report.form.packs.reduce(0) { $0 + $1.weights.count }
                - report.form.utterances.count { $0.pack != nil })
    }

    /// Up to here hardly anybody hears that speech was sped up.
    private static let comfortableStretch = 1.2

    /// The fits of a batch's voice tracks, in the batch's order.
    package static func all(of batch: BatchID, in reader: LedgerReader) throws -> [FitSummary] {
        try reader.fits(of: batch).compactMap { row in
            FitFigures(json: row.fit).map { FitSummary(output: row.output, figures: $0) }
        }
    }

    private init(output: String, figures: FitFigures) {
        self.output = output
        self.figures = figures
    }

    /// The figures as the ledger keeps them.
    func json() throws -> String { try figures.json() }

    /// The summary for JSON.
    package var row: ReportRow {
        ReportRow([
            ("output", .text(output)), ("cues", .count(figures.cues)),
            ("utterances", .count(figures.utterances)), ("fitting", .count(figures.fitting)),
            ("overruns", .count(figures.overruns)),
            ("median_drift_ms", .count(figures.medianDrift)),
            ("worst_drift_ms", .count(figures.worstDrift)),
            ("packs", .count(figures.packs)), ("cut", .count(figures.cut)),
            ("bought_alone", .count(figures.boughtAlone)), ("calls_saved", .count(callsSaved)),
        ])
    }

    /// The summary in a line.
    package var description: String {
        let share = figures.utterances == 0 ? 0 : figures.fitting * 100 / figures.utterances
        return "\(counted(figures.cues, "cue")) in \(counted(figures.utterances, "utterance")), "
            + "\(share) % fit, \(figures.overruns) run over; drift: median "
            + "\(decimal(Double(figures.medianDrift) / 1000, places: 2)) s, worst "
            + "\(decimal(Double(figures.worstDrift) / 1000, places: 2)) s" + packsLine
    }

    private var packsLine: String {
        guard figures.packs > 0 else { return "" }
        return "; \(figures.cut) cut out of \(counted(figures.packs, "shared call")), "
            + "\(figures.boughtAlone) bought alone after all, \(callsSaved) calls saved"
    }

    /// Below zero where cutting failed so often that sharing cost more.
    private var callsSaved: Int { figures.cut - figures.packs }
}
