import Foundation
import Texts
import VoiceTracks

/// The film that subtitles stand beside, and the name of a track beside that film.
enum FilmBeside {
    /// The endings of films, the first counting most where a name has several.
    private static let endings = [
        "mkv", "mp4", "m4v", "mov", "webm", "avi", "ts", "m2ts", "mpg", "mpeg", "wmv",
    ]

    /// The film in the folder of a subtitle file that has its name, without language and flags behind
    /// it: `Film.mkv` for `Film.en.forced.srt`.
    ///
    /// - Throws: ``PlanningError/badSubtitles(_:)`` where there is none.
    static func film(ofSubtitles path: String) throws(PlanningError) -> String {
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var stem = url.deletingPathExtension().lastPathComponent
        while true {
            for ending in endings {
                let name = "\(stem).\(ending)"
                if let film = files.first(where: { $0.lowercased() == name.lowercased() }) {
                    return "\(folder)/\(film)"
                }
            }
            guard let dot = stem.lastIndex(of: "."), isMark(stem[dot...].dropFirst()) else { break }
            stem = String(stem[..<dot])
        }
        throw .badSubtitles(
            "\(path): --beside finds no film for it: in its folder is none of the name "
                + "`\(stem)` with an ending such as .mkv or .mp4; name the film with --video")
    }

    /// Whether a piece of a name says a language or a kind of subtitles.
    private static func isMark(_ piece: Substring) -> Bool {
        let marks = ["default", "forced", "foreign", "sdh", "cc", "hi", "full", "srt", "vtt"]
        return marks.contains(piece.lowercased()) || LanguageCode.isCommon(String(piece))
    }

    /// The file of a voice track beside a film: `Film.en.mka`.
    ///
    /// Jellyfin and Kodi take what stands between the film's name and the ending for the language, by
    /// its code of two letters or of three; a language that is not known is left out.
    static func sidecar(of film: String, language: String, kind: FilmSidecar) -> String {
        let url = URL(fileURLWithPath: film).standardizedFileURL
        let stem = url.deletingPathExtension().path
        let code = LanguageCode.normal(language).prefix { $0 != "-" }
        return code == "und" || code.isEmpty
            ? "\(stem).\(kind.rawValue)" : "\(stem).\(code).\(kind.rawValue)"
    }
}

/// Whether a file is the report that a run writes beside a voice track, `film.spoken.srt`: subtitles
/// of what is spoken already, and no input.
package func isMadeByRun(subtitlesAt path: String) -> Bool {
    let ending = ".spoken.srt"
    guard path.hasSuffix(ending) else { return false }
    return FileManager.default.fileExists(atPath: "\(path.dropLast(ending.count)).fit.json")
}
