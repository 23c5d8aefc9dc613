/// A piece of text that a subtitle file shows for a time.
package struct Cue: Hashable, Sendable {
    /// The line of the file on which its times stand, from 1.
    package var line: Int
    /// The number or identifier that the file gives it; nil without one.
    package var id: String?
    /// When it appears, from the film's start.
    package var start: Duration
    /// When it disappears; never before ``start``.
    package var end: Duration
    /// What it says, as in the file: lines parted by LF, markup of the file's format in it.
    package var text: String
    /// The speaker that a field of the file names, apart from its text; nil without one.
    package var speaker: String?
    /// The style that a field of the file names; nil without one.
    package var style: String?
    /// The layer on which it is drawn; 0 in formats without layers.
    package var layer: Int
    /// The language of its text as the file names it; nil if it does not.
    package var language: String?
    /// The effect that a field of the file names, such as `fx`; nil without one.
    package var effect: String?
    /// Whether the file says that it is not to be seen.
    package var isHidden = false

    /// A cue of these parts.
    package init(
        line: Int, id: String? = nil, start: Duration, end: Duration, text: String,
        speaker: String? = nil, style: String? = nil, layer: Int = 0, language: String? = nil
    ) {
        self.line = line
        self.id = id
        self.start = start
        self.end = end
        self.text = text
        self.speaker = speaker
        self.style = style
        self.layer = layer
        self.language = language
    }
}
