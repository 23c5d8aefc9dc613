/// How many calls may be in flight at once.
///
/// It starts at one and grows with each call that fills it and is let in. A refusal with n in
/// flight sets it to n. From then on it tries one more only after a number of calls that filled
/// it: 8 at first, twice as many each time the same limit shows again, up to 100. A limit the
/// service names is certain and waits for 100 at once: one refusal in 101 calls is 1 %.
struct AtOnceWindow {
    private var maximum: Int
    private(set) var limit: Int
    /// Whether every call that fills the window lets it grow.
    private(set) var isGrowing = true
    /// Whether a refusal has ever set it.
    private(set) var isLearned = false
    private var filled = 0
    private var needed = 8
    private var lastCut: (at: Duration, limit: Int)?

    private static let longestWait = 100
    private static let shortestWait = Duration.seconds(30)

    /// - Parameter known: a limit found by an earlier run; the window begins there.
    /// - Parameter start: where it begins if none was found.
    init(maximum: Int, known: Int?, start: Int) {
        self.maximum = maximum
        limit = min(maximum, max(1, known ?? start))
        isGrowing = known == nil
        isLearned = known != nil
    }

    /// Never more at once than a service says it takes.
    mutating func keep(below stated: Int) {
        maximum = min(maximum, stated)
        limit = min(limit, maximum)
        isLearned = true
    }

    /// Whether a call known to be let in would make room for another.
    var mayGrow: Bool { isGrowing && limit < maximum }

    /// Whether a place is tried that a refusal has forbidden before.
    var isTrying: Bool { isGrowing && isLearned }

    mutating func letIn(_ call: CallInFlight, at now: Duration) {
        guard call.fillsWindow, limit < maximum else { return }
        if isGrowing {
            limit = min(maximum, max(limit, call.others + 2))
        } else {
            filled += 1
            let earliest = (lastCut?.at ?? .zero) + Self.shortestWait
            guard filled >= needed, now >= earliest else { return }
            isGrowing = true
            limit += 1
        }
    }

    /// Takes a refusal for too many at once.
    mutating func refuse(
        _ call: CallInFlight, inFlight: Int, isNamed: Bool, at now: Duration
    ) {
        limit = max(1, min(limit, inFlight))
        isGrowing = false
        isLearned = true
        filled = 0
        if let lastCut, call.sentAt <= lastCut.at {
            self.lastCut = (lastCut.at, limit)
            return
        }
        let isSame = lastCut.map { limit <= $0.limit + $0.limit / 20 } ?? false
        needed = isSame ? min(2 * needed, Self.longestWait) : isNamed ? Self.longestWait : 8
        lastCut = (now, limit)
    }
}
