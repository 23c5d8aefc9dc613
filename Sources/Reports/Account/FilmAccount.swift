package import BatchRun
import Foundation

/// How a voice track fits its film, utterance by utterance, as the file beside it says.
package struct FilmAccount: Sendable {
    /// The figures that the ledger keeps.
    package let summary: FitSummary
    /// The file beside the track, relative to the output folder.
    package let fitFile: String
    /// Its utterances; empty where the file cannot be read.
    package var utterances: [Utterance] = []
    /// What is not spoken.
    package var unspoken: [Unspoken] = []
    /// Why the file says nothing; nil where it does.
    package var problem: String?

    /// An utterance; times are seconds from the film's start.
    package struct Utterance: Decodable, Sendable {
        package let cueStart: Double
        package let slot: Double
        package let start: Double
        package let end: Double
        package let stretch: Double
        package let drift: Double
        package let overrun: Double
        package let verdict: String
        package let text: String

        enum CodingKeys: String, CodingKey {
            case cueStart = "cue_start_s"
            case slot = "slot_s"
            case start = "start_s"
            case end = "end_s"
            case stretch
            case drift = "drift_s"
            case overrun = "overrun_s"
            case verdict
            case text
        }
    }

    /// A place that is not spoken.
    package struct Unspoken: Decodable, Sendable {
        package let cue: Int
        package let reason: String
        package let text: String
    }

    private struct File: Decodable {
        let rows: [Utterance]
        let unspoken: [Unspoken]

        enum CodingKeys: String, CodingKey {
            case rows
            case unspoken = "not_spoken"
        }
    }

    /// How the track of a summary fits.
    ///
    /// - Parameter folder: the output folder.
    package init(_ summary: FitSummary, folder: String) {
        self.summary = summary
        let ending = (summary.output as NSString).pathExtension
        let stem = ending.isEmpty ? summary.output[...] : summary.output.dropLast(ending.count + 1)
        fitFile = "\(stem).fit.json"
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(fitFile)"))
            let file = try JSONDecoder().decode(File.self, from: data)
            utterances = file.rows
            unspoken = file.unspoken
        } catch is DecodingError {
            problem = "\(fitFile) beside the track is not as the run wrote it"
        } catch {
            problem = "\(fitFile) is not beside the track any more"
        }
    }

    /// The utterances that fit worst, the worst first: none that begin in time, end in time and are
    /// hardly sped up.
    package func worst(_ count: Int) -> [Utterance] {
        let misfits = utterances.filter { $0.misfit > 0 }
        return Array(misfits.sorted { $0.misfit > $1.misfit }.prefix(count))
    }
}

extension FilmAccount.Utterance {
    /// Up to here hardly anybody hears that speech was sped up.
    private static let comfortableStretch = 1.2

    /// Seconds late and over, and what it was sped up beyond comfort; 0 for what fits.
    var misfit: Double {
        max(0, drift) + max(0, overrun) + max(0, stretch - Self.comfortableStretch)
    }

    /// Whether it is over within its slot, and hardly sped up.
    package var isComfortable: Bool { overrun <= 0 && stretch <= Self.comfortableStretch }
}
