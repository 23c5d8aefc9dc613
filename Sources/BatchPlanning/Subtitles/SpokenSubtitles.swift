import Foundation
import Narration
import Sentences
import Subtitles
import Texts

/// A subtitle file as it is going to be spoken.
struct SpokenSubtitles {
    /// The file it was read from.
    let path: String
    /// The encoding of its text.
    let encoding: FoundEncoding?
    /// How many cues the file holds.
    let cueCount: Int
    /// What is spoken, and when; a line without a voice of its own has none.
    let lines: [SpokenCue]
    /// What is not spoken.
    let unspoken: [UnspokenCue]
    /// What cannot be read.
    let faults: [SubtitleFault]
    /// The language of what is spoken.
    let language: Language
    /// When the last cue ends that a viewer of the film has something of, spoken or not.
    let end: Duration
}

/// Reads a subtitle file and says what is spoken of it.
///
/// - Parameter language: the language that is spoken where a file has several, and of the texts where
///   it names none, as a BCP 47 tag.
/// - Throws: ``PlanningError/badSubtitles(_:)``.
func speakSubtitles(
    at path: String, format: SubtitleFormat, _ settings: SubtitleSettings, encoding: String?,
    language: String?
) throws -> SpokenSubtitles {
    do {
        let file = try readSubtitles(
            at: path, format: format, options: SubtitleReadingOptions(encoding: encoding))
        if file.languages.count > 1, language == nil {
            throw PlanningError.badSubtitles(
                "\(path): the file speaks several languages: "
                    + "\(file.languages.joined(separator: ", ")). Choose one with --language.")
        }
        var options = SpokenOptions()
        options.readsSounds = settings.readsSounds
        options.language = file.languages.count > 1 ? language : nil
        options.roles = try settings.rolesPath.map { path throws(SubtitleError) in
            try CueRoles(path: path)
        }
        if let language = options.language { try file.requireLanguage(language) }
        let spoken = SpokenCues(file, options: options)
        return SpokenSubtitles(
            path: path, encoding: file.encoding, cueCount: file.cues.count, lines: spoken.cues,
            unspoken: spoken.unspoken,
            faults: file.faults,
            language: (language ?? file.language).flatMap(Language.init(code:))
                ?? Language.detect(in: spoken.cues.map(\.text).joined(separator: "\n")),
            end: lastEnd(of: file, spoken))
    } catch let error as SubtitleError {
        throw PlanningError.badSubtitles("\(error)")
    }
}

/// When the last cue ends, those aside that hold nothing but advertising or nothing at all: sites put
/// theirs hours behind a film.
private func lastEnd(of file: SubtitleFile, _ spoken: SpokenCues) -> Duration {
    let void: Set<UnspokenCue.Reason> = [.advertising, .empty, .drawing]
    let passed = Set(spoken.unspoken.filter { void.contains($0.reason) }.map(\.number))
        .subtracting(spoken.cues.map(\.number))
    let ends = file.cues.enumerated().filter { !passed.contains($0.offset + 1) }.map(\.element.end)
    return ends.max() ?? .zero
}
