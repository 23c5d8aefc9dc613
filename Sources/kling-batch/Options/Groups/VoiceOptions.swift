import ArgumentParser
import BatchPlanning
import JobLists
import SpeechTasks

/// What holds for rows that say nothing themselves, for books and for subtitles.
struct VoiceOptions: ParsableArguments {
    @Option(.voice) var voice: [VoiceChoices]
    @Option(.speed) var speed: Thousandths?
    @Option(.volume) var volume: Thousandths?
    @Option(.language) var language: String?

    /// Writes what is given into a batch's settings.
    func apply(to run: inout RunSettings, _ settings: Settings) throws {
        let said = voice.isEmpty ? try settings.value(.voice, nil).map { [$0] } ?? [] : voice
        let voices = try said.reduce(into: VoiceChoices()) { try $0.add($1) }
        run.reading.defaults.voiceID = voices.voiceID ?? run.reading.defaults.voiceID
        run.reading.defaults.voicesByLanguage = voices.byLanguage
        try settings.take(.speed, speed, into: &run.reading.defaults.speed)
        try settings.take(.volume, volume, into: &run.reading.defaults.volume)
        try settings.take(.language, language, into: &run.calls.language)
        try check(run)
    }

    /// Refuses voices by language where nothing says a language.
    private func check(_ run: RunSettings) throws {
        let byLanguage = voice.first { !$0.byLanguage.isEmpty }
        let hasLists = run.inputs.contains { run.kind(of: $0) == .list }
        try require(
            .voice, byLanguage, where: hasLists,
            else: "by languages for these inputs: it is for lists with a column of languages")
        try require(
            .voice, byLanguage, where: run.reading.hasLanguages,
            else: "by languages without --column language=NAME, which names their column")
    }
}
