import Foundation
import Planning
import Subtitles

/// A subtitle file as it is going to be spoken.
struct SpokenSubtitles {
    /// The file it was read from.
    let path: String
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
    /// When the last cue ends, spoken or not.
    let end: Duration
}

/// Reads a subtitle file and says what is spoken of it.
///
/// - Parameter language: the language that is spoken where a file has several, and of the texts where
///   it names none, as a BCP 47 tag.
/// - Throws: ``BatchRunError/badSubtitles(_:)``.
func speakSubtitles(
    at path: String, format: SubtitleFormat, _ settings: SubtitleSettings, encoding: String?,
    language: String?
) throws -> SpokenSubtitles {
    do {
        let file = try readSubtitles(
            at: path, format: format, options: SubtitleReadingOptions(encoding: encoding))
        if file.languages.count > 1, language == nil {
            throw BatchRunError.badSubtitles(
                "\(path): the file speaks several languages: "
                    + "\(file.languages.joined(separator: ", ")). Choose one with --language.")
        }
        var options = SpokenOptions()
        options.readsSounds = settings.readsSounds
        options.language = file.languages.count > 1 ? language : nil
        options.roles = try settings.rolesPath.map { path throws(SubtitleError) in
            try CueRoles(path: path)
        }
        let spoken = SpokenCues(file, options: options)
        return SpokenSubtitles(
            path: path, cueCount: file.cues.count, lines: spoken.cues, unspoken: spoken.unspoken,
            faults: file.faults,
            language: (language ?? file.language).flatMap(Language.init(code:))
                ?? Language.detect(in: spoken.cues.map(\.text).joined(separator: "\n")),
            end: file.cues.map(\.end).max() ?? .zero)
    } catch let error as SubtitleError {
        throw BatchRunError.badSubtitles("\(error)")
    }
}
