import BatchPlanning

/// How the subtitle files of a batch are read and spoken, and what is made of them.
///
/// Each file becomes one voice track, with its words where the file has them. `docs/subtitles.md` of the
/// package says what each part means.
public struct SubtitleVoicing: Sendable {
    private var settings = SubtitleSettings()

    /// The defaults, but for what is said; nil is the usual.
    ///
    /// - Parameters:
    ///   - film: the film that the track is put into as a second sound, in a copy. It goes with one
    ///     subtitle file alone.
    ///   - duckDecibels: by how many decibels, 1 to 60, the film's own sound is lowered under speech;
    ///     nil leaves it as it is, beside the track.
    ///   - joinsCues: whether cues that are parts of a sentence are spoken as one.
    ///   - joinGap: the longest pause over which they are, up to 10 seconds; 0.6 seconds are usual.
    ///   - maximumSpeed: the highest speed that is asked of the service, 0.5 to 2.0; 1.25 is usual.
    ///   - maximumStretch: the most that a clip is sped up after it was made, 1 to 1.5; 1.2 is usual.
    ///   - speaksSounds: whether sounds and gestures in brackets are spoken.
    ///   - roles: the file that maps speakers, styles and cues to voices.
    ///   - length: how long the track is, up to 24 hours; nil is up to the end of the last cue, or as
    ///     long as the film.
    ///   - offset: how much later everything is than the file says; earlier where it is negative.
    public init(
        film: String? = nil, duckDecibels: Double? = nil, joinsCues: Bool = true,
        joinGap: Duration? = nil, maximumSpeed: Double? = nil, maximumStretch: Double? = nil,
        speaksSounds: Bool = false, roles: String? = nil, length: Duration? = nil,
        offset: Duration = .zero
    ) {
        settings.film = film
        settings.duckDecibels = duckDecibels
        settings.joinGap = joinsCues ? joinGap ?? settings.joinGap : nil
        settings.maximumSpeed = maximumSpeed ?? settings.maximumSpeed
        settings.maximumStretch = maximumStretch ?? settings.maximumStretch
        settings.readsSounds = speaksSounds
        settings.rolesPath = roles
        settings.length = length
        settings.offset = offset
    }
}

extension SubtitleVoicing {
    /// The settings as the stages take them.
    func subtitleSettings(inputCount: Int) throws -> SubtitleSettings {
        try require(
            settings.joinGap.map { $0 / .seconds(1) }, in: SettingRange.joinGapSeconds,
            "gap over which cues are joined, in seconds,")
        try require(settings.maximumSpeed, in: SettingRange.maximumSpeed, "highest speed")
        try require(settings.maximumStretch, in: SettingRange.maximumStretch, "most stretch")
        try require(settings.duckDecibels, in: SettingRange.duckDecibels, "ducking in decibels")
        try require(
            settings.length.map { $0 / .seconds(1) },
            in: 0.001...SettingRange.longestTrackSeconds, "track's length in seconds")
        guard settings.film != nil || settings.duckDecibels == nil else {
            throw BatchError(description: "Ducking does nothing without a film, whose sound it is.")
        }
        guard settings.film == nil || inputCount == 1 else {
            throw BatchError(description: "A film goes with one subtitle file alone.")
        }
        return settings
    }
}
