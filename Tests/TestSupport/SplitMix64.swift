import WorkerPool

/// Random numbers for tests: the same from the same seed everywhere, so that a failure comes again.
///
/// They are those of the pool's own generator; a type of its own, so that tests need not know the pool.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var generator: SeededGenerator

    package init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    package mutating func next() -> UInt64 {
        generator.next()
    }
}
