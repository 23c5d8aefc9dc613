import MP3
import SystemPackage

/// Sound that is encoded to a track: clips joined, or a part cut out of one.
struct EncoderInput: Sendable {
    /// ffmpeg's arguments that read it.
    let arguments: [String]
    /// Its rate and channels.
    let format: AudioFormat
    /// How long it plays.
    let duration: Duration
    /// The bit rate of its clips.
    let kilobits: Int

    /// Joined clips in a file.
    init(_ audio: JoinedAudio, at path: FilePath) {
        arguments =
            ["-protocol_whitelist", "file", "-flags2", "+skip_manual", "-f", "mp3"]
            + ["-i", "file:\(path)", "-map", "0:a:0"]
        format = audio.format
        duration = audio.duration
        kilobits = audio.kilobits
    }

    /// A part of a clip.
    ///
    /// - Parameter kilobits: the clip's bit rate.
    init(_ part: PlainSound, kilobits: Int) {
        arguments =
            ["-protocol_whitelist", "file", "-f", "s16le", "-ar", "\(part.sampleRateHz)"]
            + ["-ac", "1", "-i", "file:\(part.path)", "-map", "0:a:0"]
        format = AudioFormat(sampleRateHz: part.sampleRateHz, channelCount: 1)
        duration = part.duration
        self.kilobits = kilobits
    }

    /// ffmpeg's arguments to encode it as an MP3, at its clips' bit rate as far as the format has it.
    func encoder(for format: AudioFormat) -> [String] {
        let most = format.sampleRateHz < 16_000 ? 64 : format.sampleRateHz < 32_000 ? 160 : 320
        return ["-c:a", "libmp3lame", "-b:a", "\(min(kilobits, most))k"]
            + ["-ar", "\(format.sampleRateHz)", "-ac", "\(format.channelCount)"]
            + ["-map_metadata", "-1", "-id3v2_version", "0"]
            + ["-write_xing", "1", "-bitexact", "-threads", "1", "-f", "mp3"]
    }
}
