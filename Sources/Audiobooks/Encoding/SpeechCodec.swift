import MP3
import Tracks

/// How an audiobook's sound is encoded: packets of a fixed number of samples, in one channel.
struct SpeechCodec: Hashable, Sendable {
    let format: AudiobookFormat
    /// Samples a second.
    let sampleRateHz: Int
    let kilobits: Int
    /// What every sample is made louder by; nil leaves the sound as it is.
    let gain: LoudnessGain?

    /// The codec for tracks.
    init(_ settings: AudiobookSettings, _ tracks: [MP3Check], gain: LoudnessGain?) {
        format = settings.format
        let rate = tracks.map(\.format.sampleRateHz).max() ?? 24_000
        // Opus has one rate; AAC has all of MP3's.
        sampleRateHz = settings.format == .opus ? 48_000 : rate
        kilobits =
            settings.bitRate
            ?? settings.format.usefulBitRate(
                ofTracksHz: rate, kilobits: tracks.map(\.kilobits).max() ?? 64)
        self.gain = gain
    }

    /// Samples in a packet: AAC-LC's 1024, or 20 ms of Opus.
    var packetSampleCount: Int { format == .opus ? 960 : 1024 }

    /// How much later the decoder gives a sample than the encoder took it.
    ///
    /// One packet of overlap in ffmpeg's AAC encoder; 6.5 ms in libopus, written as its pre-skip.
    var delaySampleCount: Int { format == .opus ? 312 : 1024 }

    /// The ending of a part's file name.
    var fileExtension: String { format == .opus ? "opus" : "aac" }

    /// What makes a part's packets differ, as text.
    var signature: String {
        "\(fileExtension) \(sampleRateHz) \(kilobits) \(gain.map { "\($0.decibels)" } ?? "-") 1"
    }

    /// The filters behind the sound of all tracks, with a comma before each.
    var filters: String { gain.map { "," + $0.filter(atHz: sampleRateHz) } ?? "" }

    /// The encoder's arguments for a file.
    ///
    /// ffmpeg's fast coder takes a third of the time of its default one and is no worse for speech;
    /// so is libopus at level 5 of 10. Every Opus packet has a page of its own, which is how
    /// ``PacketFile`` reads them.
    var arguments: [String] {
        let rate = ["-b:a", "\(kilobits)k", "-ac", "1", "-map_metadata", "-1", "-bitexact"]
        return switch format {
        case .opus:
            ["-c:a", "libopus", "-application", "voip", "-compression_level", "5"] + rate
                + ["-page_duration", "1", "-f", "ogg"]
        default:
            ["-c:a", "aac", "-aac_coder", "fast"] + rate + ["-f", "adts"]
        }
    }
}
