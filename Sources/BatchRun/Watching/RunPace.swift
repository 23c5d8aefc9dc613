/// What limits the calls of a run at a moment, and how long those take that are left.
package struct RunPace: Sendable, Equatable {
    /// What holds the next call back: `30 a minute, window opens in 12 s`.
    package let limit: String
    /// How long the calls take that are left; nil as long as nothing tells.
    package let timeLeft: ClosedRange<Duration>?

    /// A pace of these parts.
    package init(limit: String, timeLeft: ClosedRange<Duration>?) {
        self.limit = limit
        self.timeLeft = timeLeft
    }
}

/// How long the calls take that are left, from the limit that is known and what was measured.
///
/// A limit that lasts says what a burst hides: an account that takes its calls of a minute at once, and
/// then none. What was measured says what the limit hides: a service that answers slower than it takes
/// calls, and errors. The slower of both is what lasts.
package struct TimeLeft: Sendable, Equatable {
    /// Calls that are still to be paid.
    package let calls: Int
    /// How long they take at the limit that is known.
    package let known: ClosedRange<Duration>?
    /// Calls that were paid within a time until now.
    package let measured: MeasuredPace

    /// What is known of so many calls.
    package init(calls: Int, known: ClosedRange<Duration>?, measured: MeasuredPace) {
        self.calls = calls
        self.known = known
        self.measured = measured
    }

    /// The shortest and the longest time; nil as long as nothing tells.
    package var range: ClosedRange<Duration>? {
        guard calls > 0 else { return nil }
        guard let known else { return measured.timeFor(calls: calls) }
        guard let measured = measured.timeFor(calls: calls),
            measured.lowerBound > known.upperBound
        else { return known }
        return measured
    }
}

/// Calls that were paid within a time until now.
package struct MeasuredPace: Sendable, Equatable {
    /// The calls.
    package let calls: Int
    /// The time, in seconds.
    package let seconds: Int

    /// So many calls in so many seconds.
    package init(calls: Int, seconds: Int) {
        self.calls = calls
        self.seconds = seconds
    }

    /// A minute is the shortest time that tells of the next ones.
    private static let leastSeconds = 60
    private static let leastCalls = 3

    /// How long so many calls take at this pace; nil where it was measured too short.
    ///
    /// The range follows from the number: that of n calls is off by a share of 1/√n now and then.
    package func timeFor(calls count: Int) -> ClosedRange<Duration>? {
        guard seconds >= Self.leastSeconds, calls >= Self.leastCalls else { return nil }
        let usual = Double(count) * Double(seconds) / Double(calls)
        let share = min(0.5, max(0.05, 1 / Double(calls).squareRoot()))
        return .seconds(usual * (1 - share)) ... .seconds(usual * (1 + share))
    }
}
