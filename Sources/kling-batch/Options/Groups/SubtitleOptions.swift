import ArgumentParser
import BatchPlanning
import VoiceTracks

/// How subtitle files are read and planned.
struct SubtitleOptions: ParsableArguments {
    @Flag(.perCue) var perCue: Bool?
    @Option(.joinGap) var joinGap: Double?
    @Option(.maxSpeed) var maxSpeed: Double?
    @Option(.maxStretch) var maxStretch: Double?
    @Flag(.packCues) var packCues: Bool?
    @Option(.packConfidence) var packConfidence: Double?
    @Option(.sounds) var sounds: ReadOrSkip?
    @Option(.duration) var duration: PlayingTime?
    @Option(.offset) var offset: TimeShift?
    @Option(.video) var video: String?
    @Option(.beside) var beside: FilmSidecar?
    @Option(.duck) var duck: Double?

    /// Writes how sure the cuts of packs must be, for lists and subtitles.
    func applyConfidence(to run: inout RunSettings, _ settings: Settings) throws {
        try settings.take(.packConfidence, packConfidence, into: &run.subtitles.packConfidence)
        try settings.take(.packConfidence, packConfidence, into: &run.lists.packConfidence)
        try require(
            .packConfidence, packConfidence,
            where: run.subtitles.packsCues || run.lists.packsRows,
            else: "without --pack-cues or --pack-rows")
    }

    /// Writes what is given into the settings of subtitle files.
    func apply(
        to subtitles: inout SubtitleSettings, _ settings: Settings, inputCount: Int
    ) throws {
        subtitles.readsSounds = try settings.value(.sounds, sounds) == .read
        if let gap = try settings.value(.joinGap, joinGap) { subtitles.joinGap = .seconds(gap) }
        if try settings.isOn(.perCue, perCue) { subtitles.joinGap = nil }
        try settings.take(.maxSpeed, maxSpeed, into: &subtitles.maximumSpeed)
        try settings.take(.maxStretch, maxStretch, into: &subtitles.maximumStretch)
        try settings.take(.packCues, packCues, into: &subtitles.packsCues)
        subtitles.length = duration?.duration
        subtitles.offset = offset?.duration ?? .zero
        subtitles.film = video
        subtitles.duckDecibels = duck
        try settings.take(.beside, beside, into: &subtitles.beside)
        try check(subtitles, inputCount: inputCount)
    }

    private func check(_ subtitles: SubtitleSettings, inputCount: Int) throws {
        try require(
            .joinGap, joinGap, where: subtitles.joinGap != nil,
            else: "with --per-cue, which joins no cues")
        try require(
            .duck, duck, where: video != nil, else: "without --video: it lowers the film's sound")
        try require(
            .duck, duck, where: subtitles.beside == nil,
            else: "with --beside, which leaves the film's own sound as it is")
        guard video == nil || inputCount == 1 else {
            throw ValidationError("--video goes with one subtitle file, that of the film.")
        }
    }
}

/// A time on the command line: seconds, or minutes and hours before them.
struct PlayingTime: ExpressibleByArgument {
    let duration: Duration

    /// Reads `5525`, `92:05` or `1:32:05.5`; at most 24 hours.
    init?(argument: String) {
        guard let time = clockTime(argument), time > .zero, time <= .seconds(86_400) else {
            return nil
        }
        duration = time
    }
}

/// By how much times are shifted on the command line: a time, with a sign before it or none.
struct TimeShift: ExpressibleByArgument {
    let duration: Duration

    /// Reads `2.5`, `+1:30` or `-10:00:00`; under 1,000 hours.
    init?(argument: String) {
        let sign = argument.first.flatMap { "+-−".contains($0) ? $0 : nil }
        guard let time = clockTime(sign == nil ? argument[...] : argument.dropFirst()) else {
            return nil
        }
        duration = sign == nil || sign == "+" ? time : .zero - time
    }
}

/// Seconds, or minutes and hours before them; nil for what is no time under 1,000 hours.
private func clockTime(_ text: some StringProtocol) -> Duration? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), let last = parts.last,
        last.first.map({ $0.isNumber || $0 == "." }) ?? false, let seconds = Double(last),
        seconds.isFinite, seconds >= 0
    else { return nil }
    var total = seconds
    for (place, part) in parts.dropLast().reversed().enumerated() {
        guard part.allSatisfy(\.isNumber), let count = Int(part), (0...3_600).contains(count) else {
            return nil
        }
        total += Double(count) * (place == 0 ? 60 : 3600)
    }
    guard total < 3_600_000 else { return nil }
    return .milliseconds(Int((total * 1000).rounded()))
}
