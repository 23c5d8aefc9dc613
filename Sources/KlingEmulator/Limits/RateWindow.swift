/// How the calls of a rate limit are counted.
package enum RateWindow: String, CaseIterable, Sendable {
    /// Windows of one period, one after the other, each with the whole count: up to twice the count
    /// can pass around a window's edge.
    case fixed
    /// The period up to now, wherever it stands: never more than the count within any period.
    case sliding
    /// A bucket that holds the count and is refilled evenly: the count at once, then one whenever
    /// a part of the period has passed.
    case bucket
}
