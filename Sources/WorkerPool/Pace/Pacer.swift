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
    private var letInCount = 0
    /// When the service said "no more", and how many calls it had let in by then.
    private var exhaustions: [(at: Duration, letInCount: Int)] = []

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

    /// Takes a slot; at most one slot that went by unused is made up for.
    mutating func send(at now: Duration, isProbe: Bool, wasIdle: Bool) {
        nextSlot = isProbe ? now + slot : max(nextSlot, now - slot) + slot
        // What was let in between two refusals says nothing if there was nothing to send.
        if wasIdle { exhaustions.removeAll() }
    }

    mutating func letIn(_ call: CallInFlight, at now: Duration) {
        letInCount += 1
        guard call.waitedForSlot else { return }
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
        let calm = max(0, (Double(quiet) - 1.5 / Self.share) * Self.share / 2)
        // Never more than doubling every 3 s.
        return min(Self.growth * (1 + calm * calm), 0.231 / rate)
    }

    /// Slows down for an episode of refusals.
    mutating func refuse(at now: Duration) {
        var found = rate * Self.cut
        for (index, last) in exhaustions.enumerated() {
            let count = letInCount - last.letInCount
            guard count > 0, count <= 100 || index == exhaustions.count - 1 else { continue }
            let seconds = (now - last.at).inSeconds
            found = min(found, 1.02 * Double(count + 1) / seconds)
        }
        if !hasBeenRefused {
            found = max(found, rate / 2)
            found = min(found, surge == 2 ? rate / 2 : found)
        }
        rate = max(0.02, found)
        hasBeenRefused = true
        isLearned = true
        quiet = 0
        if exhaustions.count == 16 { exhaustions.removeFirst() }
        exhaustions.append((now, letInCount))
    }
}
