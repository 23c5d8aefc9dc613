import ArgumentParser
import Audiobooks
import BatchPlanning

/// What is made of a book's tracks.
struct AudiobookOptions: ParsableArguments {
    @Option(.book) var book: BookForm?
    @Option(.bookBitrate) var bookBitrate: Int?
    @Option(.loudness) var loudness: Double?
    @Option(.splitHours) var splitHours: Double?
    @Option(.gap) var gap: Double?
    @Option(.sync) var sync: BookSettings.Sync?

    /// Writes what is given into the settings of books.
    func apply(to book: inout BookSettings, _ settings: Settings) throws {
        let form = try settings.value(.book, self.book) ?? .m4b
        try settings.take(.sync, sync, into: &book.sync)
        book.gap = .seconds(try settings.value(.gap, gap) ?? 0)
        book.audiobook = try form.format.map { try audiobook($0, settings) }
        let isEncoded = [.m4b, .opus].contains(form)
        let reason = "with --book \(form.rawValue)"
        let copied = reason + (form == .mp3 ? ", which is not encoded again" : "")
        try require(.bookBitrate, bookBitrate, where: isEncoded, else: copied)
        try require(.loudness, loudness, where: isEncoded, else: copied)
        try require(.splitHours, splitHours, where: form != .none, else: reason)
    }

    private func audiobook(
        _ format: AudiobookFormat, _ settings: Settings
    ) throws -> AudiobookSettings {
        var audiobook = AudiobookSettings(format: format)
        if let hours = try settings.value(.splitHours, splitHours) {
            audiobook.partLimit = hours == 0 ? nil : .seconds(hours * 3600)
        }
        guard format != .mp3 else { return audiobook }
        try settings.take(.bookBitrate, bookBitrate, into: &audiobook.bitRate)
        try settings.take(.loudness, loudness, into: &audiobook.loudness)
        return audiobook
    }
}

/// The kind of audiobook, or none.
enum BookForm: String, CaseIterable {
    case m4b
    case mp3
    case opus
    case none

    var format: AudiobookFormat? { AudiobookFormat(rawValue: rawValue) }
}
