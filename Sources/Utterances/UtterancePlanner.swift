import Sentences

/// Joins the lines of a film to utterances, each one call.
///
/// Lines are joined while a sentence runs on, its speaker and voice stay the same, and the pause
/// between them is short; and only as long as the words do not run far ahead of the picture.
package struct UtterancePlanner: Sendable {
    /// The longest pause over which lines are joined; nil joins none.
    package let joinGap: Duration?
    /// How fast is spoken, to know where a line would stand within its utterance.
    private let rate: SpeechRate
    private let sentences: SentenceSeams

    /// What is left free before the next utterance begins.
    package static let pause = Duration.milliseconds(50)
    /// How far a line may be spoken ahead of its cue: more, and a viewer hears what is not shown yet.
    static let maximumLead = Duration.seconds(1)
    /// The longest utterance that is put together, in the film and as it is expected to be spoken: over
    /// it, small errors of its places add up.
    static let maximumLength = Duration.seconds(20)

    /// - Parameters:
    ///   - joinGap: the longest pause over which lines are joined; nil joins none.
    ///   - rate: how fast the language is spoken.
    package init(joinGap: Duration?, rate: SpeechRate) {
        self.joinGap = joinGap
        self.rate = rate
        sentences = SentenceSeams(language: rate.language)
    }

    /// The utterances of a film, by their start.
    ///
    /// - Parameter length: the film's length; nil is up to the last line's end.
    package func utterances(of lines: [TimedLine], length: Duration? = nil) -> [Utterance] {
        let placed = LinePlaces(lines).placed
        let punctuates = Self.punctuates(placed.map(\.line))
        var groups: [Group] = []
        var lastOfSpeaker: [LineSpeaker: Int] = [:]
        for place in placed {
            let speaker = LineSpeaker(place.line)
            let speech = rate.duration(of: place.line.text)
            if let last = lastOfSpeaker[speaker],
                last == groups.count - 1 || place.sharesStart,
                joins(place, speech, to: groups[last], punctuates: punctuates)
            {
                groups[last].add(place.line, speech)
            } else {
                lastOfSpeaker[speaker] = groups.count
                groups.append(Group(place.line, speech))
            }
        }
        let ends = Self.slots(of: groups.map(\.lines), length: length)
        return zip(groups, ends).map { Utterance(lines: $0.lines, slotEnd: $1) }
    }

    /// Lines that are one utterance so far.
    private struct Group {
        private(set) var lines: [TimedLine]
        /// What is spoken of them.
        private(set) var text: String
        /// How long that is expected to take.
        private(set) var speech: Duration

        init(_ line: TimedLine, _ speech: Duration) {
            lines = [line]
            text = line.text
            self.speech = speech
        }

        mutating func add(_ line: TimedLine, _ speech: Duration) {
            lines.append(line)
            text = Utterance.joined(text, line.text)
            self.speech += speech
        }
    }

    private func joins(
        _ place: LinePlaces.Placed, _ speech: Duration, to group: Group, punctuates: Bool
    ) -> Bool {
        let line = place.line
        guard let joinGap, let last = group.lines.last, line.start - last.end <= joinGap,
            line.end - group.lines[0].start <= Self.maximumLength,
            group.speech + speech <= Self.maximumLength
        else { return false }
        if place.sharesStart { return true }
        guard group.lines[0].start + group.speech + Self.maximumLead >= line.start else {
            return false
        }
        return runsOn(group.text, line.text, punctuates: punctuates)
    }

    /// Whether a sentence goes on over the seam of two texts.
    ///
    /// Where a file hardly punctuates, the end of a line is as good as a full stop.
    private func runsOn(_ text: String, _ next: String, punctuates: Bool) -> Bool {
        let opening = next.unicodeScalars.first { !$0.isOpeningMark }
        if Self.ends(text, with: "…", "...", ",", "，", "、", "،", "-", "–", "—")
            || next.hasPrefix("…") || next.hasPrefix("...")
        {
            return true
        }
        if let opening, opening.properties.isLowercase { return true }
        guard punctuates else { return false }
        // The scanner knows abbreviations; what it takes for one sentence over the seam runs on.
        let last = sentences.sentences(of: text).last ?? text
        return sentences.sentences(of: Utterance.joined(last, next)).first != last
    }

    private static func ends(_ text: String, with endings: String...) -> Bool {
        endings.contains { text.hasSuffix($0) }
    }

    /// Whether at least a third of the lines end in a mark of a sentence's end.
    private static func punctuates(_ lines: [TimedLine]) -> Bool {
        let marks = ".!?…。！？؟।".unicodeScalars
        let ended = lines.filter { line in
            line.text.unicodeScalars.reversed().first { !$0.isClosingMark }
                .map(marks.contains) ?? false
        }
        return ended.count * 3 >= lines.count
    }

    /// When each group of lines should be over.
    ///
    /// Before the same speaker's next words, and before anybody's unless its own cue lasts longer:
    /// people who talk at once in the film do so in the track. Nothing lasts longer than the film.
    private static func slots(of groups: [[TimedLine]], length: Duration?) -> [Duration] {
        var ends = [Duration](repeating: .zero, count: groups.count)
        var nextOfSpeaker: [LineSpeaker: Duration] = [:]
        var next: Duration?
        for index in groups.indices.reversed() {
            let lines = groups[index]
            let ownEnd = lines.map(\.end).max() ?? lines[0].end
            let speaker = LineSpeaker(lines[0])
            var end = max(ownEnd, next.map { $0 - pause } ?? length ?? ownEnd)
            if let own = nextOfSpeaker[speaker] { end = min(end, own - pause) }
            ends[index] = max(lines[0].start, length.map { min(end, $0) } ?? end)
            nextOfSpeaker[speaker] = lines[0].start
            next = lines[0].start
        }
        return ends
    }
}

extension Unicode.Scalar {
    fileprivate var isOpeningMark: Bool {
        switch properties.generalCategory {
        case .openPunctuation, .initialPunctuation, .spaceSeparator, .dashPunctuation: true
        default: self == "\"" || self == "'"
        }
    }

    fileprivate var isClosingMark: Bool {
        switch properties.generalCategory {
        case .closePunctuation, .finalPunctuation, .spaceSeparator: true
        default: self == "\"" || self == "'"
        }
    }
}
