/// The bounds within which the pace is looked for.
package struct PaceSettings: Hashable, Sendable {
    /// The most calls in flight at once, 1 or more.
    package var maximumAtOnce: Int
    /// The most calls a second; nil: as many as the service takes.
    package var ratePerSecondCeiling: Double?
    /// Whether the pace is to be found; false sends as fast as ``maximumAtOnce`` allows.
    package var isPaced: Bool
    /// What the random spread of waits follows from.
    package var seed: UInt64

    /// Bounds for a pace; a number below 1 at once counts as 1.
    package init(
        maximumAtOnce: Int, ratePerSecondCeiling: Double? = nil, isPaced: Bool = true,
        seed: UInt64 = .random(in: .min ... .max)
    ) {
        self.maximumAtOnce = max(1, maximumAtOnce)
        self.ratePerSecondCeiling = ratePerSecondCeiling
        self.isPaced = isPaced
        self.seed = seed
    }
}
