/// Counts calls against a rate limit; a value without a clock.
///
/// Times are passed in as the time since any fixed moment and never go back. A refused call is not
/// counted.
package struct RateLimiter: Sendable {
    private let limit: RateLimit
    private let window: RateWindow

    /// Fixed: the number of the window that is counted, and the calls let in since it began.
    private var current: Int64 = 0
    private var admitted = 0
    /// Sliding: when the latest calls were let in; a ring, once it holds the whole count.
    private var times: [Duration] = []
    private var oldest = 0
    /// Bucket: when it is full again if nothing more is taken.
    private var fullAt = Duration.zero

    package init(limit: RateLimit, window: RateWindow) {
        self.limit = limit
        self.window = window
    }

    /// Whether a call at this time is within the limit; it is counted if so.
    package mutating func admit(at time: Duration) -> Bool {
        switch window {
        case .fixed: admitInFixedWindow(at: time)
        case .sliding: admitInSlidingWindow(at: time)
        case .bucket: admitFromBucket(at: time)
        }
    }

    private mutating func admitInFixedWindow(at time: Duration) -> Bool {
        let window = Int64(time / limit.period)
        if window != current {
            current = window
            admitted = 0
        }
        guard admitted < limit.count else { return false }
        admitted += 1
        return true
    }

    private mutating func admitInSlidingWindow(at time: Duration) -> Bool {
        guard times.count == limit.count else {
            times.append(time)
            return true
        }
        guard time - times[oldest] >= limit.period else { return false }
        times[oldest] = time
        oldest = (oldest + 1) % limit.count
        return true
    }

    /// The generic cell rate algorithm (ITU-T I.371): one time stands for what is in the bucket.
    private mutating func admitFromBucket(at time: Duration) -> Bool {
        let full = max(fullAt, time) + limit.period / limit.count
        guard full - time <= limit.period else { return false }
        fullAt = full
        return true
    }
}
