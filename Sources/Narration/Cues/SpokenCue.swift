/// What is spoken of a cue by one speaker.
///
/// A cue in which two people talk makes two, whose times part the cue's by their share of its
/// characters.
package struct SpokenCue: Hashable, Sendable {
    /// The cue's number in the file, from 1; parts of one cue share it.
    package var number: Int
    /// The line of the file on which the cue's times stand.
    package var line: Int
    /// When it begins, from the film's start.
    package var start: Duration
    /// When it ends; never before ``start``.
    package var end: Duration
    /// What is spoken, one line, no markup.
    package var text: String
    /// Who speaks, as the file names them; nil if it does not.
    package var speaker: String?
    /// The voice that the roles give it, a voice's identifier; nil is the batch's.
    package var voiceID: String?

    /// What is spoken of a cue.
    package init(
        number: Int, line: Int, start: Duration, end: Duration, text: String,
        speaker: String? = nil, voiceID: String? = nil
    ) {
        self.number = number
        self.line = line
        self.start = start
        self.end = end
        self.text = text
        self.speaker = speaker
        self.voiceID = voiceID
    }
}

/// A cue, or a part of one, that is not spoken.
package struct UnspokenCue: Hashable, Sendable {
    /// Why something is not spoken.
    package enum Reason: String, CaseIterable, Sendable {
        /// The cue holds nothing.
        case empty
        /// A sound or a gesture in brackets.
        case sound
        /// The label that names a speaker.
        case label
        /// Music, by its notes.
        case music
        /// Advertising of a subtitle site.
        case advertising
        /// A drawing, or a sign that is set letter by letter.
        case drawing
        /// A song's syllables, each drawn by itself.
        case karaoke
        /// Text that the file says is not to be seen.
        case hidden
        /// Text that the cue before has said already.
        case repeated
        /// Another language than the one asked for.
        case language
        /// What the roles leave out.
        case muted
    }

    /// Why it is not spoken.
    package let reason: Reason
    /// The cue's number in the file, from 1.
    package let number: Int
    /// The line of the file on which the cue's times stand.
    package let line: Int
    /// What it says.
    package let text: String

    /// A cue, or a part of one, that is not spoken.
    package init(_ reason: Reason, number: Int, line: Int, text: String) {
        self.reason = reason
        self.number = number
        self.line = line
        self.text = text
    }
}
