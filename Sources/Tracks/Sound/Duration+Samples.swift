extension Duration {
    /// So many samples, rounded down to nanoseconds.
    package init(samples: Int, atHz rate: Int) {
        let (seconds, rest) = samples.quotientAndRemainder(dividingBy: rate)
        self = .seconds(seconds) + .nanoseconds(rest * 1_000_000_000 / rate)
    }

    /// The nearest number of samples.
    package func sampleCount(atHz rate: Int) -> Int {
        let (seconds, attoseconds) = components
        let nanoseconds = Int(attoseconds / 1_000_000_000)
        return Int(seconds) * rate + (nanoseconds * rate + 500_000_000) / 1_000_000_000
    }
}
