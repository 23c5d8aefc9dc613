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
