import ArgumentParser
import Audiobooks
import BatchPlanning

/// What is made of a book's tracks.
struct AudiobookOptions: ParsableArguments {
    @Option(help: Setting.book.help("The audiobook: m4b, mp3, opus or none; m4b by default."))
    var book: BookForm?

    @Option(
        help: Setting.bookBitrate.help(
            "Its bit rate, 8 to 256; 64 for m4b, 32 for opus by default.", valueName: "kbit/s"))
    var bookBitrate: Int?

    @Option(
        // The value begins with a dash.
        parsing: .unconditional,
        help: Setting.loudness.help(
            "One loudness for the whole audiobook, -40 to -5, such as -18.", valueName: "LUFS"))
    var loudness: Double?

    @Option(
        help: Setting.splitHours.help(
            "The longest file of an audiobook, 24 by default; 0 for no limit.",
            valueName: "hours"))
    var splitHours: Double?

    @Option(
        help: Setting.gap.help(
            "The silence between two pieces of a chapter, 0 to 60; 0 by "
                + "default.", valueName: "seconds"))
    var gap: Double?

    @Option(help: Setting.sync.help("Words with estimated times beside each track: lrc or vtt."))
    var sync: BookSettings.Sync?

    func apply(to book: inout BookSettings, _ settings: Settings) throws {
        let form = try settings.value(self.book, .book) ?? .m4b
        let gap = try settings.value(gap, .gap) ?? 0
        try require((0...60).contains(gap), "--gap must be from 0 to 60 seconds.")
        book.gap = .seconds(gap)
        book.sync = try settings.value(sync, .sync)
        book.audiobook = try form.format.map { try audiobook($0, settings) }
    }

    private func audiobook(
        _ format: AudiobookFormat, _ settings: Settings
    ) throws -> AudiobookSettings {
        var audiobook = AudiobookSettings(format: format)
        audiobook.bitRate = try settings.value(bookBitrate, .bookBitrate)
        audiobook.loudness = try settings.value(loudness, .loudness)
        let hours = try settings.value(splitHours, .splitHours) ?? 24
        try require(
            audiobook.bitRate.map((8...256).contains) ?? true,
            "--book-bitrate must be from 8 to 256.")
        try require(
            audiobook.loudness.map((-40 ... -5).contains) ?? true,
            "--loudness must be from -40 to -5 LUFS.")
        try require(
            audiobook.loudness == nil || format != .mp3,
            "--loudness needs --book m4b or opus: an mp3 is not encoded again.")
        try require(
            hours == 0 || (0.1...1000).contains(hours),
            "--split-hours must be 0.1 to 1000, or 0 for no limit.")
        audiobook.partLimit = hours == 0 ? nil : .seconds(hours * 3600)
        return audiobook
    }

    private func require(_ holds: Bool, _ message: String) throws {
        guard holds else { throw ValidationError(message) }
    }
}

/// The kind of audiobook, or none.
enum BookForm: String, ExpressibleByArgument, CaseIterable {
    case m4b
    case mp3
    case opus
    case none

    var format: AudiobookFormat? { AudiobookFormat(rawValue: rawValue) }
}
