/// By how much a sound is made louder so that it has a loudness, with its peaks held.
package struct LoudnessGain: Hashable, Sendable {
    /// In decibels, to the hundredth, so that the same sound has the same gain the next time.
    package let decibels: Double

    /// A gain of so many decibels.
    package init(decibels: Double) {
        self.decibels = decibels
    }

    /// The gain from a sound's own loudness to another, both in LUFS.
    package init(from own: Double, to loudness: Double) {
        decibels = ((loudness - own) * 100).rounded() / 100
    }

    /// ffmpeg's filters for sound at this rate.
    ///
    /// The limiter works at four times the rate, where peaks between samples show (ITU-R BS.1770-4,
    /// annex 2); 0.841 is -1.5 dB, half a decibel below the usual ceiling for what a codec adds.
    package func filter(atHz rate: Int) -> String {
        "volume=\(decibels)dB,aresample=\(min(rate * 4, 192_000))"
            + ",alimiter=limit=0.841:level=0,aresample=\(rate)"
    }
}
