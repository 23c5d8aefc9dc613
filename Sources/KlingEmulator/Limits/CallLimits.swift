/// All limits of an account: over all requests, at once, by rate and by successes; a value without
/// a clock.
package struct CallLimits: Sendable {
    private let atOnceLimit: Int?
    private let rateLimit: RateLimit?
    private let totalLimit: RateLimit?
    private var rate: RateLimiter?
    private var total: RateLimiter?
    private var successes: SuccessLimiter?
    private var inFlight = 0

    /// What the limits say to a call.
    package enum Verdict: Equatable {
        case admitted
        case refused(Limit)
    }

    /// A limit that refuses.
    package enum Limit: Equatable, Sendable {
        case atOnce
        case rate(RateLimit)
        case successes(RateLimit)
        case total(RateLimit)
    }

    package init(settings: EmulatorSettings) {
        atOnceLimit = settings.atOnceLimit
        rateLimit = settings.rateLimit
        totalLimit = settings.totalLimit
        rate = settings.rateLimit.map { RateLimiter(limit: $0, window: settings.rateWindow) }
        total = settings.totalLimit.map { RateLimiter(limit: $0, window: .bucket) }
        successes = settings.successLimit.map(SuccessLimiter.init)
    }

    /// Lets a call in or refuses it; one that is let in has to leave.
    ///
    /// The total counts every call that it lets pass, whatever becomes of it. The number at once is
    /// looked at before the rate, so that a call it refuses uses up no rate.
    package mutating func enter(at time: Duration) -> Verdict {
        if let totalLimit, total?.admit(at: time) == false { return .refused(.total(totalLimit)) }
        if let successes, successes.isReached(at: time) {
            return .refused(.successes(successes.limit))
        }
        guard inFlight < atOnceLimit ?? .max else { return .refused(.atOnce) }
        if let rateLimit, rate?.admit(at: time) == false { return .refused(.rate(rateLimit)) }
        inFlight += 1
        return .admitted
    }

    /// Frees the place of a call that was let in.
    package mutating func leave() {
        inFlight -= 1
    }

    /// Counts a call that went well.
    package mutating func succeed(at time: Duration) {
        successes?.count(at: time)
    }
}
