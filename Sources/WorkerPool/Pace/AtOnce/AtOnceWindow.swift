/// How many calls may be in flight at once.
///
/// It starts at one and doubles as calls that fill it are let in. A refusal with n in flight sets it
/// to n; from then on one more is tried now and then.
struct AtOnceWindow {
    private var maximum: Int
    private(set) var limit: Int
    /// Whether a refusal has ever set it.
    private(set) var isLearned = false
    private var isSearching: Bool
    private var trials: Trials
    /// Calls that filled it and were let in since a refusal set it.
    private var confirmed = 0
    /// Calls let in that filled it since it was raised.
    private var usesOfTrial = 0
    private var lastCut: (at: Duration, limit: Int)?
    /// What was before a refusal that no call let in has confirmed yet.
    private var doubted: (limit: Int, isLearned: Bool, isSearching: Bool, since: Duration)?

    private static let rest = Duration.seconds(30)

    /// - Parameter known: a limit found by an earlier run; the window begins there.
    /// - Parameter start: where it begins if none was found.
    init(maximum: Int, known: Int?, start: Int) {
        self.maximum = maximum
        limit = min(maximum, max(1, known ?? start))
        isSearching = known == nil
        isLearned = known != nil
        trials = Trials(fewest: 20)
    }

    /// Never more at once than a service says it takes.
    mutating func keep(below stated: Int) {
        maximum = min(maximum, stated)
        limit = min(limit, maximum)
        isLearned = true
    }

    /// Whether a call known to be let in would make room for another.
    var mayGrow: Bool { (isSearching || trials.isTrying) && limit < maximum }

    /// Whether a place is tried that a refusal has forbidden before.
    var isTrying: Bool { trials.isTrying && isLearned }

    /// Whether no call let in has confirmed it yet.
    var isDoubted: Bool { doubted != nil }

    /// Whether a limit that a refusal has set has shown often since.
    var isSettled: Bool { isLearned && confirmed >= 40 }

    /// The limit that the latest refusal showed; nil if there was none.
    var refusedLimit: Int? { lastCut?.limit }

    /// Whether a limit was known before the one that is in doubt.
    var wasKnown: Bool { doubted?.isLearned ?? false }

    /// It was no limit at once after all.
    mutating func restore() {
        guard let doubted else { return }
        (limit, isLearned, isSearching) = (doubted.limit, doubted.isLearned, doubted.isSearching)
        self.doubted = nil
    }

    mutating func letIn(_ call: CallInFlight, at now: Duration) {
        guard call.fillsWindow else { return }
        if let doubted, call.sentAt > doubted.since { self.doubted = nil }
        confirmed += 1
        guard limit < maximum else { return }
        if isSearching {
            limit = min(maximum, max(limit, 2 * (call.others + 1)))
        } else if trials.isTrying {
            // One may have been let in because another had just left.
            usesOfTrial += 1
            guard usesOfTrial >= 2 else { return }
            raise(above: call)
        } else if trials.use(at: now, rest: Self.rest) {
            raise(above: call)
        }
    }

    private mutating func raise(above call: CallInFlight) {
        limit = min(maximum, max(limit, call.others + 2))
        usesOfTrial = 0
    }

    /// Takes a refusal for too many at once.
    mutating func refuse(
        _ call: CallInFlight, inFlight: Int, isNamed: Bool, at now: Duration
    ) {
        if !isNamed, doubted == nil, limit > inFlight || isSearching {
            doubted = (limit, isLearned, isSearching, call.sentAt)
        }
        limit = max(1, min(limit, inFlight))
        isSearching = false
        isLearned = true
        if let lastCut, call.sentAt <= lastCut.at {
            if limit < lastCut.limit { confirmed = 0 }
            self.lastCut = (lastCut.at, limit)
            return
        }
        let isSame = lastCut.map { limit <= $0.limit + $0.limit / 20 } ?? false
        // A trial that was refused confirms the limit.
        if limit != lastCut?.limit { confirmed = 0 }
        trials.fail(isSame: isSame, isCertain: isNamed, at: now)
        lastCut = (now, limit)
    }
}
