/// The pace at a moment, for people.
public struct PaceSnapshot: Hashable, Sendable {
    /// A pause that is on.
    public struct Pause: Hashable, Sendable {
        /// Why the run is paused.
        public let reason: NothingGetsThrough
        /// When the next call is tried; the time since the pool began.
        public let until: Duration
        /// When the run ends if none succeeds by then; the time since the pool began.
        public let end: Duration
    }

    /// Calls a second that are tried; nil if the pace is not looked for.
    public let ratePerSecond: Double?
    /// Calls at once that are tried.
    public let atOnce: Int
    /// Calls in flight.
    public let inFlight: Int
    /// Calls sent so far.
    public let sent: Int
    /// Calls refused so far.
    public let refused: Int
    /// Whether a refusal holds calls back until a probe is let in.
    public let isHeldBack: Bool
    /// The pause that is on; nil if there is none.
    public let pause: Pause?

    /// The share of refused calls among those sent, 0 to 1; 0 before the first.
    public var refusedShare: Double { sent == 0 ? 0 : Double(refused) / Double(sent) }
}
