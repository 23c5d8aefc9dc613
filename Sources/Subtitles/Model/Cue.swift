/// A piece of text that a subtitle file shows for a time.
public struct Cue: Hashable, Sendable {
    /// The line of the file on which its times stand, from 1.
    public var line: Int
    /// The number or identifier that the file gives it; nil without one.
    public var id: String?
    /// When it appears, from the film's start.
    public var start: Duration
    /// When it disappears; never before ``start``.
    public var end: Duration
    /// What it says, as in the file: lines parted by LF, markup of the file's format in it.
    public var text: String
    /// The speaker that a field of the file names, apart from its text; nil without one.
    public var speaker: String?
    /// The style that a field of the file names; nil without one.
    public var style: String?
    /// The layer on which it is drawn; 0 in formats without layers.
    public var layer: Int
    /// The language of its text as the file names it; nil if it does not.
    public var language: String?

    /// A cue of these parts.
    public init(
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
