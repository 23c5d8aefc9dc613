import Ledger
package import Tracks

/// What kind of file a track is and how it sounds, as the ledger keeps it with the job.
///
/// What is as the clips are is not written, so that forms of earlier versions stay the same texts.
package struct StoredSound: Codable, Hashable, Sendable {
    /// A `TrackFormat`, by its name.
    private var format = TrackFormat.mp3.rawValue
    private var rateHz: Int?
    private var channels: Int?
    private var trims: Bool?
    private var loudness: Double?

    /// A sound to keep; nil for the clips as they are.
    package init?(_ sound: TrackSound) {
        guard !sound.isCopied else { return nil }
        format = sound.format.rawValue
        rateHz = sound.sampleRateHz
        channels = sound.channelCount
        trims = sound.trims ? true : nil
        loudness = sound.loudness
    }

    /// The sound of a book's chapters, which keep their loudness to each other.
    init?(ofChapters sound: TrackSound) {
        var sound = sound
        sound.loudness = nil
        self.init(sound)
    }

    /// Reads a sound that any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.format, into: &format)
        members.read(.rateHz, into: &rateHz)
        members.read(.channels, into: &channels)
        members.read(.trims, into: &trims)
        members.read(.loudness, into: &loudness)
    }

    /// The sound.
    package var sound: TrackSound {
        var sound = TrackSound()
        sound.format = TrackFormat(rawValue: format) ?? .mp3
        sound.sampleRateHz = rateHz
        sound.channelCount = channels
        sound.trims = trims ?? false
        sound.loudness = loudness
        return sound
    }
}
