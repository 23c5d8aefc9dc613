import MP3
import Tracks

/// How a voice track is put into a film.
package struct FilmSettings: Hashable, Sendable {
    /// By how many decibels the film's own sound is lowered under speech, 1 to 60; nil keeps it as it
    /// is, and the voice is a second sound that players offer.
    package var duckDecibels: Double?
    /// What players call the voice's sound; nil for nothing.
    package var title: String?
    /// The language spoken, as a BCP 47 tag; nil where it is not known.
    package var language: String?

    /// The default: a second sound.
    package init(duckDecibels: Double? = nil, title: String? = nil, language: String? = nil) {
        self.duckDecibels = duckDecibels
        self.title = TrackTags.title(title)
        self.language = language
    }

    func requirePossible() throws(ImpossibleSetting) {
        guard let duckDecibels, !(1...60).contains(duckDecibels) else { return }
        throw ImpossibleSetting(
            "lowering the film's sound by \(duckDecibels) dB", reason: "it is 1 to 60 dB")
    }
}
