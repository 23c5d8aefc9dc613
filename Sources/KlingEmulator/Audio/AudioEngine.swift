/// Where an emulator's sound comes from.
package enum AudioEngine: String, CaseIterable, Sendable {
    /// Speech where its tools are there, otherwise silence.
    case auto
    /// Speech by `espeak-ng`, made an MP3 by `ffmpeg`; both must be there.
    case speech
    /// Valid MP3 frames of the right length without a sound, made without any tool.
    case silence
}
