/// Words that one speaker is to say at a time of a film: what is spoken of a cue.
package struct TimedLine: Hashable, Sendable {
    /// The cue's number in its file, from 1.
    package let number: Int
    /// When the cue appears, from the film's start.
    package let start: Duration
    /// When it disappears; not before ``start``.
    package let end: Duration
    /// What is said.
    package let text: String
    /// Who says it; nil is one speaker for all that name none.
    package let speaker: String?
    /// The voice.
    package let voiceID: String

    /// A line of these parts.
    package init(
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
