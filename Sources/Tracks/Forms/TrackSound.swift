import MP3
import Texts

/// What kind of file a track is, and how it sounds beyond its clips.
package struct TrackSound: Hashable, Sendable {
    /// The kind of file.
    package var format = TrackFormat.mp3
    /// Samples a second; nil is the clips' own rate, or the form's where it has only one.
    package var sampleRateHz: Int?
    /// 1 or 2; nil is as the clips, or as the form has it.
    package var channelCount: Int?
    /// Whether silence before the first sound and behind the last one is cut.
    package var trims = false
    /// The loudness in LUFS (EBU R 128), within ``loudnessRange``; nil leaves it as it is.
    package var loudness: Double?

    /// The default: the clips as they are, in an MP3.
    package init() {}

    /// Whether nothing is encoded again.
    package var isCopied: Bool { self == TrackSound() }

    /// The sound of a track made from clips of a format.
    func format(of clips: AudioFormat) -> AudioFormat {
        AudioFormat(
            sampleRateHz: sampleRateHz ?? format.usualRateHz(for: clips.sampleRateHz),
            channelCount: channelCount ?? format.headerless?.channelCount ?? clips.channelCount)
    }

    /// Throws where no track can be like this.
    package func requirePossible() throws(ImpossibleSetting) {
        if let rate = sampleRateHz, !format.ratesHz.contains(rate) {
            let rates = format.ratesHz.map(String.init)
            let reason =
                rates.count == 1
                ? "\(format) has \(rates[0]) Hz" : "\(format) has \(rates.joined(separator: ", "))"
            throw ImpossibleSetting("a rate of \(rate) Hz", reason: reason)
        }
        if let channels = channelCount, !(1...2).contains(channels) {
            throw ImpossibleSetting("\(channels) channels", reason: "there are 1 and 2")
        }
        if let channels = channelCount, let own = format.headerless?.channelCount, channels != own {
            throw ImpossibleSetting("\(channels) channels", reason: "\(format) has one")
        }
        try Self.requirePossible(loudness: loudness)
    }

    /// The loudness that can be asked for, in LUFS.
    package static let loudnessRange = -40.0 ... -5

    /// Throws where nothing can be as loud.
    package static func requirePossible(loudness: Double?) throws(ImpossibleSetting) {
        guard let loudness, !loudnessRange.contains(loudness) else { return }
        let (least, most) = (Int(loudnessRange.lowerBound), Int(loudnessRange.upperBound))
        throw ImpossibleSetting(
            "a loudness of \(loudness) LUFS", reason: "it is \(least) to \(most) LUFS")
    }
}
