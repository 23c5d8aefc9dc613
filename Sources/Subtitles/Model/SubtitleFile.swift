/// What a subtitle file holds.
public struct SubtitleFile: Sendable {
    /// Its path, as given.
    public var path: String
    /// Its format.
    public var format: SubtitleFormat
    /// Its cues, in the order of the file.
    public var cues: [Cue]
    /// What cannot be read of it, in the order of the file.
    public var faults: [SubtitleFault]
    /// The language that the file names, as a BCP 47 tag; nil if it names none.
    public var language: String?

    /// A file of these parts.
    public init(
        path: String, format: SubtitleFormat, cues: [Cue], faults: [SubtitleFault] = [],
        language: String? = nil
    ) {
        self.path = path
        self.format = format
        self.cues = cues
        self.faults = faults
        self.language = language
    }
}
