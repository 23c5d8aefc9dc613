extension Duration {
    /// The length in whole milliseconds, rounded towards zero.
    package var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// Milliseconds, rounded to the nearest.
    package var wholeMilliseconds: Int {
        Int((self / .milliseconds(1)).rounded())
    }
}
