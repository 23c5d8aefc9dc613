import Books
import Subtitles
import Texts

/// What one speaker says in a cue, without markup.
struct CueRun: Equatable {
    /// Who speaks, as the markup or a field says; nil if neither does.
    var speaker: String?
    /// Its lines; none is blank.
    var lines: [String]

    /// What cues say without the markup of their format, and what they draw.
    static func runs(
        of cue: Cue, format: SubtitleFormat, ruby: BookReadingOptions.Ruby
    ) -> (runs: [CueRun], drawing: String?) {
        switch format {
        case .vtt:
            return (WebVTTVoices.runs(of: cue, ruby: ruby), nil)
        case .ass:
            let (text, drawing) = OverrideMarkup.removed(from: cue.text)
            return ([CueRun(text, speaker: cue.speaker)], drawing.isEmpty ? nil : drawing)
        case .ttml:
            return ([CueRun(cue.text, speaker: cue.speaker)], nil)
        default:
            let text = TagMarkup.removed(
                from: format == .sbv ? cue.text.replacing("[br]", with: "\n") : cue.text)
            return ([CueRun(text, speaker: cue.speaker)], nil)
        }
    }

    /// A run of a text's lines, in which white space is single and marks of direction are gone.
    init(_ text: String, speaker: String?) {
        self.speaker = speaker.flatMap { $0.singleSpaced.isEmpty ? nil : $0.singleSpaced }
        lines = text.unicodeScalars.split { $0 == "\n" || $0 == "\r" || $0 == "\u{2028}" }
            .map { String($0.filter { !$0.isSilentMark }).singleSpaced }
            .map(VisualOrder.resolved).filter { !$0.isEmpty }
    }
}

extension Unicode.Scalar {
    /// Whether the character only steers how text is drawn: direction, variants, soft hyphens.
    fileprivate var isSilentMark: Bool {
        switch value {
        case 0x00AD, 0x200B, 0x200E...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069,
            0xFE00...0xFE0F, 0xFEFF:
            true
        default: properties.generalCategory == .control && self != "\t"
        }
    }
}
