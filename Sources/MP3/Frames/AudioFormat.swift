/// What must agree for audio to be joined without encoding it again.
package struct AudioFormat: Hashable, Sendable {
    /// Samples a second of each channel: 8000 to 48000.
    package let sampleRateHz: Int
    /// 1 for mono, 2 for any kind of stereo.
    package let channelCount: Int

    /// A format of this rate and this number of channels.
    package init(sampleRateHz: Int, channelCount: Int) {
        self.sampleRateHz = sampleRateHz
        self.channelCount = channelCount
    }
}

extension AudioFormat: CustomStringConvertible {
    /// The format for people: `24000 Hz mono`.
    package var description: String {
        "\(sampleRateHz) Hz \(channelCount == 1 ? "mono" : "stereo")"
    }
}
