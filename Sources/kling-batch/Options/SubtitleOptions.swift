import ArgumentParser
import BatchPlanning
import VoiceTracks

/// How subtitle files are read and planned.
struct SubtitleOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: Setting.perCue.help("Speak each cue alone instead of whole sentences."))
    var perCue: Bool?

    @Option(
        help: Setting.joinGap.help(
            "The longest pause within a sentence over which cues are joined, 0 to 10; 0.6 by "
                + "default.", valueName: "seconds"))
    var joinGap: Double?

    @Option(
        help: Setting.maxSpeed.help(
            "The highest speed asked of the service, 0.5 to 2.0; 1.25 by default.",
            valueName: "factor"))
    var maxSpeed: Double?

    @Option(
        help: Setting.maxStretch.help(
            "The most a clip is sped up after it is made, 1 to 1.5; 1.2 by default.",
            valueName: "factor"))
    var maxStretch: Double?

    @Flag(
        inversion: .prefixedNo,
        help: Setting.packCues.help(
            "An experiment: let utterances share calls, and cut the sound apart at its silences."))
    var packCues: Bool?

    @Option(
        help: Setting.packConfidence.help(
            "How sure a cut must be, 0 to 1; else the utterance is bought alone; 0.5 by default.",
            valueName: "share"))
    var packConfidence: Double?

    @Option(help: Setting.sounds.help("Sounds in brackets: read or skip; skip by default."))
    var sounds: ReadOrSkip?

    @Option(help: Setting.track.help("The track: mp3, m4a, wav or opus; mp3 by default."))
    var track: VoiceTrackFormat?

    @Option(
        help: ArgumentHelp(
            "How long the track is, such as 1:32:05.5; by default up to the last cue, or as long as "
                + "the film.", valueName: "time"))
    var duration: PlayingTime?

    @Option(
        help: ArgumentHelp(
            "The film that the track is put into as a second sound, in a copy.",
            valueName: "file"), completion: .file())
    var video: String?

    @Option(
        help: ArgumentHelp(
            "With --video: mix the track with the film's sound, lowered so far under speech.",
            valueName: "dB"))
    var duck: Double?

    /// What is asked of subtitle files; the roles are those of the books' options.
    func subtitleSettings(
        _ settings: Settings, roles: String?, inputCount: Int
    ) throws -> SubtitleSettings {
        var subtitles = SubtitleSettings()
        subtitles.rolesPath = roles
        subtitles.readsSounds = try settings.value(sounds, .sounds) == .read
        let gap = try settings.value(joinGap, .joinGap) ?? 0.6
        subtitles.joinGap = try settings.flag(perCue, .perCue) ? nil : .seconds(gap)
        subtitles.maximumSpeed = try settings.value(maxSpeed, .maxSpeed) ?? subtitles.maximumSpeed
        subtitles.maximumStretch =
            try settings.value(maxStretch, .maxStretch) ?? subtitles.maximumStretch
        subtitles.packsCues = try settings.flag(packCues, .packCues)
        subtitles.packConfidence =
            try settings.value(packConfidence, .packConfidence) ?? subtitles.packConfidence
        subtitles.track = try settings.value(track, .track) ?? subtitles.track
        subtitles.length = duration?.duration
        subtitles.film = video
        subtitles.duckDecibels = duck
        try require((0...10).contains(gap), "--join-gap must be from 0 to 10 seconds.")
        try require(
            (0.5...2).contains(subtitles.maximumSpeed), "--max-speed must be from 0.5 to 2.0.")
        try require(
            (1...1.5).contains(subtitles.maximumStretch), "--max-stretch must be from 1 to 1.5.")
        try require(
            (0...1).contains(subtitles.packConfidence), "--pack-confidence must be from 0 to 1.")
        try require(
            duck == nil || video != nil, "--duck needs --video: it lowers the film's sound.")
        try require(duck.map((1...60).contains) ?? true, "--duck must be from 1 to 60 dB.")
        try require(
            video == nil || inputCount == 1,
            "--video goes with one subtitle file, that of the film.")
        return subtitles
    }

    private func require(_ holds: Bool, _ message: String) throws {
        guard holds else { throw ValidationError(message) }
    }
}

/// A time on the command line: seconds, or minutes and hours before them.
struct PlayingTime: ExpressibleByArgument {
    let duration: Duration

    /// Reads `5525`, `92:05` or `1:32:05.5`; at most 24 hours.
    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), let seconds = Double(parts[parts.count - 1]),
            seconds.isFinite, seconds >= 0
        else { return nil }
        var total = seconds
        for (place, part) in parts.dropLast().reversed().enumerated() {
            guard let count = Int(part), (0...1440).contains(count) else { return nil }
            total += Double(count) * (place == 0 ? 60 : 3600)
        }
        guard total > 0, total <= 86_400 else { return nil }
        duration = .milliseconds(Int((total * 1000).rounded()))
    }
}
