package import SystemPackage

/// Sound in a file, not encoded: one channel of 16 bits, little-endian.
package struct PlainSound: Hashable, Sendable {
    /// The file.
    package let path: FilePath
    /// Samples a second.
    package let sampleRateHz: Int
    /// How many samples there are.
    package let sampleCount: Int

    /// Sound in a file.
    package init(path: FilePath, sampleRateHz: Int, sampleCount: Int) {
        self.path = path
        self.sampleRateHz = sampleRateHz
        self.sampleCount = sampleCount
    }

    /// How long it plays.
    package var duration: Duration {
        .nanoseconds(sampleCount * 1_000_000_000 / max(1, sampleRateHz))
    }
}
