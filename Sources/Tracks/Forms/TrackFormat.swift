package import MP3

/// The kind of file a track is.
package enum TrackFormat: String, CaseIterable, Sendable {
    /// MP3.
    case mp3
    /// AAC in MP4.
    case m4a
    /// 16 bits a sample, RF64 where the file is longer than 4 GB.
    case wav
    /// Opus in Ogg.
    case opus
    /// Vorbis in Ogg.
    case ogg
    /// FLAC, 16 bits a sample.
    case flac
    /// G.711 with the µ-law, for telephones of America and Japan.
    case ulaw
    /// G.711 with the A-law, for telephones elsewhere.
    case alaw
    /// Samples of 16 bits at 8 kHz and nothing else.
    case sln
    /// The same at 16 kHz.
    case sln16
    /// G.722, for telephones that have 16 kHz.
    case g722
}

extension TrackFormat {
    /// The sound of a form that has no header to say its own: what plays it knows it by the ending.
    ///
    /// Source: Asterisk's `formats/format_pcm.c` and `formats/format_sln.c`, which name the endings.
    package var headerless: AudioFormat? {
        switch self {
        case .ulaw, .alaw, .sln: AudioFormat(sampleRateHz: 8000, channelCount: 1)
        case .sln16, .g722: AudioFormat(sampleRateHz: 16_000, channelCount: 1)
        case .mp3, .m4a, .wav, .opus, .ogg, .flac: nil
        }
    }

    /// How many bytes of a form without a header play a second; nil for one that tells its length.
    var bytesPerSecond: Int? {
        switch self {
        case .ulaw, .alaw, .g722: 8000
        case .sln: 16_000
        case .sln16: 32_000
        case .mp3, .m4a, .wav, .opus, .ogg, .flac: nil
        }
    }

    /// The forms that a film's track can have: those that say what they are.
    package static let ofFilms = allCases.filter { $0.headerless == nil }

    /// The rates it can have, in samples a second.
    var ratesHz: [Int] {
        switch self {
        case .mp3: Self.ratesOfMP3
        case .m4a: Self.ratesOfMP3 + [64_000, 88_200, 96_000]
        // Whatever it is given, a decoder gives 48 kHz.
        case .opus: [48_000]
        case .wav, .flac, .ogg: Self.ratesOfMP3 + [88_200, 96_000]
        case .ulaw, .alaw, .sln, .sln16, .g722: [headerless?.sampleRateHz ?? 0]
        }
    }

    private static let ratesOfMP3 = [
        8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000,
    ]

    /// The rate it has for a sound whose own is another, unless one is asked for.
    func usualRateHz(for sampleRateHz: Int) -> Int {
        ratesHz.contains(sampleRateHz) ? sampleRateHz : ratesHz.max() ?? sampleRateHz
    }
}
