import JobLists
import Narration

/// One thing somebody wants as audio: a row of a list, a chapter of a book, a subtitle file.
struct Job {
    let heading: JobHeading
    let content: JobContent
}

/// What a job says.
enum JobContent {
    case text(String)
    /// Stretches of several voices: a chapter.
    case stretches(ChapterPlan)
    /// Timed utterances: a subtitle file.
    case cues(SubtitlePlan)

    /// The texts, as they stand in the input.
    var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .stretches(let chapter): chapter.stretches.map(\.text)
        case .cues(let subtitles): subtitles.spoken.lines.map(\.text)
        }
    }
}
