import Foundation

/// Where a pack's sound is cut into its utterances: at silences, by dynamic programming.
///
/// A cut costs less the longer its silence, and a part costs more the farther its length is from its
/// expected share of the speech. The cuts of least cost together are taken; how sure each is follows
/// from what the next best place for it would have cost.
package struct PackCuts: Hashable, Sendable {
    /// A stretch without speech, in seconds from the sound's start.
    package struct Silence: Hashable, Sendable {
        /// Where it begins.
        package let start: Double
        /// Where it ends.
        package let end: Double

        /// A silence between two times.
        package init(start: Double, end: Double) {
            self.start = start
            self.end = end
        }

        var length: Double { end - start }
        var middle: Double { (start + end) / 2 }
    }

    /// A part of the sound.
    package struct Part: Hashable, Sendable {
        /// Where it begins, in seconds.
        package let start: Double
        /// Where it ends, in seconds.
        package let end: Double
        /// How sure its two cuts are, from 0 to 1.
        package let confidence: Double
    }

    /// The parts, one for each utterance, in order.
    package let parts: [Part]

    /// Cuts the speech in a sound, in the sound's own times; nil if it has fewer pauses than cuts.
    ///
    /// - Parameters:
    ///   - speech: from the first to the last words.
    ///   - pauses: the pauses within the speech, in order.
    ///   - weights: how long each text is expected to be, in any unit; each above 0.
    package init?(speech: Range<Duration>, pauses: [Range<Duration>], weights: [Double]) {
        let start = speech.lowerBound / .seconds(1)
        func seconds(_ time: Duration) -> Double { (time - speech.lowerBound) / .seconds(1) }
        let cuts = PackCuts(
            length: seconds(speech.upperBound),
            silences: pauses.map {
                Silence(start: seconds($0.lowerBound), end: seconds($0.upperBound))
            }, weights: weights)
        guard let cuts else { return nil }
        parts = cuts.parts.map {
            Part(start: $0.start + start, end: $0.end + start, confidence: $0.confidence)
        }
    }

    /// Cuts a sound; nil if it has fewer silences than cuts.
    ///
    /// - Parameters:
    ///   - length: the sound's length, in seconds.
    ///   - silences: its silences in order, those at its ends left out.
    ///   - weights: how long each utterance is expected to be, in any unit; each above 0.
    package init?(length: Double, silences: [Silence], weights: [Double]) {
        guard !weights.isEmpty, silences.count >= weights.count - 1, length > 0 else { return nil }
        let table = CutTable(length: length, silences: silences, weights: weights)
        guard let parts = table.parts() else { return nil }
        self.parts = parts
    }
}

/// The least costs up to each silence and from it on, for each cut.
private struct CutTable {
    private let length: Double
    private let silences: [PackCuts.Silence]
    /// The expected length of each part.
    private let expected: [Double]
    private var before: [[Double]] = []
    private var after: [[Double]] = []
    private var previous: [[Int]] = []

    /// A part may differ from its expected length by this share of it and this much more, at a cost
    /// of 1.
    private static let tolerance = (share: 0.25, seconds: 0.15)
    /// From here on a silence is a pause between sentences rather than within a word.
    private static let usualPause = 0.15

    init(length: Double, silences: [PackCuts.Silence], weights: [Double]) {
        self.length = length
        self.silences = silences
        let speech = length - silences.reduce(0) { $0 + $1.length }
        // Silences within utterances belong to them: those longest are the cuts, roughly.
        let pauses = silences.map(\.length).sorted(by: >).dropFirst(weights.count - 1)
        let scale = (speech + pauses.reduce(0, +)) / weights.reduce(0, +)
        expected = weights.map { $0 * scale }
        fill()
    }

    /// What it costs that a part lies between two times.
    private func cost(of part: Int, from start: Double, to end: Double) -> Double {
        let width = Self.tolerance.share * expected[part] + Self.tolerance.seconds
        let deviation = (end - start - expected[part]) / width
        return deviation * deviation
    }

    private func cost(of silence: PackCuts.Silence) -> Double {
        -2 * log(max(silence.length, 0.01) / Self.usualPause)
    }

    /// Whether a part could last from one silence to another: none is five times as long as
    /// expected.
    private func mayReach(
        _ later: PackCuts.Silence, from earlier: PackCuts.Silence, part: Int
    ) -> Bool {
        later.start - earlier.end <= 5 * expected[part] + 5
    }

    private mutating func fill() {
        let cuts = expected.count - 1
        let infinite = Double.infinity
        before = Array(repeating: Array(repeating: infinite, count: silences.count), count: cuts)
        after = before
        previous = Array(repeating: Array(repeating: -1, count: silences.count), count: cuts)
        for cut in 0..<cuts {
            for place in silences.indices where place >= cut {
                let own = cost(of: silences[place])
                guard cut > 0 else {
                    before[0][place] = own + cost(of: 0, from: 0, to: silences[place].start)
                    continue
                }
                for earlier in ((cut - 1)..<place).reversed() {
                    guard mayReach(silences[place], from: silences[earlier], part: cut) else {
                        break
                    }
                    let total =
                        before[cut - 1][earlier] + own
                        + cost(of: cut, from: silences[earlier].end, to: silences[place].start)
                    if total < before[cut][place] {
                        before[cut][place] = total
                        previous[cut][place] = earlier
                    }
                }
            }
        }
        for cut in (0..<cuts).reversed() {
            for place in silences.indices where silences.count - place >= cuts - cut {
                guard cut < cuts - 1 else {
                    after[cut][place] = cost(of: cut + 1, from: silences[place].end, to: length)
                    continue
                }
                for later in (place + 1)..<silences.count {
                    guard mayReach(silences[later], from: silences[place], part: cut + 1) else {
                        break
                    }
                    let total =
                        after[cut + 1][later] + cost(of: silences[later])
                        + cost(
                            of: cut + 1, from: silences[place].end, to: silences[later].start)
                    after[cut][place] = min(after[cut][place], total)
                }
            }
        }
    }

    /// The parts; nil where no choice of silences comes near the expected lengths.
    func parts() -> [PackCuts.Part]? {
        guard let chosen = chosenCuts() else { return nil }
        let sure = chosen.indices.map { confidence(ofCut: $0, at: chosen[$0]) }
        return expected.indices.map { part in
            PackCuts.Part(
                start: part == 0 ? 0 : silences[chosen[part - 1]].middle,
                end: part == chosen.count ? length : silences[chosen[part]].middle,
                confidence: min(
                    part == 0 ? 1 : sure[part - 1], part == chosen.count ? 1 : sure[part]))
        }
    }

    private func chosenCuts() -> [Int]? {
        guard let last = before.indices.last else { return [] }
        let totals = silences.indices.map { before[last][$0] + after[last][$0] }
        guard var place = totals.indices.min(by: { totals[$0] < totals[$1] }),
            totals[place].isFinite
        else { return nil }
        var chosen = [place]
        for cut in (0...last).reversed().dropLast() {
            place = previous[cut][place]
            chosen.append(place)
        }
        return chosen.reversed()
    }

    /// From what the next best place costs more: nothing is 0, much is 1.
    private func confidence(ofCut cut: Int, at place: Int) -> Double {
        let best = before[cut][place] + after[cut][place]
        let other =
            silences.indices.filter { $0 != place }
            .map { before[cut][$0] + after[cut][$0] }.min() ?? .infinity
        return other.isFinite ? 1 - exp(best - other) : 1
    }
}
