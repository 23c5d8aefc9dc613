import DurableFiles

/// How loud a sound is over its time, to tell where in it somebody speaks.
package struct SpeechLevels: Sendable {
    /// Samples a second.
    private let sampleRateHz: Int
    /// Mean squares of windows of 5 ms.
    private var powers: [Float] = []
    private var sampleCount = 0

    /// Samples in a window.
    package var windowSampleCount: Int { max(1, sampleRateHz / 200) }
    /// -60 dB of full scale: quieter is silence, however quiet the speech is.
    private static let leastPower: Float = 1e-6 * 32768 * 32768
    /// Speech is louder than 45 dB below its loudest window: consonants at a word's end are up to
    /// 40 dB weaker than vowels.
    private static let speechShare: Float = 3.16e-5
    /// Silence kept before speech and behind it, so that no attack and no fading is cut.
    private static let keptMilliseconds = (before: 10, behind: 20)

    /// Levels of nothing yet.
    package init(sampleRateHz: Int) {
        self.sampleRateHz = sampleRateHz
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
        guard let loudest = powers.max(), loudest > Self.leastPower else { return nil }
        return max(Self.leastPower, loudest * Self.speechShare)
    }

    /// From the first to the last samples of speech, with a little silence around.
    ///
    /// All of a sound in which nobody speaks.
    package var speech: Range<Int> {
        guard let threshold, let first = powers.firstIndex(where: { $0 > threshold }),
            let last = powers.lastIndex(where: { $0 > threshold })
        else { return 0..<sampleCount }
        let (before, behind) = Self.keptMilliseconds
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

extension SoundFile {
    /// How loud a sound is.
    ///
    /// Blocks; reads a second at a time.
    func levels(of sound: RawSound, sampleRateHz: Int) throws(FileError) -> SpeechLevels {
        var levels = SpeechLevels(sampleRateHz: sampleRateHz)
        let step = levels.windowSampleCount * 200
        for start in stride(from: 0, to: sound.sampleCount, by: step) {
            levels.append(try samples(of: sound.part(start..<(start + step))))
        }
        return levels
    }
}
