package import Tracks

/// What tracks are for: a tool that wants them in a form and under names of its own.
package enum TrackTarget: String, CaseIterable, Sendable {
    /// The telephone exchange.
    case asterisk
    /// The engine of visual novels.
    case renpy
    /// The form of data that voices are trained with.
    case ljspeech
}

extension TrackTarget {
    /// What it wants; each is taken where nothing else is said.
    package struct Wishes: Sendable {
        /// The kind of file.
        package let format: TrackFormat
        /// The kinds of file that it plays.
        package let formats: [TrackFormat]
        /// Samples a second, where it wants others than the form has.
        package var sampleRateHz: Int?
        /// Channels, where it wants others than the clips have.
        package var channelCount: Int?
        /// How tracks are named that have no output column.
        package let nameTemplate: String
        /// Whether its folders of languages are called `en_GB`.
        package var namesLocales = false
    }

    /// What it wants.
    ///
    /// Sources: Asterisk's "Sound Prompt Searching based on Channel Language"; Ren'Py's "Audio" and
    /// "Voice"; the readme of The LJ Speech Dataset.
    package var wishes: Wishes {
        switch self {
        case .asterisk:
            Wishes(
                format: .ulaw, formats: [.ulaw, .alaw, .sln, .sln16, .g722],
                nameTemplate: "sounds/{language}/{id}", namesLocales: true)
        case .renpy:
            Wishes(format: .ogg, formats: [.ogg, .opus, .mp3, .flac, .wav], nameTemplate: "{id}")
        case .ljspeech:
            Wishes(
                format: .wav, formats: [.wav], sampleRateHz: 22_050, channelCount: 1,
                nameTemplate: "wavs/{id}")
        }
    }
}
