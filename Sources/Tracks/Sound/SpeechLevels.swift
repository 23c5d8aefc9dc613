/// How loud a sound is over its time, to tell where in it somebody speaks.
package struct SpeechLevels: Sendable {
    /// Samples a second.
    private let sampleRateHz: Int
    /// Mean squares of windows of 5 ms.
    private var powers: [Float] = []
    private var sampleCount = 0

    /// Samples in a window.
    package var windowSampleCount: Int { max(1, sampleRateHz / 200) }
    private let bounds: Bounds

    /// What counts as silence, and how much of it is kept.
    package struct Bounds: Sendable {
        /// A quieter window is silent, however quiet the speech is.
        let leastPower: Float
        /// What is louder than this share of the loudest window is speech.
        let speechShare: Float
        /// Silence kept before speech and behind it, so that no attack and no fading is cut.
        let keptMilliseconds: (before: Int, behind: Int)

        /// For words in a film, where every tenth of a second counts: -60 dB of full scale, and 45 dB
        /// below the loudest window, as consonants at a word's end are up to 40 dB weaker than vowels.
        package static let tight = Bounds(
            leastPower: 1e-6 * 32768 * 32768, speechShare: 3.16e-5, keptMilliseconds: (10, 20))
        /// For a track's ends, where a breath belongs to the speech: -66 dB of full scale, and 55 dB
        /// below the loudest window.
        package static let careful = Bounds(
            leastPower: 2.5e-7 * 32768 * 32768, speechShare: 3.16e-6, keptMilliseconds: (50, 100))
    }

    /// Levels of nothing yet.
    package init(sampleRateHz: Int, bounds: Bounds = .tight) {
        self.sampleRateHz = sampleRateHz
        self.bounds = bounds
    }

    /// Adds samples at the end; all but the last ones added are whole windows.
    package mutating func append(_ samples: [Int16]) {
        let window = windowSampleCount
        sampleCount += samples.count
        samples.withUnsafeBufferPointer { samples in
            var start = 0
            while start < samples.count {
                let end = min(start + window, samples.count)
                var sum: Float = 0
                for index in start..<end {
                    let sample = Float(samples[index])
                    sum += sample * sample
                }
                powers.append(sum / Float(end - start))
                start = end
            }
        }
    }

    private var threshold: Float? {
        guard let loudest = powers.max(), loudest > bounds.leastPower else { return nil }
        return max(bounds.leastPower, loudest * bounds.speechShare)
    }

    /// From the first to the last samples of speech, with a little silence around.
    ///
    /// All of a sound in which nobody speaks.
    package var speech: Range<Int> {
        guard let threshold, let first = powers.firstIndex(where: { $0 > threshold }),
            let last = powers.lastIndex(where: { $0 > threshold })
        else { return 0..<sampleCount }
        let (before, behind) = bounds.keptMilliseconds
        let start = first * windowSampleCount - before * sampleRateHz / 1000
        let end = (last + 1) * windowSampleCount + behind * sampleRateHz / 1000
        return max(0, start)..<min(sampleCount, end)
    }

    /// The pauses within the speech that are at least so long, in samples.
    package func pauses(ofAtLeast sampleCount: Int) -> [Range<Int>] {
        guard let threshold, let first = powers.firstIndex(where: { $0 > threshold }) else {
            return []
        }
        var pauses: [Range<Int>] = []
        var quietFrom = first
        for index in powers.indices[first...] where powers[index] > threshold {
            let pause = (quietFrom * windowSampleCount)..<(index * windowSampleCount)
            if quietFrom < index, pause.count >= sampleCount { pauses.append(pause) }
            quietFrom = index + 1
        }
        return pauses
    }
}
