package import Texts

/// What a subtitle file holds.
package struct SubtitleFile: Sendable {
    /// Its path, as given.
    package var path: String
    /// Its format.
    package var format: SubtitleFormat
    /// Its cues, in the order of the file.
    package var cues: [Cue]
    /// What cannot be read of it, in the order of the file.
    package var faults: [SubtitleFault]
    /// The language that the file names, as a BCP 47 tag; nil if it names none.
    package var language: String?
    /// The encoding it was read in; nil for cues of a text that was decoded before.
    package var encoding: FoundEncoding?
    /// What the person should know of how it was read, in sentences.
    package var notices: [String] = []

    /// A file of these parts.
    package init(
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
