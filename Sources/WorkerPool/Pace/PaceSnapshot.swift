/// The pace at a moment, for people.
package struct PaceSnapshot: Hashable, Sendable {
    /// A pause that is on.
    package struct Pause: Hashable, Sendable {
        /// Why the run is paused.
        package let reason: NothingGetsThrough
        /// When the next call is tried; the time since the pool began.
        package let until: Duration
        /// When the run ends if none succeeds by then; the time since the pool began.
        package let end: Duration
    }

    /// Calls a second that are tried; nil if the pace is not looked for.
    package let ratePerSecond: Double?
    /// Calls at once that are tried.
    package let atOnce: Int
    /// Calls in flight.
    package let inFlight: Int
    /// Calls sent so far.
    package let sent: Int
    /// Calls refused so far.
    package let refused: Int
    /// Whether a refusal holds calls back until a probe is let in.
    package let isHeldBack: Bool
    /// The pause that is on; nil if there is none.
    package let pause: Pause?
    /// What holds the next call back.
    package let limit: PaceLimit
    /// What has been learned of the limits so far.
    let learned: LearnedPace
    /// The mean time to a reply of a call that was let in; zero before the first.
    let serviceTime: Duration

    /// How long so many more calls take at the limits that are known; nil if none is known.
    package func timeFor(calls: Int) -> ClosedRange<Duration>? {
        let byPlaces = learned.atOnce.map { Double(calls) / Double($0) * serviceTime.inSeconds }
        guard let byPlaces, byPlaces > 0 else { return learned.timeFor(calls: calls) }
        let places: ClosedRange<Duration> = .seconds(byPlaces * 0.9)...(.seconds(byPlaces * 1.25))
        guard let byRate = learned.timeFor(calls: calls) else { return places }
        return byRate.upperBound > places.upperBound ? byRate : places
    }
}
