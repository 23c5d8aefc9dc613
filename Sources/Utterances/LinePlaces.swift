/// Where lines stand, so that nobody has to say two things at once.
///
/// Lines of one speaker that begin together share the time until the last of them is over, by their
/// share of its characters.
struct LinePlaces {
    /// A line at the time that it has for itself.
    struct Placed {
        let line: TimedLine
        /// Whether it begins together with an earlier line of its speaker in the film.
        let sharesStart: Bool
    }

    /// The lines, by their start.
    let placed: [Placed]

    init(_ lines: [TimedLine]) {
        let ordered = LinePlaces.ordered(lines.map { Placed(line: $0, sharesStart: false) })
        var placed: [Placed] = []
        var rest = ordered[...]
        while let first = rest.first {
            let together = rest.prefix { $0.line.start == first.line.start }.map(\.line)
            placed += LinePlaces.shared(together)
            rest = rest.dropFirst(together.count)
        }
        self.placed = LinePlaces.ordered(placed)
    }

    private static func ordered(_ places: [Placed]) -> [Placed] {
        places.enumerated()
            .sorted { ($0.element.line.start, $0.offset) < ($1.element.line.start, $1.offset) }
            .map(\.element)
    }

    /// Lines that begin together, each at its share of its speaker's time.
    private static func shared(_ lines: [TimedLine]) -> [Placed] {
        guard lines.count > 1 else { return lines.map { Placed(line: $0, sharesStart: false) } }
        var totals: [LineSpeaker: (count: Int, end: Duration)] = [:]
        for line in lines {
            let total = totals[LineSpeaker(line)] ?? (0, line.end)
            let count = total.count + line.text.unicodeScalars.count
            totals[LineSpeaker(line)] = (count, max(total.end, line.end))
        }
        var before: [LineSpeaker: Int] = [:]
        return lines.map { line in
            let speaker = LineSpeaker(line)
            let count = before[speaker, default: 0]
            let next = count + line.text.unicodeScalars.count
            let isFirst = before.updateValue(next, forKey: speaker) == nil
            guard let total = totals[speaker], !isFirst || next < total.count else {
                return Placed(line: line, sharesStart: false)
            }
            let length = (total.end - line.start) / max(1, total.count)
            return Placed(
                line: line.moved(to: line.start + length * count, end: line.start + length * next),
                sharesStart: !isFirst)
        }
    }
}

/// Who says a line, and in which voice.
struct LineSpeaker: Hashable {
    private let name: String?
    private let voiceID: String

    init(_ line: TimedLine) {
        name = line.speaker
        voiceID = line.voiceID
    }
}
