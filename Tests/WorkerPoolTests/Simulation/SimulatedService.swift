import WorkerPool

/// A service with limits it does not announce.
struct SimulatedService {
    /// Its rate; nil: none.
    var rule: RateRule?
    /// The most calls it works on at once; nil: any number.
    var atOnce: Int?
    /// Whether a refusal says what it is for.
    var saysKind = false
    /// Whether a refusal for the rate says how long to wait.
    var saysWait = false
    /// Whether a refusal says the limit in numbers.
    var saysNumbers = false
    /// Whether calls above its limits wait until they are let in, instead of being refused.
    var queues = false
    /// Times within which every call fails.
    var outages: [ClosedRange<Double>] = []
    /// How long a call takes, in seconds.
    var seconds: ClosedRange<Double> = 2...2
    /// The share of calls it refuses by chance, whatever its limits; such a call counts for none.
    ///
    /// Where refusals say what they are for, these say the rate.
    var chance = 0.0
    /// From these times on its limits are those at first times a factor.
    var changes: [(at: Double, factor: Double)] = []
}

/// The service at work.
struct ServiceAtWork {
    private(set) var service: SimulatedService
    private var counter: RateCounter?
    private var atOnce: Int?
    private(set) var inFlight = 0
    private var upcoming: [(at: Double, factor: Double)]
    private var generator: SeededGenerator

    init(_ service: SimulatedService, seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        self.service = service
        counter = service.rule.map(RateCounter.init)
        atOnce = service.atOnce
        upcoming = service.changes
    }

    /// The limit that a refusal of this kind says in numbers.
    func stated(_ reply: PaceReply) -> StatedPace? {
        guard service.saysNumbers, case .throttled = reply else { return nil }
        if let atOnce, inFlight >= atOnce { return StatedPace(atOnce: atOnce) }
        return counter?.rule.stated
    }

    /// Whether every call fails now.
    func isOut(at now: Double) -> Bool {
        service.outages.contains { $0.contains(now) }
    }

    /// Refuses a call, or takes it on and returns nil; a call it took on has to be finished.
    mutating func take(at now: Double) -> PaceReply? {
        change(at: now)
        if service.chance > 0, Double.random(in: 0..<1, using: &generator) < service.chance {
            return .throttled(service.saysKind ? .rate : .unspecified, retryAfter: nil)
        }
        if let atOnce, inFlight >= atOnce {
            return .throttled(service.saysKind ? .atOnce : .unspecified, retryAfter: nil)
        }
        if let (isLetIn, wait) = counter?.admit(at: now), !isLetIn {
            return .throttled(
                service.saysKind ? .rate : .unspecified,
                retryAfter: service.saysWait ? .seconds(wait) : nil)
        }
        inFlight += 1
        return nil
    }

    mutating func finish() {
        inFlight -= 1
    }

    private mutating func change(at now: Double) {
        while let next = upcoming.first, next.at <= now {
            upcoming.removeFirst()
            counter = service.rule.map { RateCounter(rule: $0.scaled(by: next.factor)) }
            atOnce = service.atOnce.map { max(1, Int((Double($0) * next.factor).rounded())) }
        }
    }

    /// Calls and slot-seconds the limits let through between two times; nil: no such limit.
    func allowed(from start: Double, to end: Double) -> (calls: Double?, slotSeconds: Double?) {
        var weighted = 0.0
        var (at, factor) = (start, 1.0)
        for change in service.changes + [(at: end, factor: 1)] {
            let next = min(end, max(start, change.at))
            weighted += (next - at) * factor
            (at, factor) = (next, change.factor)
        }
        return (
            service.rule.map { $0.perSecond * weighted },
            service.atOnce.map { Double($0) * weighted }
        )
    }
}
