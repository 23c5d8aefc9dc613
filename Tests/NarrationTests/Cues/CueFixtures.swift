import Narration
import Subtitles
import Texts

/// A file of cues that follow one another, two seconds each.
func cueFile(_ texts: [String], format: SubtitleFormat = .srt) -> SubtitleFile {
    let cues = texts.enumerated().map { index, text in
        Cue(
            line: index * 4 + 2, start: .seconds(index * 10), end: .seconds(index * 10 + 2),
            text: text)
    }
    return SubtitleFile(path: "film.\(format)", format: format, cues: cues)
}

/// What is spoken of such a file.
func spoken(
    _ texts: String..., format: SubtitleFormat = .srt, options: SpokenOptions = SpokenOptions()
) -> [String] {
    SpokenCues(cueFile(texts, format: format), options: options).cues.map { cue in
        cue.speaker.map { "\($0)| \(cue.text)" } ?? cue.text
    }
}
