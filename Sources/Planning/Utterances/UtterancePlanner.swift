/// Joins the lines of a film to utterances, each one call.
///
/// Lines are joined while a sentence runs on, its speaker and voice stay the same, and the pause
/// between them is short; and only as long as the words do not run far ahead of the picture.
public struct UtterancePlanner: Sendable {
    /// The longest pause over which lines are joined; nil joins none.
    public let joinGap: Duration?
    /// How fast is spoken, to know where a line would stand within its utterance.
    private let rate: SpeechRate
    private let sentences: SentenceSeams

    /// What is left free before the next utterance begins.
    public static let pause = Duration.milliseconds(50)
    /// How far a line may be spoken ahead of its cue: more, and a viewer hears what is not shown yet.
    static let maximumLead = Duration.seconds(1)
    /// The longest utterance that is put together: over it, small errors of its places add up.
    static let maximumLength = Duration.seconds(20)

    /// - Parameters:
    ///   - joinGap: the longest pause over which lines are joined; nil joins none.
    ///   - rate: how fast the language is spoken.
    public init(joinGap: Duration?, rate: SpeechRate) {
        self.joinGap = joinGap
        self.rate = rate
        sentences = SentenceSeams(language: rate.language)
    }

    /// The utterances of a film, by their start.
    ///
    /// - Parameter length: the film's length; nil is up to the last line's end.
    public func utterances(of lines: [TimedLine], length: Duration? = nil) -> [Utterance] {
        let ordered = lines.enumerated()
            .sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
            .map(\.element)
        let punctuates = Self.punctuates(ordered)
        var groups: [[TimedLine]] = []
        for line in ordered {
            if let group = groups.last, joins(line, to: group, punctuates: punctuates) {
                groups[groups.count - 1].append(line)
            } else {
                groups.append([line])
            }
        }
        return Self.slots(of: groups, length: length).enumerated().map { index, end in
            Utterance(lines: groups[index], slotEnd: end)
        }
    }

    private func joins(_ line: TimedLine, to group: [TimedLine], punctuates: Bool) -> Bool {
        guard let last = group.last, line.hasSpeaker(of: last) else { return false }
        // Nobody says two things at once, so there is no slot between them.
        if line.start <= last.start { return true }
        guard let joinGap, line.start - last.end <= joinGap,
            line.end - group[0].start <= Self.maximumLength
        else { return false }
        let text = Utterance.text(joining: group.map(\.text))
        guard group[0].start + rate.duration(of: text) + Self.maximumLead >= line.start else {
            return false
        }
        return runsOn(text, line.text, punctuates: punctuates)
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
    /// people who talk at once in the film do so in the track.
    private static func slots(of groups: [[TimedLine]], length: Duration?) -> [Duration] {
        var ends = [Duration](repeating: .zero, count: groups.count)
        var nextOfSpeaker: [Speaker: Duration] = [:]
        var next: Duration?
        for index in groups.indices.reversed() {
            let lines = groups[index]
            let ownEnd = lines.map(\.end).max() ?? lines[0].end
            let speaker = Speaker(name: lines[0].speaker, voiceID: lines[0].voiceID)
            var end = max(ownEnd, next.map { $0 - pause } ?? length ?? ownEnd)
            if let own = nextOfSpeaker[speaker] { end = min(end, own - pause) }
            ends[index] = max(lines[0].start, end)
            nextOfSpeaker[speaker] = lines[0].start
            next = lines[0].start
        }
        return ends
    }

    private struct Speaker: Hashable {
        let name: String?
        let voiceID: String
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
