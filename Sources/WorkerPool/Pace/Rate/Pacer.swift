/// How many calls a second are sent: a schedule of slots, and the rate it follows.
///
/// The rate doubles until the first refusal. Then it grows by little with each call let in and
/// falls with each episode of refusals. Only calls that waited for their slot let it grow: the
/// others do not show that the service takes more. No rule is in calls a second, so they work at
/// any scale.
struct Pacer {
    /// Growth before the first refusal: times a factor for every four calls let in.
    private struct Search {
        let factor: Double
        var since = Duration.zero
        var count = 0
    }

    private(set) var rate: Double
    private(set) var nextSlot = Duration.zero
    /// How many of the next calls take no slot, but only a gap.
    private var hurried = (count: 0, gap: Duration.zero)
    /// Whether a refusal has ever set the rate, in this run or the last.
    private(set) var isLearned: Bool

    private var ceiling: Double
    /// nil after the first refusal.
    private var search: Search?
    private var letInLately = CallsLately(seconds: 60)
    /// Calls let in since the latest episode of refusals: those that waited for a slot, and all.
    private var quietCount = 0
    private var letInCount = 0
    /// The rate that the latest episode refused.
    private var refusedRate = 0.0
    /// Calls a second that were let in between the latest two episodes, and one more.
    private var measured: Double?
    /// When the latest episode began.
    private var refusedAt: Duration?

    private static let slowest = 0.02
    /// By how much a timer may be late.
    private static let lateness = Duration.milliseconds(2)
    /// What an episode of refusals leaves of the rate.
    private static let cut = 0.97
    /// The share of refusals to settle at.
    private static let share = 0.005
    /// Growth for each call let in, so that cut and growth balance at that share.
    private static let steadyGrowth = (1 - cut) * share / (1 - share)

    init(ceiling: Double?, learned: Double?) {
        self.ceiling = ceiling ?? .infinity
        isLearned = learned != nil
        search = Search(factor: learned == nil ? 2 : 1.1)
        rate = 0
        setRate(learned.map { 0.8 * $0 } ?? 2)
    }

    /// Whether no refusal has ended the search for the rate.
    var isSearching: Bool { search != nil }

    /// The time between two calls.
    var slot: Duration { .seconds(1 / rate) }

    /// Never goes faster than a service says it takes calls.
    mutating func keep(below stated: Double) {
        guard stated < ceiling else { return }
        ceiling = stated
        isLearned = true
        search = nil
        setRate(rate)
    }

    private mutating func setRate(_ new: Double) {
        rate = min(ceiling, max(Self.slowest, new))
    }

    /// Takes a slot; a timer that was late is made up for, slots that went by unused are not.
    mutating func send(at now: Duration, isProbe: Bool) {
        if hurried.count > 0 {
            hurried.count -= 1
            nextSlot = now + hurried.gap
            return
        }
        nextSlot = isProbe ? now + slot : max(nextSlot, now - Self.lateness) + slot
    }

    /// Sends so many calls on one slot: the first at once, each other after a gap.
    mutating func hurry(_ count: Int, gap: Duration, at now: Duration) {
        nextSlot = now
        hurried = (count - 1, gap)
    }

    mutating func letIn(_ call: CallInFlight, at now: Duration) {
        letInLately.add(at: now)
        letInCount += 1
        guard call.waitedFor == .slot else { return }
        if let search {
            continueSearch(search, call, at: now)
        } else {
            quietCount += 1
            setRate(rate * (1 + growth(at: now)))
        }
    }

    private mutating func continueSearch(_ old: Search, _ call: CallInFlight, at now: Duration) {
        // Calls sent at the rate before say nothing about this one.
        guard call.sentAt >= old.since else { return }
        if old.count < 3 {
            search?.count += 1
        } else {
            search = Search(factor: old.factor, since: now)
            setRate(rate * old.factor)
        }
    }

    private mutating func growth(at now: Duration) -> Double {
        var growth = Self.steadyGrowth
        // Well below the rate last refused: most of the way back within a hundred calls.
        growth += 0.01 * max(0, refusedRate / rate - 1.04)
        // After a long quiet time the limit may have risen: faster and faster, but never more than
        // 30 % above what was let in during the last minute.
        let calm = Double(quietCount) - 0.75 / Self.share
        if calm > 0, rate < 1.3 * letInLately.perSecond(at: now) {
            growth += 0.005 * calm * calm / 10_000
        }
        // At most doubling every 3 s.
        return min(growth, 0.231 / rate)
    }

    /// Slows down for a refusal that may have come by chance.
    mutating func slowDown(at now: Duration) {
        setRate(rate * Self.cut)
    }

    /// Makes up for one of those after a refusal that did come by chance.
    mutating func speedUp(at now: Duration) {
        guard rate < 2 * letInLately.perSecond(at: now) else { return }
        setRate(rate / Self.cut)
    }

    /// Looks for the rate anew: what was refused was not for the rate.
    mutating func searchAgain(at now: Duration) {
        search = Search(factor: 1.5, since: now)
    }

    /// Slows down for an episode of refusals.
    ///
    /// By little, it may have been a matter of spacing; but to no more than what was let in since the
    /// episode before, when the service had no room either.
    mutating func refuse(_ call: CallInFlight, isCertain: Bool, at now: Duration) {
        refusedRate = rate
        if call.waitedFor == .other, let gap = call.sinceLast, gap > .zero {
            // The rate was not what held the calls back; how close they came was refused.
            let lately = letInLately.perSecond(at: now)
            refusedRate = min(rate, max(1 / gap.inSeconds, lately))
        }
        let isFirst = search?.factor == 2
        measured = refusedAt.map {
            1.02 * Double(letInCount + 1) / max(0.001, (call.sentAt - $0).inSeconds)
        }
        setRate(isFirst ? rate / 2 : refusedRate * Self.cut)
        if isCertain { confirmRefusal() }
        search = nil
        isLearned = true
        quietCount = 0
        letInCount = 0
        hurried.count = 0
        refusedAt = call.sentAt
    }

    /// The service had no room for one more call either: the rate was more than a little too high.
    mutating func confirmRefusal() {
        if let measured { setRate(min(rate, measured)) }
        measured = nil
    }

    /// Follows a limit that is kept by count: evenly, for a count that fades takes bursts amiss.
    mutating func follow(_ slot: Duration) {
        search = nil
        let old = self.slot
        setRate(1 / slot.inSeconds)
        // What was sent last holds the next call back for the new slot.
        nextSlot += self.slot - old
    }
}
