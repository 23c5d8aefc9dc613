import Crypto
import Texts

/// What one chapter's encoder is given, and which of its packets are taken.
struct AudiobookPart: Sendable {
    /// The beginning of a track.
    struct Sound: Sendable {
        let track: MeasuredTrack
        let sampleCount: Int
    }

    let codec: SpeechCodec
    /// Silence before the chapter, less than a packet.
    let silenceSampleCount: Int
    /// The chapter's track, and as much of those behind it as is needed.
    let sounds: [Sound]
    /// Silence behind the end of the book.
    let paddingSampleCount: Int
    /// The packets taken, counted from the first one encoded.
    let packets: Range<Int>

    /// Samples the encoder is given, a whole number of packets.
    var sampleCount: Int {
        sounds.reduce(silenceSampleCount + paddingSampleCount) { $0 + $1.sampleCount }
    }

    /// How many packets the encoder gives: those of its samples and the one of its delay.
    var encodedPacketCount: Int { sampleCount / codec.packetSampleCount + 1 }

    /// The name of the file it is encoded into: made of all that its bytes depend on, except the tool.
    var fileName: String {
        let sounds = sounds.map { "\(hexadecimal($0.track.sha256)) \($0.sampleCount)" }
        let text =
            "\(codec.signature) \(silenceSampleCount) \(paddingSampleCount) \(packets) "
            + sounds.joined(separator: " ")
        let digest = SHA256.hash(data: Array(text.utf8))
        return "\(hexadecimal(Array(digest))).\(codec.fileExtension)"
    }
}

extension AudiobookPart {
    /// ffmpeg's arguments to encode it into a file.
    ///
    /// A track's sound is taken to the sample, its encoder's own delay included (`skip_manual`), as
    /// lengths measured by frames have it. Up to a quarter of a second that a decoder leaves out is
    /// filled with silence; a track that gives less makes the part too short, which is noticed.
    func arguments(to path: String) -> [String] {
        var arguments: [String] = []
        var graph = ""
        let rate = codec.sampleRateHz
        for (index, sound) in sounds.enumerated() {
            let seconds = sound.sampleCount / rate + 2
            arguments += ["-protocol_whitelist", "file", "-flags2", "+skip_manual"]
            arguments += ["-t", "\(seconds)", "-f", "mp3", "-i", "file:\(sound.track.path)"]
            graph += "[\(index):a:0]aresample=\(rate),aformat=channel_layouts=mono"
            graph += ",apad=pad_len=\(rate / 4),atrim=end_sample=\(sound.sampleCount)"
            graph += ",asetpts=N/SR/TB[s\(index)];"
        }
        graph += sounds.indices.map { "[s\($0)]" }.joined()
        graph += "concat=n=\(sounds.count):v=0:a=1"
        if silenceSampleCount > 0 { graph += ",adelay=delays=\(silenceSampleCount)S" }
        // A resampler among the filters may keep some samples back.
        let padding = paddingSampleCount + codec.packetSampleCount
        graph += "\(codec.filters),apad=pad_len=\(padding),atrim=end_sample=\(sampleCount)[out]"
        return arguments + ["-filter_complex", graph, "-map", "[out]"] + codec.arguments
            + ["-threads", "1", "file:\(path)"]
    }
}
