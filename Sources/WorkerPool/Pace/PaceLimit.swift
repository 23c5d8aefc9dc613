/// What holds the next call back, for people; times are the time since the pool began.
package enum PaceLimit: Hashable, Sendable {
    /// Nothing: as many calls as the settings allow are in flight, or there is no more work.
    case settings(atOnce: Int)
    /// The rate that the settings set, calls a second.
    case settingsRate(Double)
    /// Not known yet: the pace grows until something is refused.
    case growing(ratePerSecond: Double, atOnce: Int)
    /// A rate, calls a second: a bucket, or calls that have to keep a distance.
    case rate(Double)
    /// So many calls in each window of a length.
    ///
    /// `opensAt` is when the next call is let in; nil while there is room.
    case window(calls: Int, length: Duration, opensAt: Duration?)
    /// So many calls at once.
    case atOnce(Int)
    /// Calls are refused, and the next one is tried then; what limits them is not known yet.
    case refused(until: Duration)
    /// The service asked for a wait that ends then.
    case asked(until: Duration)
    /// Errors: nothing gets through, or the retry budget is empty.
    case errors
}

/// One decision of the pace, with its reason.
package struct PaceNote: Hashable, Sendable {
    /// When; the time since the pool began.
    package let at: Duration
    /// What was decided and why, a plain sentence without a capital and a full stop.
    package let what: String
    /// What limits the calls from now on.
    package let limit: PaceLimit
}
