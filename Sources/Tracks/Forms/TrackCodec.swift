/// How a track is encoded that is not a copy of its clips.
package struct TrackCodec: Sendable {
    let format: TrackFormat
    let sampleRateHz: Int
    /// The most kilobits a second that are of use.
    private let mostKilobits: Int

    /// The encoder of a form, for sound at this rate.
    ///
    /// - Parameter kilobits: the bit rate of the clips, which AAC and Opus need no more than for the same
    ///   sound; nil where it is not known.
    package init(format: TrackFormat, sampleRateHz: Int, kilobits: Int? = nil) {
        self.format = format
        self.sampleRateHz = sampleRateHz
        mostKilobits = kilobits ?? .max
    }

    /// The encoder's arguments, for a file of a track's own.
    package var arguments: [String] {
        switch format {
        case .mp3: mp3
        case .m4a:
            Self.aac(sampleRateHz, mostKilobits) + ["-movflags", "+faststart", "-f", "ipod"]
        case .wav: ["-c:a", "pcm_s16le", "-rf64", "auto", "-f", "wav"]
        case .opus: Self.opus(mostKilobits) + ["-f", "ogg"]
        // 64 kbit/s and more at the rates of speech, where Vorbis is transparent for one voice.
        case .ogg: ["-c:a", "libvorbis", "-q:a", "5", "-f", "ogg"]
        case .flac: ["-c:a", "flac", "-sample_fmt", "s16", "-f", "flac"]
        case .ulaw: ["-c:a", "pcm_mulaw", "-f", "mulaw"]
        case .alaw: ["-c:a", "pcm_alaw", "-f", "alaw"]
        case .sln, .sln16: ["-c:a", "pcm_s16le", "-f", "s16le"]
        case .g722: ["-c:a", "g722", "-f", "g722"]
        }
    }

    /// LAME at quality 7.
    ///
    /// It takes half the time of the default and is as good for speech at this bit rate. MPEG 2.5,
    /// below 16 kHz, has no more than 64 kbit/s.
    private var mp3: [String] {
        let kilobits = sampleRateHz < 16_000 ? 64 : 96
        return ["-c:a", "libmp3lame", "-b:a", "\(kilobits)k", "-compression_level", "7"]
            + ["-id3v2_version", "3", "-write_xing", "1", "-f", "mp3"]
    }

    /// ffmpeg's AAC encoder with its fast coder.
    ///
    /// That takes an eighth of the time of its default one and is no worse for speech. AAC has at most
    /// 6 bits a sample.
    package static func aac(_ sampleRateHz: Int, _ mostKilobits: Int = .max) -> [String] {
        let kilobits = min(96, sampleRateHz * 4 / 1000, mostKilobits)
        return ["-c:a", "aac", "-aac_coder", "fast", "-b:a", "\(kilobits)k"]
    }

    /// Opus without its speech modes, which take four times as long.
    package static func opus(_ mostKilobits: Int = .max) -> [String] {
        ["-c:a", "libopus", "-application", "audio"]
            + ["-compression_level", "3", "-b:a", "\(min(64, mostKilobits))k"]
    }
}
