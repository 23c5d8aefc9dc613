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
    /// The most calls at once that the settings allow.
    let maximumAtOnce: Int
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

    /// When the window that is kept by count lets in the next calls; nil without one.
    let window: WindowSchedule?

    /// How long so many more calls take at the limits that are known; nil where they do not tell.
    ///
    /// The slowest limit counts. While a refusal holds all calls back, a rate is only a guess.
    ///
    /// - Parameter now: the time since the pool began.
    package func timeFor(calls: Int, at now: Duration) -> ClosedRange<Duration>? {
        guard calls > 0 else { return .zero ... .zero }
        var start = now
        switch limit {
        case .refused, .errors: return nil
        case .asked(let until), .window(_, _, let until?): start = max(now, until)
        case .settings, .settingsRate, .growing, .rate, .window, .atOnce: break
        }
        var times: [Duration] = []
        if let window { times.append(max(start, window.end(ofCalls: calls)) - now) }
        if let rate = knownRate, window == nil {
            times.append(start - now + .seconds(Double(calls) / rate))
        }
        if let places = knownPlaces, serviceTime > .zero {
            times.append(start - now + serviceTime * (Double(calls) / Double(places)))
        }
        guard let longest = times.max() else { return nil }
        return longest * 0.95...(longest * 1.05 + serviceTime)
    }

    private var knownRate: Double? {
        if case .settingsRate(let rate) = limit { return rate }
        return learned.ratePerSecond.flatMap { $0 > 0 ? $0 : nil }
    }

    private var knownPlaces: Int? {
        if case .settings(let atOnce) = limit, atOnce == maximumAtOnce { return atOnce }
        return learned.atOnce
    }
}
