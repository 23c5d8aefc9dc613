import WorkerPool

/// How a simulated service counts calls against its rate; times in seconds.
enum RateRule {
    /// A bucket that holds `burst` calls and is refilled evenly; a burst of 1 is strict spacing.
    case bucket(perSecond: Double, burst: Double)
    /// Windows one after the other; `offset` is how long ago the first began.
    case fixed(count: Int, seconds: Double, offset: Double)
    /// The time up to now; refused calls may count too.
    case sliding(count: Int, seconds: Double, countsRefused: Bool)
    /// Two counters, as HAProxy's stick tables have them: what was counted since the period began, and
    /// of what was counted in the one before the share that a sliding window would still see.
    ///
    /// The first period begins with the first call, and so does one after two periods without any.
    case twoPeriods(count: Int, seconds: Double, countsRefused: Bool)

    /// Calls a second the rule lets through for ever.
    var perSecond: Double {
        switch self {
        case .bucket(let perSecond, _): perSecond
        case .fixed(let count, let seconds, _): Double(count) / seconds
        case .sliding(let count, let seconds, _), .twoPeriods(let count, let seconds, _):
            Double(count) / seconds
        }
    }

    /// What a service that says its limit in numbers says.
    var stated: StatedPace {
        switch self {
        case .bucket(let perSecond, _): StatedPace(ratePerSecond: perSecond)
        case .fixed(let count, let seconds, _), .sliding(let count, let seconds, _),
            .twoPeriods(let count, let seconds, _):
            StatedPace(window: PaceWindow(calls: count, seconds: seconds))
        }
    }

    /// The same rule for another number of calls.
    func scaled(by factor: Double) -> RateRule {
        func scaled(_ count: Int) -> Int { max(1, Int((Double(count) * factor).rounded())) }
        return switch self {
        case .bucket(let perSecond, let burst):
            .bucket(perSecond: perSecond * factor, burst: max(1, burst * factor))
        case .fixed(let count, let seconds, let offset):
            .fixed(count: scaled(count), seconds: seconds, offset: offset)
        case .sliding(let count, let seconds, let countsRefused):
            .sliding(count: scaled(count), seconds: seconds, countsRefused: countsRefused)
        case .twoPeriods(let count, let seconds, let countsRefused):
            .twoPeriods(count: scaled(count), seconds: seconds, countsRefused: countsRefused)
        }
    }
}

/// Counts calls against a rule.
struct RateCounter {
    let rule: RateRule
    private var tokens: Double
    private var refilledAt = 0.0
    private var window = -1
    private var counted = 0
    /// When the counted calls came; those from `oldest` on are within the time.
    private var times: [Double] = []
    private var oldest = 0
    /// The counts of this period and of the one before, and when this one began.
    private var periods = (current: 0, previous: 0, since: -Double.infinity)

    init(rule: RateRule) {
        self.rule = rule
        if case .bucket(_, let burst) = rule { tokens = burst } else { tokens = 0 }
    }

    /// Whether a call is let in; if not, after how long the next would be.
    mutating func admit(at now: Double) -> (isLetIn: Bool, wait: Double) {
        switch rule {
        case .bucket(let perSecond, let burst):
            tokens = min(burst, tokens + (now - refilledAt) * perSecond)
            refilledAt = now
            guard tokens >= 1 else { return (false, (1 - tokens) / perSecond) }
            tokens -= 1
            return (true, 0)
        case .fixed(let count, let seconds, let offset):
            let current = Int((now + offset) / seconds)
            if current != window { (window, counted) = (current, 0) }
            guard counted < count else {
                return (false, Double(current + 1) * seconds - offset - now)
            }
            counted += 1
            return (true, 0)
        case .sliding(let count, let seconds, let countsRefused):
            while oldest < times.count, times[oldest] <= now - seconds { oldest += 1 }
            if oldest > 4096 {
                times.removeFirst(oldest)
                oldest = 0
            }
            let isLetIn = times.count - oldest < count
            if isLetIn || countsRefused { times.append(now) }
            return (isLetIn, isLetIn ? 0 : times[times.count - count] + seconds - now)
        case .twoPeriods(let count, let seconds, let countsRefused):
            turnPeriods(of: seconds, at: now)
            let passed = (now - periods.since) / seconds
            let previous = Double(periods.previous) * (1 - passed)
            let isLetIn = previous + Double(periods.current) < Double(count)
            if isLetIn || countsRefused { periods.current += 1 }
            return (isLetIn, isLetIn ? 0 : (wait(for: count) - passed) * seconds)
        }
    }

    /// How many periods after this one began less than so many calls are counted.
    private func wait(for count: Int) -> Double {
        let room = count - periods.current
        // Where it is full by itself it has to fade within the next one.
        return room > 0
            ? 1 - Double(room) / Double(periods.previous)
            : 2 - Double(count) / Double(periods.current)
    }

    private mutating func turnPeriods(of seconds: Double, at now: Double) {
        if now - periods.since >= 2 * seconds {
            periods = (0, 0, now)
        } else if now - periods.since >= seconds {
            periods = (0, periods.current, periods.since + seconds)
        }
    }
}
