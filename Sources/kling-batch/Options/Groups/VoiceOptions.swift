import ArgumentParser
import BatchPlanning
import JobLists
import SpeechTasks

/// What holds for rows that say nothing themselves, for books and for subtitles.
struct VoiceOptions: ParsableArguments {
    @Option(.voice) var voice: String?
    @Option(.speed) var speed: Thousandths?
    @Option(.volume) var volume: Thousandths?
    @Option(.language) var language: String?

    /// Writes what is given into a batch's settings.
    func apply(to run: inout RunSettings, _ settings: Settings) throws {
        try settings.take(.voice, voice, into: &run.reading.defaults.voiceID)
        try settings.take(.speed, speed, into: &run.reading.defaults.speed)
        try settings.take(.volume, volume, into: &run.reading.defaults.volume)
        try settings.take(.language, language, into: &run.calls.language)
    }
}
