/// How many calls a second are sent: a schedule of slots, and the rate it follows.
///
/// The rate doubles until the first refusal, then it grows by little with each call let in and
/// falls with each episode of refusals. No constant is in calls a second, so it works at any scale.
struct Pacer {
    private(set) var rate: Double
    private(set) var nextSlot = Duration.zero
    /// Whether a refusal has ever set the rate.
    private(set) var isLearned: Bool
    private let ceiling: Double

    private let surge: Double
    private var surgeStart = Duration.zero
    private var surgeCount = 0
    private var hasBeenRefused = false
    /// Calls let in since the last episode of refusals.
    private var quiet = 0
    private var letInLately = LastMinute()
    /// When the latest episode of refusals stopped the calls, and when they went on.
    private var stoppedAt = Duration.zero
    private var openFor = Duration.zero
    private var openedAt: Duration?

    /// The rate that was last refused.
    private var refusedRate = 0.0

    /// By how much a timer is late.
    private static let lateness = Duration.milliseconds(2)
    /// What an episode of refusals leaves of the rate.
    private static let cut = 0.97
    /// The share of refusals to settle at.
    private static let share = 0.005
    /// Growth for each call let in, so that cut and growth balance at that share.
    private static let growth = (1 - cut) * share / (1 - share)

    init(ceiling: Double?, learned: Double?) {
        self.ceiling = ceiling ?? .infinity
        rate = min(self.ceiling, max(0.02, learned.map { 0.8 * $0 } ?? 2))
        surge = learned == nil ? 2 : 1.1
        isLearned = learned != nil
    }

    var slot: Duration { .seconds(1 / rate) }

    /// Takes a slot; a timer that was late is made up for, slots that went by unused are not.
    mutating func send(at now: Duration, isProbe: Bool) {
        nextSlot = isProbe ? now + slot : max(nextSlot, now - Self.lateness) + slot
    }

    mutating func letIn(_ call: CallInFlight, at now: Duration) {
        letInLately.add(at: now)
        guard call.waitedFor == .slot else { return }
        if hasBeenRefused {
            quiet += 1
            rate *= 1 + growthNow
        } else if call.sentAt >= surgeStart {
            surgeCount += 1
            guard surgeCount >= 4 else { return }
            surgeCount = 0
            surgeStart = now
            rate *= surge
        }
        rate = min(rate, ceiling)
    }

    private var growthNow: Double {
        // Well below the rate last refused: back to it within some hundred calls.
        let recovery = 0.01 * max(0, refusedRate / rate - 1.04)
        let calm = max(0, Double(quiet) - 0.75 / Self.share) / 100
        // Never more than doubling every 3 s.
        return min(Self.growth + 0.0005 * calm * calm + recovery, 0.231 / rate)
    }

    /// Slows down for an episode of refusals, by little: it may have been a matter of spacing.
    mutating func refuse(_ call: CallInFlight, at now: Duration) {
        refusedRate = rate
        if hasBeenRefused || surge != 2 {
            var found = rate
            if call.waitedFor == .other, let gap = gapBefore(call), gap > 0 { found = min(rate, 1 / gap) }
            refusedRate = found
            rate = max(0.02, found * Self.cut)
        } else {
            rate = max(0.02, rate / 2)
        }
        hasBeenRefused = true
        isLearned = true
        quiet = 0
        openFor = (now - (openedAt ?? .zero))
        stoppedAt = now
    }

    private func gapBefore(_ call: CallInFlight) -> Double? {
        call.sinceLast?.inSeconds
    }

    /// Goes on after an episode of refusals.
    ///
    /// If the first probe was not let in, it was not a matter of spacing. What the service let in
    /// during the last minute is at least its limit, however it counts within a minute.
    mutating func open(at now: Duration) {
        openedAt = now
        let blocked = now - stoppedAt
        guard blocked > slot * 2 else { return }
        let share = openFor / (openFor + blocked)
        let lately = 1.02 * letInLately.perSecond(at: now)
        rate = max(0.02, min(rate, max(rate * max(0.5, share), lately)))
    }
}

/// How many calls a second were let in during the last minute, or since the first.
struct LastMinute {
    private var counts = [Int](repeating: 0, count: 61)
    private var newest = 0
    private var total = 0
    private var first: Duration?

    mutating func add(at now: Duration) {
        move(to: now)
        if first == nil { first = now }
        counts[newest % counts.count] += 1
        total += 1
    }

    mutating func perSecond(at now: Duration) -> Double {
        move(to: now)
        return Double(total) / min(60, max(1, (now - (first ?? now)).inSeconds))
    }

    private mutating func move(to now: Duration) {
        let second = max(newest, Int(now.components.seconds))
        for passed in stride(from: newest + 1, through: min(second, newest + counts.count), by: 1) {
            total -= counts[passed % counts.count]
            counts[passed % counts.count] = 0
        }
        newest = second
    }
}
