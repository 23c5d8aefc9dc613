/// What speaks for and against a window: so many calls in a length of time.
///
/// A block makes a guess, the calls let in after it confirm the guess, and from then on the limit is
/// kept by count until what is refused and let in says otherwise.
struct WindowEvidence {
    /// A limit that is kept by count; nil as long as none is known.
    private(set) var limit: WindowLimit?
    /// What may explain the latest block.
    private(set) var guess: WindowGuess?
    private(set) var history = CallHistory()
    /// When the call was sent that ended the latest block.
    private var openedAt = Duration.zero

    private static let leastMargin = Duration.milliseconds(50)
    /// A shorter block is none of a window.
    static let shortestBlock = Duration.seconds(3)

    /// What a call that was let in has shown.
    enum Finding {
        case nothing
        /// A limit, another one than before, for a reason.
        case limit(String)
        /// There is no such limit.
        case none
    }

    /// Keeps to a window by count.
    mutating func keep(_ window: PaceWindow, isSaid: Bool) {
        keep(WindowLimit(window, margin: Self.leastMargin, isSaid: isSaid))
    }

    private mutating func keep(_ new: WindowLimit) {
        limit = new
        guess = nil
    }

    mutating func send(at now: Duration) { history.send(at: now) }

    mutating func drop(sentAt: Duration) { history.drop(sentAt: sentAt) }

    mutating func refuse(sentAt: Duration) { history.refuse(sentAt: sentAt) }

    mutating func dropGuess() { guess = nil }

    /// A refusal may have come by chance: the next call tells.
    mutating func doubtGuess() { guess?.isDoubted = true }

    /// When the next call is let in by the count; nil if there is room or no limit.
    func opensAt(at now: Duration) -> Duration? { limit?.opensAt(history, at: now) }

    /// When the limit lets in the next calls; nil without one.
    func schedule(at now: Duration) -> WindowSchedule? {
        limit.map { WindowSchedule($0, history, at: now) }
    }

    /// When the next call of a guess goes; nil without one.
    func nextOfGuess(after last: Duration?, at now: Duration) -> Duration? {
        guard let guess, let last else { return nil }
        return guess.next(after: last, history, at: now)
    }

    /// When the end of a usual window would let a probe in.
    func boundary(after now: Duration, since start: Duration) -> Duration? {
        WindowLimit.boundary(after: now, history, since: start)
    }

    /// How many calls were let in within the limit's length before a call.
    func count(before sentAt: Duration, withRefused: Bool) -> Int {
        limit.map { history.count(within: $0.length, before: sentAt, withRefused: withRefused) }
            ?? 0
    }

    /// How many calls a limit has counted when a call came that was refused.
    private func counted(before sentAt: Duration, in limit: WindowLimit) -> Int {
        count(before: sentAt, withRefused: limit.countsRefused) - (limit.countsRefused ? 1 : 0)
    }

    /// Whether the limit that is kept by count is reached, refusals of its own block included.
    func isExplained(_ call: CallInFlight) -> Bool {
        limit.map { counted(before: call.sentAt, in: $0) >= $0.proven } ?? false
    }

    /// Takes a call that was let in.
    mutating func letIn(_ call: CallInFlight, at now: Duration) -> Finding {
        if call.waitedFor == .count { limit?.letIn(at: now) }
        if limit?.isDoubted == true { return test(by: call, at: now) }
        return confirmGuess(call)
    }

    /// Sees whether more is let in than the limit allows.
    private mutating func test(by call: CallInFlight, at now: Duration) -> Finding {
        let count = count(before: call.sentAt, withRefused: false)
        guard limit?.letInInDoubt(counted: count, at: now) == true else { return .nothing }
        guard limit?.isDisproved == true else {
            return .limit("more were let in than the window known allows")
        }
        limit = nil
        return .none
    }

    /// Several calls let in shortly after a block show that it was a window that had been used up.
    private mutating func confirmGuess(_ call: CallInFlight) -> Finding {
        guard var guess, call.sentAt > guess.openedAt else { return .nothing }
        guess.letIn += 1
        self.guess = guess
        if call.sentAt - guess.openedAt > guess.blocked {
            self.guess = nil
        } else if guess.isShown {
            keep(guess.limit)
            return .limit("let in anew after a block: a window, \(guess.limit.window)")
        }
        return .nothing
    }

