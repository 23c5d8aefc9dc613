/// Both limits of an account, the number at once and the rate; a value without a clock.
package struct CallLimits: Sendable {
    private let atOnceLimit: Int?
    private var rate: RateLimiter?
    private var inFlight = 0

    /// What the limits say to a call.
    package enum Verdict {
        case admitted
        case tooManyAtOnce
        case tooFast
    }

    package init(settings: EmulatorSettings) {
        atOnceLimit = settings.atOnceLimit
        rate = settings.rateLimit.map { RateLimiter(limit: $0, window: settings.rateWindow) }
    }

    /// Lets a call in or refuses it; one that is let in has to leave.
    ///
    /// The number at once is looked at first, so that a call it refuses uses up no rate.
    package mutating func enter(at time: Duration) -> Verdict {
        guard inFlight < atOnceLimit ?? .max else { return .tooManyAtOnce }
        guard rate?.admit(at: time) ?? true else { return .tooFast }
        inFlight += 1
        return .admitted
    }

    /// Frees the place of a call that was let in.
    package mutating func leave() {
        inFlight -= 1
    }
}
