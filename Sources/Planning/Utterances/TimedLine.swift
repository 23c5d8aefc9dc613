/// Words that one speaker is to say at a time of a film: what is spoken of a cue.
public struct TimedLine: Hashable, Sendable {
    /// The cue's number in its file, from 1.
    public let number: Int
    /// When the cue appears, from the film's start.
    public let start: Duration
    /// When it disappears; not before ``start``.
    public let end: Duration
    /// What is said.
    public let text: String
    /// Who says it; nil is one speaker for all that name none.
    public let speaker: String?
    /// The voice.
    public let voiceID: String

    /// A line of these parts.
    public init(
        number: Int, start: Duration, end: Duration, text: String, speaker: String? = nil,
        voiceID: String
    ) {
        self.number = number
        self.start = start
        self.end = max(start, end)
        self.text = text
        self.speaker = speaker
        self.voiceID = voiceID
    }

    /// The same line at another time.
    func moved(to start: Duration, end: Duration) -> TimedLine {
        TimedLine(
            number: number, start: start, end: end, text: text, speaker: speaker, voiceID: voiceID)
    }
}