    /// Sees what a block that is over says; nil if it changes nothing.
    mutating func end(
        _ block: Block, refusals: [Duration], openedBy probe: CallInFlight, isLong: Bool,
        chance: ChanceRefusals, at now: Duration
    ) -> String? {
        guard let first = refusals.first, let last = refusals.last else { return nil }
        let longer = WindowLimit.explaining(
            refusals: refusals, history, atLeast: limit?.length ?? .zero,
            margin: Self.leastMargin)
        let lastOpenedAt = openedAt
        openedAt = probe.sentAt
        let byChance = chance.explains(refusals.count)
        guard let old = limit else {
            if last - first >= Self.shortestBlock, !byChance, let longer {
                guess = WindowGuess(
                    limit: longer, openedAt: probe.sentAt, blocked: last - first,
                    gap: longer.fadesSince != nil
                        ? longer.slot : history.firstGap(within: longer.length, before: first))
            }
            return nil
        }
        guard isLong else {
            if block == .explained { limit?.widen(by: .milliseconds(20)) }
            guard block == .rate else { return nil }
            let counted = counted(before: first, in: old)
            if limit?.refuse(afterOnly: counted, at: first) == true {
                return "refused after as many as a window before: \(text)"
            }
            limit?.speakAgainst(at: now)
            return nil
        }
        if let longer, longer.length > old.length {
            keep(longer)
            return "refused for longer than the window known: \(longer.window)"
        }
        let count = count(before: first, withRefused: false)
        if block == .trial, chance.isLikely || old.isDoubted {
            return old.isDoubted && byChance ? nil : endTrial(counted: count, at: now)
        }
        guard !byChance else { return nil }
        let all = self.count(before: first, withRefused: true)
        if limit?.refuse(afterLetIn: count, withRefused: all) == true {
            return "refused calls do not count after all"
        }
        // What counts refused calls is as full at the last refusal of a block as at the first.
        if old.countsRefused, self.count(before: last, withRefused: true) < all - 1 {
            limit?.countOnlyLetIn()
        }
        let calls = history.calls(
            in: limit ?? old, first: first, last: last, between: lastOpenedAt, probe.sentAt)
        limit?.lower(to: calls, at: now)
        return "refused within the window known: \(text)"
    }

    private var text: String { limit?.window.description ?? "" }

    private mutating func endTrial(counted count: Int, at now: Duration) -> String {
        limit?.refuseTrial(counted: count, at: now)
        return "one more was refused: \(text)"
    }

    /// Sees whether only refused calls explain a refusal within the limit.
    mutating func findCounting(_ call: CallInFlight, at now: Duration) -> String? {
        guard let limit, !limit.countsRefused, !limit.isTrying else { return nil }
        let count = count(before: call.sentAt, withRefused: false)
        let all = self.count(before: call.sentAt, withRefused: true)
        guard count < limit.calls, all > limit.calls else { return nil }
        self.limit?.countRefused()
        // Where a few refusals more or less decide, the limit may as well be lower.
        if all - count <= 3 { self.limit?.lower(to: count, at: now) }
        return "refused calls count too"
    }

    /// Takes the first refusal of a block while a limit is kept by count.
    ///
    /// Returns what it is taken for, what to say of it, and when a probe may be let in at the earliest;
    /// what chance may have refused is let in at once.
    mutating func begin(
        _ call: CallInFlight, _ limit: WindowLimit, chance: ChanceRefusals, at now: Duration
    ) -> (block: Block, what: String?, opensAt: Duration?) {
        let mayBeChance = chance.isLikely || limit.isDoubted
        let count = counted(before: call.sentAt, in: limit)
        var (block, what) = (Block.rate, String?.none)
        if limit.isTrying, count >= limit.proven {
            block = .trial
            if !mayBeChance { what = endTrial(counted: count, at: now) }
        } else {
            if count >= limit.calls { block = .explained }
            what = "refused after \(count) calls within the window"
        }
        return (block, what, mayBeChance ? nil : opensAt(at: now))
    }
}
