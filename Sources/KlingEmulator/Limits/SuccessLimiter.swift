/// A limit on successes in a sliding window, as the gateway counts them: when a call comes, those
/// that are done are looked at, so that calls in flight may carry it over the limit.
///
/// Times are passed in as the time since any fixed moment and never go back.
struct SuccessLimiter: Sendable {
    let limit: RateLimit
    /// When the latest successes were, oldest first; never more than the limit's count.
    private var times: [Duration] = []

    init(limit: RateLimit) {
        self.limit = limit
    }

    /// Whether no call is let in at this time.
    func isReached(at time: Duration) -> Bool {
        times.count == limit.count && times.first.map { time - $0 < limit.period } ?? false
    }

    mutating func count(at time: Duration) {
        if times.count == limit.count { times.removeFirst() }
        times.append(time)
    }
}
