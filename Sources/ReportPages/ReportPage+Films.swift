import BatchRun
import Foundation
import Reports
import Texts

extension ReportPage {
    /// How many of the utterances that fit worst are listed.
    private static let maximumWorst = 20

    /// What a film's section gets.
    func values(of film: FilmAccount, anchor: String) -> PageValues {
        let worst = film.worst(Self.maximumWorst)
        var values: PageValues = [
            "anchor": anchor, "output": film.summary.output, "summary": "\(film.summary)",
            "address": tracks.address(of: film.summary.output),
            "hasRows": !film.utterances.isEmpty, "fitFile": film.fitFile,
            "stretches": film.stretches.map {
                ["from": $0.from, "to": $0.to, "count": $0.count] as PageValues
            },
            "hasWorst": !worst.isEmpty, "worstCount": worst.count,
            "worst": worst.map(values(of:)), "hasUnspoken": !film.unspoken.isEmpty,
            "unspokenCount": film.unspoken.count,
            "unspoken": film.unspoken.map {
                ["cue": $0.cue, "reason": $0.reason, "text": $0.text] as PageValues
            },
        ]
        values["problem"] = film.problem
        return values
    }

    private func values(of line: FilmAccount.Utterance) -> PageValues {
        [
            "seconds": seconds(line.start), "at": clockLength(Int(line.start * 1000)),
            "text": line.text, "drift": seconds(line.drift), "overrun": seconds(line.overrun),
            "stretch": decimal(line.stretch, places: 2), "verdict": line.verdict,
        ]
    }

    private func seconds(_ value: Double) -> String { decimal(value, places: 2) }

    /// What a film's drawings get.
    func data(of film: FilmAccount) -> [String: Any] {
        func exact(_ value: Double) -> Decimal { Decimal(string: decimal(value, places: 3)) ?? 0 }
        return [
            "output": film.summary.output, "address": tracks.address(of: film.summary.output),
            "stretchWords": "How much speech was sped up, by utterances",
            "driftWords": "How late speech begins, over the film",
            "stretches": film.stretches.map { bin -> [String: Any] in
                ["from": bin.from, "to": bin.to, "count": bin.count, "kind": bin.kind]
            },
            "rows": film.utterances.map { line -> [Any] in
                [
                    exact(line.cueStart), exact(line.cueStart + line.slot), exact(line.start),
                    exact(line.end), exact(line.drift), exact(line.stretch), line.kind, line.text,
                ]
            },
        ]
    }
}

extension FilmAccount.Utterance {
    /// How it is drawn.
    fileprivate var kind: String {
        overrun > 0 ? "failed" : isComfortable && drift <= 0.3 ? "done" : "doubt"
    }
}

extension FilmAccount {
    /// A range of stretches.
    fileprivate struct Bin {
        let from: String
        let to: String
        let kind: String
        var count = 0
    }

    /// The utterances by how much they were sped up, in tenths, the last with all beyond.
    fileprivate var stretches: [Bin] {
        let names = (10...16).map { decimal(Double($0) / 10, places: 1) }
        var bins = [Bin(from: "1.0", to: "1.0", kind: "fill-done")]
        for tenth in 0..<6 {
            bins.append(
                Bin(
                    from: tenth == 0 ? "over 1.0" : names[tenth],
                    to: tenth == 5 ? "any" : names[tenth + 1],
                    kind: tenth < 2 ? "fill-done" : "fill-doubt"))
        }
        for line in utterances {
            let tenth = Int(((line.stretch - 1) * 10).rounded(.down))
            bins[line.stretch <= 1 ? 0 : min(5, max(0, tenth)) + 1].count += 1
        }
        return bins
    }
}
