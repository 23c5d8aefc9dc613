import Subtitles

/// Texts with their times, to find what is drawn several times and said once.
package struct SaidTexts {
    /// A text that is said.
    fileprivate struct Entry {
        /// The index of its cue among those that are spoken.
        let index: Int
        let start: Duration
        var end: Duration
        let layer: Int
        let style: String?
    }

    /// What has been said with the same words.
    fileprivate struct Said {
        /// By their starts.
        var entries: [Entry] = []
        var longest = Duration.zero
        var lastNumber = 0
    }

    /// A pause between two pictures that is too short to be seen.
    fileprivate static let touch = Duration.milliseconds(50)
    private var texts: [String: Said] = [:]
    /// Whether cues are drawn on layers and moved frame by frame, as in ASS.
    private let areDrawn: Bool

    init(areDrawn: Bool) {
        self.areDrawn = areDrawn
    }

    /// The index of the spoken cue that has said a text already; nil if none has, so that it has now.
    ///
    /// - Parameter index: where the cue is going to stand among those that are spoken.
    mutating func copy(of part: SpokenCue, in cue: Cue, at index: Int) -> Int? {
        let entry = Entry(
            index: index, start: part.start, end: part.end, layer: cue.layer, style: cue.style)
        let isFrame = SaidTexts.isFrame(part)
        return texts[part.text, default: Said()]
            .copy(of: entry, number: part.number, isFrame: isFrame, areDrawn: areDrawn)
    }

    /// Whether a cue is over long before its words could be said.
    private static func isFrame(_ part: SpokenCue) -> Bool {
        let length = part.end - part.start
        return length < .milliseconds(200)
            || length < .milliseconds(25 * part.text.unicodeScalars.count)
    }
}

extension SaidTexts.Said {
    fileprivate mutating func copy(
        of entry: SaidTexts.Entry, number: Int, isFrame: Bool, areDrawn: Bool
    ) -> Int? {
        // Of equal texts in one cue, one is enough to find their copies in later cues.
        if lastNumber == number { return nil }
        let reach = areDrawn ? longest + SaidTexts.touch : .zero
        let end = areDrawn ? entry.end + SaidTexts.touch : entry.start
        var place = firstPlace(from: entry.start - reach)
        while place < entries.count, entries[place].start <= end {
            if isCopy(entry, of: entries[place], isFrame: isFrame, areDrawn: areDrawn) {
                extend(place, to: entry.end)
                return entries[place].index
            }
            place += 1
        }
        entries.insert(entry, at: firstPlace(from: entry.start))
        longest = max(longest, entry.end - entry.start)
        lastNumber = number
        return nil
    }

    private mutating func extend(_ place: Int, to end: Duration) {
        entries[place].end = max(entries[place].end, end)
        longest = max(longest, entries[place].end - entries[place].start)
    }

    private func isCopy(
        _ entry: SaidTexts.Entry, of other: SaidTexts.Entry, isFrame: Bool, areDrawn: Bool
    ) -> Bool {
        if other.start == entry.start, other.end == entry.end { return true }
        guard areDrawn else { return false }
        let overlaps = other.start < entry.end && entry.start < other.end
        let touches =
            isFrame && other.start <= entry.end + SaidTexts.touch
            && entry.start <= other.end + SaidTexts.touch
        return overlaps
            ? other.layer != entry.layer || other.style == entry.style
            : touches && other.style == entry.style
    }

    /// Where the first entry stands that begins at a time or later.
    private func firstPlace(from start: Duration) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].start < start { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
