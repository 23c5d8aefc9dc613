/// So many calls within a time.
package struct RateLimit: Hashable, Sendable {
    /// The number of calls, 1 or more.
    package let count: Int
    /// The time they are counted over.
    package let period: Duration

    /// A limit of so many calls, at least 1, within a time longer than zero.
    package init(count: Int, period: Duration) {
        self.count = max(1, count)
        self.period = max(.nanoseconds(1), period)
    }

    /// Reads `20/s`, `60/min` or `500/h`.
    ///
    /// - Throws: ``EmulatorError/badRateLimit(_:)`` for anything else, and for a count below 1.
    package init(_ text: String) throws(EmulatorError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let periods: [String: Duration] = [
            "s": .seconds(1), "sec": .seconds(1), "min": .seconds(60), "m": .seconds(60),
            "h": .seconds(3600),
        ]
        guard parts.count == 2, let count = Int(parts[0]), count > 0,
            let period = periods[String(parts[1])]
        else { throw .badRateLimit(text) }
        self.init(count: count, period: period)
    }
}

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
