import DurableFiles
import Narration
package import Subtitles
import SystemPackage
import Texts
package import Tracks
package import VoiceTracks

/// How subtitle files are read and spoken, and what is made of them.
package struct SubtitleSettings: Sendable {
    /// The format of subtitle files; nil is found from their names and first lines.
    package var format: SubtitleFormat?
    /// How much later everything is than the file says; earlier where it is negative.
    package var offset = Duration.zero
    /// Whether sounds and gestures in brackets are spoken.
    package var readsSounds = false
    /// The file that maps speakers, styles and cues to voices; nil for one voice.
    package var rolesPath: String?
    /// The longest pause over which cues are joined to one utterance; nil speaks each cue alone.
    package var joinGap: Duration? = .milliseconds(600)
    /// The highest speed that is asked of the service, 0.5 to 2.0.
    package var maximumSpeed = 1.25
    /// The most that audio is sped up after it was made; 1 to 1.5.
    package var maximumStretch = 1.2
    /// Whether utterances of one voice and speed share calls, whose sound is cut apart again; an
    /// experiment.
    package var packsCues = false
    /// How sure a cut must be, 0 to 1; an utterance whose cuts are not is bought alone.
    package var packConfidence = 0.5
    /// The kind of file that each track is.
    package var track = TrackFormat.mp3
    /// How long the track is; nil is up to the end of the last cue, or as long as the film.
    package var length: Duration?
    /// The film that the track is put into as a second sound; nil makes only the track.
    package var film: String?
    /// The kind of file that is made of the track beside the film, in place of a copy of it.
    ///
    /// Nil makes none. Without a ``film``, each subtitle file's is found by its name.
    package var beside: FilmSidecar?
    /// By how many decibels the film's own sound is lowered under speech; nil leaves it as it is, beside
    /// the track.
    package var duckDecibels: Double?

    /// The defaults.
    package init() {}

    /// The most that a line is sped up that was asked for at a speed.
    func maximumStretch(atSpeed speed: Double) -> Double {
        VoiceTrackSettings(maximumStretch: maximumStretch).maximumStretch(atSpeed: speed)
    }
}

extension SubtitleSettings {
    /// Which voices speak; nil without a file that says so.
    func roles() throws -> CueRoles? {
        guard let rolesPath else { return nil }
        do {
            return try CueRoles(path: rolesPath)
        } catch {
            throw PlanningError.badSubtitles("\(error)")
        }
    }

    /// How long tracks are: as the person says, else as the film; nil is up to the last cue.
    func trackLength() async throws -> Duration? {
        guard length == nil, let film else { return length }
        return try await filmLength(film)
    }

    private func filmLength(_ film: String) async throws -> Duration {
        let kinds: Set<FileKind> = [.film, .sound, .data]
        if let misfit = FileKind.misfit(at: film, taking: kinds, wanted: "a film") {
            throw PlanningError.badSubtitles("--video \(film): \(misfit)")
        }
        do {
            return try await FilmProbe.duration(of: FilePath(film))
        } catch let error as any MakingError {
            throw PlanningError.badSubtitles("\(error)")
        }
    }
}
