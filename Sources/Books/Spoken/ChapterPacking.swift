/// Neighbouring chapters that are spoken together, as one track.
public struct ChapterGroup: Hashable, Sendable {
    /// The chapters, in order; at least one.
    public let chapters: [SpokenChapter]

    /// A group of these chapters, at least one.
    public init(chapters: [SpokenChapter]) {
        self.chapters = chapters
    }

    /// Their title for people: the one title, or the first and the last; a chapter without a title
    /// is called by its number.
    public var title: String {
        let titles = [chapters.first, chapters.last].compactMap { chapter in
            chapter.map { $0.title ?? String($0.number) }
        }
        return chapters.count == 1 ? titles[0] : titles.joined(separator: " – ")
    }

    /// Who speaks what: the stretches of the one chapter, or the chapters' texts joined by blank
    /// lines.
    public var stretches: [SpokenChapter.Stretch] {
        guard chapters.count > 1, let first = chapters.first?.stretches.first else {
            return chapters.first?.stretches ?? []
        }
        let texts = chapters.flatMap(\.stretches).map(\.text)
        return [
            SpokenChapter.Stretch(
                text: texts.joined(separator: SpokenChapter.joiner), voiceID: first.voiceID)
        ]
    }

    /// Packs neighbouring short chapters into as few groups as a limit allows, order kept; among the
    /// ways to do so, into the most even ones.
    ///
    /// A group of several chapters has at most `limit` Unicode scalars, what joins the chapters
    /// with them, and one voice. A chapter in several voices, and one longer than the limit, is a
    /// group by itself.
    public static func packing(_ chapters: [SpokenChapter], limit: Int) -> [ChapterGroup] {
        var packing = ChapterPacking(chapters, limit: limit)
        return packing.groups().map { ChapterGroup(chapters: Array(chapters[$0])) }
    }
}

/// The best way to pack chapters, found from front to back.
private struct ChapterPacking {
    /// The best way to pack the chapters up to one.
    private struct Best {
        var groupCount: Int
        /// The least where the groups are the most even.
        var sumOfSquares: Double
        /// Where its last group begins.
        var start: Int
    }

    private let counts: [Int]
    /// What chapters of one group have in common; nil for one that is always alone.
    private let voices: [String??]
    private let limit: Int
    private var best = [Best(groupCount: 0, sumOfSquares: 0, start: 0)]

    init(_ chapters: [SpokenChapter], limit: Int) {
        counts = chapters.map(\.scalarCount)
        voices = chapters.map { $0.stretches.count == 1 ? .some($0.stretches[0].voiceID) : nil }
        self.limit = limit
    }

    mutating func groups() -> [Range<Int>] {
        for end in counts.indices { best.append(best(endingWith: end)) }
        var groups: [Range<Int>] = []
        var end = counts.count
        while end > 0 {
            groups.append(best[end].start..<end)
            end = best[end].start
        }
        return groups.reversed()
    }

    /// The best way to pack the chapters up to and with one.
    private func best(endingWith last: Int) -> Best {
        var size = counts[last]
        var found = candidate(start: last, size: size)
        var start = last - 1
        while start >= 0, let voice = voices[last], voices[start] == .some(voice) {
            size += counts[start] + SpokenChapter.joiner.unicodeScalars.count
            guard size <= limit else { break }
            let next = candidate(start: start, size: size)
            if (next.groupCount, next.sumOfSquares) < (found.groupCount, found.sumOfSquares) {
                found = next
            }
            start -= 1
        }
        return found
    }

    private func candidate(start: Int, size: Int) -> Best {
        Best(
            groupCount: best[start].groupCount + 1,
            sumOfSquares: best[start].sumOfSquares + Double(size) * Double(size), start: start)
    }
}
