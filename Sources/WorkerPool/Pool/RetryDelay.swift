/// How long a failed work waits for its next try.
///
/// Full jitter: a random time up to 1 s times 2 to the power of its earlier retries, at most 30 s.
/// Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
struct RetryDelay {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func next(retries: Int) -> Duration {
        let longest = min(30, Double(1 << min(retries, 5)))
        return .seconds(Double.random(in: 0...longest, using: &generator))
    }
}
