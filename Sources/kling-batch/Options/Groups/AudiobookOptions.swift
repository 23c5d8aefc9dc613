import ArgumentParser
import Audiobooks
import BatchPlanning
import Tracks

/// What is made of a book's tracks.
struct AudiobookOptions: ParsableArguments {
    @Option(.book) var book: BookForms?
    @Option(.bookBitrate) var bookBitrate: Int?
    @Option(.splitHours) var splitHours: Double?
    @Option(.layout) var layout: BookLayout?
    @Option(.gap) var gap: Double?
    @Option(.sync) var sync: BookSettings.Sync?

    /// Writes what is given into the settings of books, behind what is said of tracks.
    func apply(to run: inout RunSettings, _ settings: Settings, tracks: TrackOptions) throws {
        let forms = try forms(of: run, settings)
        try settings.take(.sync, sync, into: &run.book.sync)
        try settings.take(.layout, layout, into: &run.book.layout)
        run.book.gap = .seconds(try settings.value(.gap, gap) ?? 0)
        run.book.audiobook = try forms.audiobook.map {
            try audiobook($0, tracks.loudness, settings)
        }
        run.book.makesReadAlong = forms.hasReadAlong
        try check(forms, run, tracks)
    }

    /// The kinds of audiobook: what is said, and of tracks that are no MP3s none.
    private func forms(of run: RunSettings, _ settings: Settings) throws -> BookForms {
        let said = try settings.value(.book, book)
        guard run.track.format != .mp3, run.kinds.contains(.book) else { return said ?? .usual }
        let track = "--track \(run.track.format.rawValue)"
        guard let said else {
            note("Note: an audiobook is made of MP3 tracks, so with \(track) none is made.")
            return .none
        }
        guard said == .none else {
            throw ValidationError(
                "--book \(said) is made of MP3 tracks, not with \(track): give --book none, "
                    + "or make the audiobook as another batch, which pays for nothing again.")
        }
        return said
    }

    private func check(_ forms: BookForms, _ run: RunSettings, _ tracks: TrackOptions) throws {
        let needsWholeClips =
            run.book.sync != nil ? "--sync" : forms.hasReadAlong ? "--book epub" : nil
        if let option = needsWholeClips, run.track.trims, run.kinds.contains(.book) {
            throw ValidationError(
                "\(option) does not go with --trim: its times are those of the whole clips.")
        }
        let isEncoded = [.m4b, .opus].contains(forms.audiobook)
        let reason = "with --book \(forms)"
        let copied = reason + (forms.audiobook == .mp3 ? ", which is not encoded again" : "")
        try require(.bookBitrate, bookBitrate, where: isEncoded, else: copied)
        try require(
            .loudness, tracks.loudness, where: isEncoded || run.kinds.contains(.list), else: copied)
        try require(.splitHours, splitHours, where: forms.audiobook != nil, else: reason)
        try require(.layout, layout, where: forms.audiobook != nil, else: reason)
    }

    private func audiobook(
        _ format: AudiobookFormat, _ loudness: Double?, _ settings: Settings
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
