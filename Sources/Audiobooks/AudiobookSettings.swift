import Tracks

/// How an audiobook is to be made.
package struct AudiobookSettings: Hashable, Sendable {
    /// The kind of file.
    package var format = AudiobookFormat.m4b
    /// Kilobits a second, 8 to 256; nil for what is of use, at most 64 (m4b) or 32 (opus).
    ///
    /// `mp3` keeps the tracks' own. It is what the encoder is told. ffmpeg's AAC encoder takes up
    /// to a third more for a dense voice.
    package var bitRate: Int?
    /// How long one file may be; a longer book becomes several, split between chapters.
    ///
    /// 24 hours, because lengths in many players' MP4 readers have 31 bits at 24,000 Hz or more;
    /// nil for never.
    package var partLimit: Duration? = .seconds(24 * 3600)
    /// The loudness of the whole book in LUFS (EBU R 128), within ``TrackSound/loudnessRange``; nil
    /// leaves it as it is.
    ///
    /// One gain for all chapters, with peaks held below -1.5 dB true peak. Not for `mp3`.
    package var loudness: Double?

    /// The default: an M4B as loud as its tracks.
    package init(
        format: AudiobookFormat = .m4b, bitRate: Int? = nil,
        partLimit: Duration? = .seconds(24 * 3600), loudness: Double? = nil
    ) {
        self.format = format
        self.bitRate = bitRate
        self.partLimit = partLimit
        self.loudness = loudness
    }
}

extension AudiobookSettings {
    /// Throws where nothing can be made by these settings.
    func requirePossible() throws(ImpossibleSetting) {
        if let bitRate, !(8...256).contains(bitRate) {
            throw ImpossibleSetting(
                "\(bitRate) kbit/s", reason: "a bit rate is 8 to 256 kbit/s")
        }
        try TrackSound.requirePossible(loudness: loudness)
        guard loudness == nil || format != .mp3 else {
            throw ImpossibleSetting(
                "a set loudness for an mp3 book",
                reason: "its chapters are joined without encoding them again; choose m4b or opus")
        }
    }
}
