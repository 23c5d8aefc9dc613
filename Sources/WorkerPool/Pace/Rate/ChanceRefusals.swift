/// Tells refusals that come by chance, whatever the pace, from those of a limit.
///
/// Calls that are sent right after a refusal are a trial of it. A limit that has just refused a call
/// has no room left: of two calls it refuses at least one, and a limit on calls at once refuses a
/// single one that comes with as many others in flight. If refusals come by chance, such calls are
/// mostly let in. A trial follows a refusal where there were more refusals than a limit causes at a
/// settled pace; once trials have shown chance, one follows every refusal and decides what that is
/// taken for.
struct ChanceRefusals {
    /// What a refusal is to be taken for.
    enum Meaning {
        /// A limit was reached.
        case limit
        /// The trial was refused, but chance may have done it.
        case perhapsLimit
        /// Nobody knows yet: so many calls that go right after it will tell.
        case trial(calls: Int)
        /// It says no more than the one before it.
        case nothing
    }

    /// What a call that was let in has shown.
    enum Finding {
        case nothing
        /// The refusal before came by chance.
        case chance
        /// Refusals come by chance, and nobody knew before.
        case firstChance
    }

    /// The calls that go right after a refusal.
    private struct Trial {
        let since: Duration
        /// They say something only if they were sent by then.
        let until: Duration
        /// And with so many others in flight.
        let others: Int
        /// How many have yet to be let in.
        var missing: Int

        func isMet(by call: CallInFlight) -> Bool {
            call.sentAt <= until && call.others >= others
        }
    }

    private var trial: Trial?
    /// Whether refusals are known to come by chance.
    private var isShown = false
    /// Two for each trial that was let in, less one for each that was not.
    private var score = 0
    /// Calls that nothing held back, of late, and those of them that were refused.
    private var sent = 0.0
    private var refused = 0.0
    /// Refusals since the last call that was let in.
    private var run = 0
    /// How many refusals are borne without a trial.
    private var patience = Self.shortestPatience

    /// Refusals since the last trial, and after how many the next one goes in any case: twice as many
    /// each time that one was refused.
    private var sinceTrial = 0
    private var spacing = Self.shortestSpacing
    /// Whether chance was ever shown, whatever has refuted it since: trials come sooner then.
    private var hasBeenShown = false
    private static let shortestSpacing = 2
    private static let longestSpacing = 8

    /// The share of refusals that a limit brings about at a settled pace.
    private static let settledShare = 0.005
    /// Above this share, refusals are not taken for chance.
    private static let greatestShare = 0.35
    private static let memory = 4000.0
    private static let shortestPatience = 2.0
    private static let longestPatience = 8.0
    /// Two trials let in show chance, two refused a limit; after that chance has to be refuted.
    private static let shownScore = 4
    private static let refutedScore = -2
    private static let highestScore = 16

    /// Whether trials were let in more often than not.
    var hasShown: Bool { isShown || score > 0 }

    /// Whether the next call is to go at once, as a trial.
    var isTrying: Bool { trial != nil }

    /// Something else than a trial has shown chance.
    mutating func show() {
        isShown = true
        hasBeenShown = true
        score = Self.highestScore
        patience = Self.shortestPatience
    }

    /// Takes a call that nothing held back and that was let in.
    mutating func letIn(_ call: CallInFlight) -> Finding {
        run = 0
        count(isRefused: false)
        guard var trial, call.sentAt >= trial.since else { return .nothing }
        trial.missing -= 1
        guard trial.isMet(by: call), trial.missing > 0 else {
            self.trial = nil
            return trial.isMet(by: call) ? endTrial() : .nothing
        }
        self.trial = trial
        return .nothing
    }

    private mutating func endTrial() -> Finding {
        score = min(score + 2, Self.highestScore)
        spacing = 1
        if isShown { return .chance }
        guard score >= Self.shownScore else { return .nothing }
        show()
        return .firstChance
    }

    /// Takes a refusal of a call that nothing held back.
    ///
    /// - Parameters:
    ///   - others: with how many others it was one too many; nil: it came too fast.
    ///   - isFirst: whether it is the first that may be for that limit.
    mutating func refuse(
        _ call: CallInFlight, others: Int?, isFirst: Bool, slot: Duration, at now: Duration
    ) -> Meaning {
        run += 1
        count(isRefused: true)
        if let trial {
            guard call.sentAt >= trial.since else { return .nothing }
            self.trial = nil
            if call.sentAt <= trial.until { return failTrial() }
        }
        sinceTrial += 1
        // Where calls come fast, a limit may have room again by the time a trial is there.
        let isPlain = others == nil && slot > .milliseconds(100)
        let isDue = isUnexplained || isFirst || isPlain && sinceTrial >= spacing
        guard isShown ? isExplained : isDue else { return .limit }
        sinceTrial = 0
        // A call that waited for a place shows how many are let in at once, like a trial of one.
        let calls = others == nil && call.waitedFor != .other ? 2 : 1
        // Within a slot a limit may let one call in, but not two.
        trial = Trial(
            since: now, until: now + slot * 0.8, others: others ?? 0, missing: calls)
        return .trial(calls: calls)
    }

    private mutating func failTrial() -> Meaning {
        score -= 1
        spacing = min(
            2 * spacing, hasBeenShown ? Self.longestSpacing / 2 : Self.longestSpacing)
        if score <= Self.refutedScore {
            isShown = false
            patience = min(2 * patience, Self.longestPatience)
            startOver()
        }
        return isShown && isExplained ? .perhapsLimit : .limit
    }

    /// The search for the rate came upon a limit: the refusals so far led there.
    mutating func endSearch() {
        if !isShown { startOver() }
    }

    private mutating func startOver() {
        sent = 0
        refused = 0
        score = 0
    }

    /// Counts a call that nothing held back.
    mutating func count(isRefused: Bool) {
        if sent >= Self.memory {
            sent /= 2
            refused /= 2
        }
        sent += 1
        if isRefused { refused += 1 }
    }

    private var isExplained: Bool { explains(run) }

    /// Whether so many calls are refused that two in a row are no wonder.
    var isLikely: Bool { explains(2) }

    /// Whether chance alone makes so many refusals in a row in more than one of 200 calls.
    func explains(_ run: Int) -> Bool {
        let share = min(refused / max(1, sent), Self.greatestShare)
        let probability = (0..<run).reduce(1.0) { product, _ in product * share }
        return run <= 1 || probability >= Self.settledShare
    }

    /// Whether more calls were refused than at a settled pace: by three standard deviations.
    private var isUnexplained: Bool {
        let expected = sent * Self.settledShare
        return refused > patience + expected + 3 * expected.squareRoot()
    }
}
