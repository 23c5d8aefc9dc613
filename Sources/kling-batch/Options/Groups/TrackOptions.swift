import ArgumentParser
import BatchPlanning
import JobLists
import Tracks

/// What kind of file tracks are, and how they sound.
struct TrackOptions: ParsableArguments {
    @Option(.track) var track: TrackFormat?
    @Option(.tracksFor) var tracksFor: TrackTarget?
    @Option(.rateHz) var rateHz: Int?
    @Option(.channels) var channels: Int?
    @Flag(.trim) var trim: Bool?
    @Option(.loudness) var loudness: Double?

    /// Writes what is given into a batch's settings.
    ///
    /// - Parameter nameTemplate: the option that names tracks, which counts over what a tool wishes.
    func apply(
        to run: inout RunSettings, _ settings: Settings, nameTemplate: NameTemplate?
    ) throws {
        let target = run.kinds.contains(.list) ? try settings.value(.tracksFor, tracksFor) : nil
        // What a variable or a configuration file says of form and loudness was said of films and
        // audiobooks: tracks of lists and chapters that are there must not change by it.
        run.track.format = track ?? target?.wishes.format ?? .mp3
        run.track.loudness = loudness
        run.subtitles.track = try settings.value(.track, track) ?? .mp3
        if let target {
            try check(run.track.format, for: target)
            run.track.sampleRateHz = target.wishes.sampleRateHz
            run.track.channelCount = target.wishes.channelCount
            if try settings.value(.nameTemplate, nameTemplate) == nil {
                run.reading.nameTemplate = try NameTemplate(target.wishes.nameTemplate)
            }
            if target.wishes.namesLocales {
                run.reading.nameTemplate = run.reading.nameTemplate.namingLocales
            }
        }
        try settings.take(.rateHz, rateHz, into: &run.track.sampleRateHz)
        try settings.take(.channels, channels, into: &run.track.channelCount)
        try settings.take(.trim, trim, into: &run.track.trims)
        do {
            try run.track.requirePossible()
        } catch {
            throw ValidationError("\(error).")
        }
        try checkFilms(run)
    }

    private func check(_ format: TrackFormat, for target: TrackTarget) throws {
        guard !target.wishes.formats.contains(format) else { return }
        let words = target.wishes.formats.map(\.rawValue).listed(by: "or")
        throw ValidationError(
            "--tracks-for \(target.rawValue) does not go with --track \(format.rawValue): it plays "
                + "\(words).")
    }

    private func checkFilms(_ run: RunSettings) throws {
        guard run.kinds.contains(.subtitles), !TrackFormat.ofFilms.contains(run.subtitles.track)
        else {
            return
        }
        let words = TrackFormat.ofFilms.map(\.rawValue).listed(by: "or")
        throw ValidationError(
            "--track \(run.subtitles.track.rawValue) is not for subtitles: a film's track is \(words)."
        )
    }
}

extension RunSettings {
    /// What the inputs are, as far as their names tell.
    var kinds: Set<InputKind> { Set(inputs.compactMap { kind(of: $0) }) }
}
