package import SpeechTasks

/// Neighbouring chapters that are spoken together, as one track.
package struct ChapterGroup: Hashable, Sendable {
    /// The chapters, in order; at least one.
    package let chapters: [SpokenChapter]

    /// A group of these chapters, at least one.
    package init(chapters: [SpokenChapter]) {
        self.chapters = chapters
    }

    /// Their title for people: the one title, or the first and the last; a chapter without a title
    /// is called by its number.
    package var title: String {
        let titles = [chapters.first, chapters.last].compactMap { chapter in
            chapter.map { $0.title ?? String($0.number) }
        }
        return chapters.count == 1 ? titles[0] : titles.joined(separator: " – ")
    }

    /// Who speaks what: the stretches of the one chapter, or the chapters' texts joined by blank
    /// lines.
    package var stretches: [SpokenChapter.Stretch] {
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
    /// A group of several chapters is within the limit, what joins the chapters counted with them,
    /// and has one voice. A chapter in several voices, and one longer than the limit, is a group by
    /// itself. Evenness counts in characters, or in bytes where the chapters together fill more of
    /// the limit's bytes.
    package static func packing(_ chapters: [SpokenChapter], limit: TextLimit) -> [ChapterGroup] {
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

    private let lengths: [Length]
    /// What chapters of one group have in common; nil for one that is always alone.
    private let voices: [String??]
    private let limit: TextLimit
    private let isBoundByBytes: Bool
    private var best = [Best(groupCount: 0, sumOfSquares: 0, start: 0)]

    init(_ chapters: [SpokenChapter], limit: TextLimit) {
        lengths = chapters.map(Length.init)
        voices = chapters.map { $0.stretches.count == 1 ? .some($0.stretches[0].voiceID) : nil }
        self.limit = limit
        let total = lengths.reduce(Length(), +)
        isBoundByBytes = limit.isBoundByBytes(characters: total.characters, bytes: total.bytes)
    }

    mutating func groups() -> [Range<Int>] {
        for end in lengths.indices { best.append(best(endingWith: end)) }
        var groups: [Range<Int>] = []
        var end = lengths.count
        while end > 0 {
            groups.append(best[end].start..<end)
            end = best[end].start
        }
        return groups.reversed()
    }

    /// The best way to pack the chapters up to and with one.
    private func best(endingWith last: Int) -> Best {
        var length = lengths[last]
        var found = candidate(start: last, length)
        var start = last - 1
        while start >= 0, let voice = voices[last], voices[start] == .some(voice) {
            length = lengths[start] + Length(SpokenChapter.joiner) + length
            guard limit.allows(characters: length.characters, bytes: length.bytes) else { break }
            let next = candidate(start: start, length)
            if (next.groupCount, next.sumOfSquares) < (found.groupCount, found.sumOfSquares) {
                found = next
            }
            start -= 1
        }
        return found
    }

    private func candidate(start: Int, _ length: Length) -> Best {
        let size = Double(isBoundByBytes ? length.bytes : length.characters)
        return Best(
            groupCount: best[start].groupCount + 1,
            sumOfSquares: best[start].sumOfSquares + size * size, start: start)
    }
}

/// How long what is spoken is, in Unicode scalars and in bytes of UTF-8.
private struct Length {
    var characters = 0
    var bytes = 0

    init() {}

    init(_ text: String) {
        characters = text.unicodeScalars.count
        bytes = text.utf8.count
    }

    init(_ chapter: SpokenChapter) {
        self = chapter.stretches.reduce(Length()) { $0 + Length($1.text) }
    }

    static func + (left: Length, right: Length) -> Length {
        var sum = left
        sum.characters += right.characters
        sum.bytes += right.bytes
        return sum
    }
}
