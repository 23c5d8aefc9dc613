import Texts

/// When the passages of a track are spoken, as finely as it is known.
///
/// Known is where each clip begins, and what pauses tell: a seam of the text that belongs to one pause
/// for sure. What stands between two known times is shown together. It is some sentences of a
/// passage, or, where a seam between passages is not known, these passages as a whole; a time is never
/// estimated.
struct TrackTimes: Hashable, Sendable {
    /// What is heard one after the other, from the track's start to its end without a gap.
    private(set) var units: [TimedUnit] = []

    private let passages: [PassageSentences]
    /// The length of the track in milliseconds.
    private let length: Int

    /// A sentence, and how many letters are spoken before it.
    private struct Sentence {
        let passage: Int
        let number: Int
        let start: Int
    }

    /// Finds the times of a track.
    ///
    /// Where the clips say another text than the passages, all passages are one unit.
    ///
    /// - Parameter length: of the track.
    init(_ passages: [PassageSentences], clips: [SpokenClip], length: Duration) {
        self.passages = passages
        self.length = Int(length.milliseconds)
        var sentences: [Sentence] = []
        var letterCount = 0
        for (index, passage) in passages.enumerated() where passage.letterCount > 0 {
            for (number, count) in passage.letterCounts.enumerated() {
                sentences.append(Sentence(passage: index, number: number, start: letterCount))
                letterCount += count
            }
        }
        guard let first = sentences.first, let last = sentences.last, self.length > 0 else {
            return
        }
        let counts = clips.map(\.text.spokenLetterCount)
        guard counts.reduce(0, +) == letterCount else {
            units = [
                TimedUnit(
                    passages: first.passage..<(last.passage + 1), sentences: nil,
                    time: 0..<self.length)
            ]
            return
        }
        let known = Self.times(of: sentences, clips, letterCounts: counts)
        addUnits(of: sentences, starts: milliseconds(known))
    }

    /// When each sentence begins; nil where that is not known.
    private static func times(
        of sentences: [Sentence], _ clips: [SpokenClip], letterCounts: [Int]
    ) -> [Duration?] {
        var times: [Int: Duration] = [:]
        var start = 0
        for (clip, count) in zip(clips, letterCounts) where count > 0 {
            times[start] = clip.start
            let end = start + count
            let inner = sentences.filter { $0.start > start && $0.start < end }
            // Pauses too few for all sentences may still do for the passages.
            for seams in [inner, inner.filter { $0.number == 0 }] {
                let found = clip.times(of: seams.map { $0.start - start }, letterCount: count)
                guard let found else { continue }
                for (seam, time) in zip(seams, found) { times[seam.start] = time }
                break
            }
            start = end
        }
        return sentences.map { times[$0.start] }
    }

    /// The times that rise, in milliseconds; the first is the track's start.
    private func milliseconds(_ times: [Duration?]) -> [Int?] {
        var last = 0
        return times.enumerated().map { index, time in
            guard index > 0 else { return 0 }
            guard let time = time?.wholeMilliseconds, time > last, time < length else {
                return nil
            }
            last = time
            return time
        }
    }

    private mutating func addUnits(of sentences: [Sentence], starts: [Int?]) {
        // Whole passages that no known time parts, as ranges of sentences.
        let seams = sentences.indices.filter { sentences[$0].number == 0 && starts[$0] != nil }
        for (start, end) in zip(seams, seams.dropFirst() + [sentences.count]) {
            let (first, last) = (sentences[start].passage, sentences[end - 1].passage)
            let isOne = first == last
            let cuts = isOne ? (start..<end).filter { starts[$0] != nil } : [start]
            for (cut, next) in zip(cuts, cuts.dropFirst() + [end]) {
                let isWhole = !isOne || cuts.count == 1
                let until = next < sentences.count ? starts[next] : nil
                units.append(
                    TimedUnit(
                        passages: first..<(last + 1),
                        sentences: isWhole
                            ? nil : sentences[cut].number..<(sentences[next - 1].number + 1),
                        time: (starts[cut] ?? 0)..<(until ?? length)))
            }
        }
    }
}
