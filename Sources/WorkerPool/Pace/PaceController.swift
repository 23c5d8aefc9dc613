/// What a refusal was taken for.
private enum Block {
    case rate
    /// One call more than was proven within a window.
    case trial
    case atOnce
    /// The limit within a window, a moment too soon.
    case explained
}

/// Finds how fast and how many at once a service takes calls, from nothing but its refusals.
///
/// A value without clock and without I/O: times are the time since any fixed moment and never go
/// back. A refusal comes after one round trip, a success only after the whole service time; so a
/// call that was not refused within the time a refusal takes counts as let in.
package struct PaceController: Sendable {
    private let settings: PaceSettings
    private let known: LearnedPace?
    private var generator: SeededGenerator
    private var calls = CallsInFlight()
    private var times = ReplyTimes()
    private var record = AdmissionRecord()
    private var history = CallHistory()
    /// A limit that is kept by count; nil as long as none is known.
    private var counted: WindowLimit?
    /// What may explain the latest block.
    private var guess: WindowGuess?
    /// What the refusal that closed the gate was taken for, and when its call was sent.
    private var blockedSince = Duration.zero
    private var block = Block.rate
    /// When the call was sent that ended the latest block.
    private var openedAt = Duration.zero
    /// Refusals that speak against a number at once which is in doubt.
    private var doubts = 0
    /// Until when, at least, nothing is let in, as the service has said in this block.
    private var askedUntil: Duration?
    private var window: AtOnceWindow
    private var pacer: Pacer
    private var gate = Gate()
    private var chance = ChanceRefusals()
    private var budget = RetryBudget()
    private var success = SuccessGuard()
    private var pause = Pause()

    /// Decisions that nobody has taken notice of yet.
    private var notes: [PaceNote] = []

    /// Calls that failed since one succeeded.
    private var failuresInARow = 0
    private var sentCount = 0
    private var refusedCount = 0
    /// What the call to be sent has waited for since the last one went.
    private var waitedFor: Wait?
    private var lastSentAt: Duration?
    private var lastSeen = Duration.zero
    /// The rate when a call was last let in through an open gate.
    private var openRate: Double?

    /// A pace to be found within the settings.
    ///
    /// - Parameter learned: what the last run on this account ended with; nil if nothing is known.
    package init(settings: PaceSettings, learned: LearnedPace? = nil) {
        self.settings = settings
        known = learned
        generator = SeededGenerator(seed: settings.seed)
        // Where an earlier run met a rate and no limit at once, the rate is what binds.
        let isFree = !settings.isPaced || learned?.ratePerSecond != nil
        window = AtOnceWindow(
            maximum: settings.maximumAtOnce, known: settings.isPaced ? learned?.atOnce : nil,
            start: isFree ? settings.maximumAtOnce : 1)
        pacer = Pacer(
            ceiling: settings.ratePerSecondCeiling, learned: learned?.ratePerSecond)
        if settings.isPaced, let known = learned?.window {
            count(
                WindowLimit(known, margin: Self.leastMargin, isSaid: false),
                isSpread: true)
        }
    }

    private static let leastMargin = Duration.milliseconds(50)

    private mutating func count(_ limit: WindowLimit, isSpread: Bool = false) {
        counted = limit
        guess = nil
        pacer.follow(limit.slot, isSpread: isSpread)
    }

    /// The decisions since this was last asked, the latest of them.
    package mutating func takeNotes() -> [PaceNote] {
        defer { notes = [] }
        return notes
    }

    private mutating func note(_ what: String, at now: Duration) {
        if notes.count >= Self.mostNotes { notes.removeFirst() }
        notes.append(PaceNote(at: now, what: what, limit: limit(at: now)))
    }

    private static let mostNotes = 100

    private func text(_ rate: Double) -> String {
        let thousandths = (rate * 1000).rounded() / 1000
        return rate >= 10 ? "\(Int(rate.rounded()))" : "\(thousandths)"
    }

    /// The most calls in flight at once that the settings allow.
    package var maximumAtOnce: Int { settings.maximumAtOnce }

    /// Calls in flight.
    package var inFlight: Int { calls.count }

    /// What to do with the next call at this time.
    package mutating func decide(at now: Duration) -> PaceDecision {
        settle(at: now)
        if let state = pause.state {
            return decide(paused: state, at: now)
        }
        guard calls.count < atOnce else {
            waitedFor = .other
            guard !success.isClosed, window.mayGrow, let sentAt = calls.oldestInDoubt() else {
                return .waitForReply
            }
            return .waitUntil(sentAt + times.doubt)
        }
        if !chance.isTrying, let earliest = earliestTry, now < earliest {
            return .waitUntil(earliest)
        }
        if !gate.isOpen {
            waitedFor = .other
            if let sentAt = gate.probeSentAt { return .waitUntil(sentAt + times.doubt) }
            return now < gate.probeAt ? .waitUntil(gate.probeAt) : .send
        }
        if let opensAt = counted?.opensAt(history, at: now) {
            waitedFor = .count
            return .waitUntil(opensAt)
        }
        if let guess, let lastSentAt {
            let next = guess.next(after: lastSentAt, history, at: now)
            waitedFor = .other
            if now < next { return .waitUntil(next) }
        }
        guard settings.isPaced, now < pacer.nextSlot else { return .send }
        if waitedFor != .count { waitedFor = .slot }
        return .waitUntil(pacer.nextSlot)
    }

    /// How many calls may be in flight now.
    private var atOnce: Int { success.isClosed ? 1 : window.limit }

    /// When one more at once than a refusal allowed may be tried; nil if the next call is no try.
    ///
    /// Well after the call before, so that a refusal can hardly be for the rate.
    private var earliestTry: Duration? {
        guard window.isTrying, calls.count + 1 >= window.limit else { return nil }
        return lastSentAt.map { $0 + times.service / window.limit }
    }

    private mutating func decide(paused state: Pause.State, at now: Duration) -> PaceDecision {
        waitedFor = .other
        if pause.isOver(at: now) { return .end(state.reason) }
        // One at a time, and the ends of those sent before are waited for.
        guard state.probe == nil, calls.count == 0 else { return .waitForReply }
        let probeAt = nextProbe(of: state)
        guard now < probeAt else { return .send }
        return .waitUntil(min(probeAt, pause.end ?? probeAt))
    }

    /// When the next call of a pause goes.
    private func nextProbe(of state: Pause.State) -> Duration {
        pause.mayBeWindow && !gate.isOpen ? max(state.nextProbe, gate.probeAt) : state.nextProbe
    }

    /// A call goes out now, as ``decide(at:)`` said.
    package mutating func sent(_ id: Int, at now: Duration) {
        let isProbe = !gate.isOpen
        calls.insert(
            CallInFlight(
                id: id, sentAt: now, others: calls.count,
                fillsWindow: calls.count + 1 >= window.limit,
                waitedFor: waitedFor,
                sinceLast: lastSentAt.map { now - $0 }, isProbe: isProbe))
        lastSentAt = now
        history.send(at: now)
        if isProbe { gate.sentProbe(at: now) }
        pacer.send(at: now, isProbe: isProbe)
        pause.sent(id)
        waitedFor = nil
        sentCount += 1
    }

    /// A call ended with this reply.
    package mutating func replied(_ id: Int, _ reply: PaceReply, at now: Duration) {
        settle(at: now)
        guard let call = calls.remove(id) else { return }
        if reply == .notCalled { return drop(call, id, at: now) }
        pause.replied(id, at: now)
        success.end(isSuccess: reply.isSuccess, at: now)
        switch reply {
        case .succeeded:
            succeed(call, at: now)
        case .succeededAsLast(let resetAfter):
            succeed(call, at: now)
            shut(for: resetAfter ?? pacer.slot, at: now)
        case .admitted:
            answer(call, at: now)
        case .throttled(let kind, let retryAfter):
            refuse(call, kind, retryAfter: retryAfter, at: now)
        case .unreached:
            if call.isProbe, !call.isLetIn { gate.dropProbe(at: now + pacer.slot) }
        case .notCalled:
            break
        }
    }

    /// No call was made, so nothing was used up; if it was a probe, the next work is one, at once.
    private mutating func drop(_ call: CallInFlight, _ id: Int, at now: Duration) {
        sentCount -= 1
        pause.drop(id)
        history.drop(sentAt: call.sentAt)
        if call.isProbe, !call.isLetIn { gate.dropProbe(at: now) }
    }

    /// A call ended with a failure after which its work is tried again.
    package mutating func failed(_ id: Int, _ failure: CallFailure, at now: Duration) {
        replied(id, failure == .notSent ? .unreached : .admitted, at: now)
        budget.spend(after: failure)
        failuresInARow += 1
        guard pause.state == nil else { return }
        if settings.isPaced, failuresInARow >= Self.failuresOfAnOutage {
            pause.begin(.noneSucceeds, at: now)
        } else if budget.isEmpty {
            pause.begin(.callsFail, at: now)
        }
    }

    /// Whether nothing gets through, and a call now and then finds out whether that is over.
    var isPaused: Bool { pause.state != nil }

    /// A call that had failed has succeeded after all: the service does what it is asked for.
    package mutating func succeededAfterAll() { succeeded(sentAt: nil) }

    private mutating func succeeded(sentAt: Duration?) {
        failuresInARow = 0
        budget.succeed()
        if pause.state != nil { budget.resume() }
        pause.succeeded(sentAt: sentAt)
    }

    /// Failures in a row that are taken for an outage: from then on one call goes at a time.
    ///
    /// Each may have been charged, and one call tells as much as many.
    package static let failuresOfAnOutage = 4

    /// Calls that were not refused in time are known to be let in.
    private mutating func settle(at now: Duration) {
        lastSeen = max(lastSeen, now)
        while let call = calls.letIn(sentBy: now - times.doubt) { letIn(call, at: now) }
    }

    private mutating func succeed(_ call: CallInFlight, at now: Duration) {
        answer(call, at: now)
        succeeded(sentAt: call.sentAt)
    }

    private mutating func answer(_ call: CallInFlight, at now: Duration) {
        times.addService(now - call.sentAt)
        if !call.isLetIn { letIn(call, at: now) }
    }

    private mutating func letIn(_ call: CallInFlight, at now: Duration) {
        record.add(others: call.others)
        window.letIn(call, at: now)
        if counted == nil {
            pacer.letIn(call, at: now)
        } else if call.waitedFor == .count {
            counted?.letIn(at: now)
            if let counted { pacer.follow(counted.slot, isSpread: false) }
        }
        if counted?.isDoubted == true { testCount(by: call, at: now) }
        confirmGuess(call, at: now)
        if isFree(call) {
            switch chance.letIn(call) {
            case .nothing: break
            case .chance: pacer.speedUp(at: now)
            case .firstChance: pacer.searchAgain(at: now)
            }
        }
        if call.isProbe, !gate.isOpen {
            gate.open()
            endBlock(openedBy: call, at: now)
        }
        if gate.isOpen, pacer.isLearned { openRate = pacer.rate }
        pause.letIn(sentAt: call.sentAt)
    }

    /// Sees whether more is let in than the limit that is kept by count allows.
    private mutating func testCount(by call: CallInFlight, at now: Duration) {
        guard var limit = counted else { return }
        let count = history.count(within: limit.length, before: call.sentAt, withRefused: false)
        guard limit.letInInDoubt(counted: count, at: now) else { return }
        if limit.isDisproved {
            counted = nil
            chance.show()
            pacer.searchAgain(at: now)
            note("many more were let in than the window known allows: it was none", at: now)
        } else {
            counted = limit
            pacer.follow(limit.slot, isSpread: false)
            note("more were let in than the window known allows", at: now)
        }
    }

    /// Sees what a block that is over says of the limits.
    private mutating func endBlock(openedBy probe: CallInFlight, at now: Duration) {
        var refusals = history.refusals(upTo: blockedSince)
        if let askedUntil, askedUntil > refusals.last ?? .zero { refusals.append(askedUntil) }
        self.askedUntil = nil
        if block == .atOnce {
            note("a call in a place that became free was let in: \(window.limit) at once", at: now)
            return
        }
        guard let first = refusals.first, let last = refusals.last else { return }
        let longer = WindowLimit.explaining(
            refusals: refusals, history, atLeast: counted?.length ?? .zero,
            margin: Self.leastMargin)
        let lastOpenedAt = openedAt
        openedAt = probe.sentAt
        if let old = counted {
            guard gate.hasRefusedProbe else {
                if block == .explained { counted?.widen(by: .milliseconds(20)) }
                if block == .rate { counted?.speakAgainst(at: now) }
                return
            }
            if let longer, longer.length > old.length {
                count(longer)
                note("refused for longer than the window known: \(longer.window)", at: now)
            } else if block == .trial, chance.isLikely || old.isDoubted {
                guard !old.isDoubted || !chance.explains(refusals.count) else { return }
                endTrial(
                    counted: history.count(within: old.length, before: first, withRefused: false),
                    at: now)
            } else if chance.explains(refusals.count) {
                return
            } else if counted?.refuse(
                afterLetIn: history.count(within: old.length, before: first, withRefused: false),
                withRefused: history.count(within: old.length, before: first, withRefused: true))
                == true
            {
                note("refused calls do not count after all", at: now)
            } else {
                counted?.lower(
                    to: history.calls(
                        in: old, first: first, last: last, between: lastOpenedAt, probe.sentAt),
                    at: now)
                note(
                    "refused within the window known: \(counted?.window.description ?? "")", at: now
                )
            }
            if let counted { pacer.follow(counted.slot, isSpread: false) }
        } else if last - first >= Self.shortestBlock, !chance.explains(refusals.count), let longer {
            guess = WindowGuess(
                limit: longer, openedAt: probe.sentAt, blocked: last - first,
                gap: history.firstGap(within: longer.length, before: first))
        }
    }

    /// Where nothing was ever let in, there is no window to wait for.
    private static let longestProbing = Duration.seconds(30)
    private static let shortestBlock = Duration.seconds(3)

    /// Several calls let in shortly after a block show that it was a window that had been used up.
    private mutating func confirmGuess(_ call: CallInFlight, at now: Duration) {
        guard var guess, call.sentAt > guess.openedAt else { return }
        guess.letIn += 1
        self.guess = guess
        if call.sentAt - guess.openedAt > guess.blocked {
            self.guess = nil
        } else if guess.isShown {
            count(guess.limit)
            note("let in anew after a block: a window, \(guess.limit.window)", at: now)
        }
    }

    private mutating func refuse(
        _ call: CallInFlight, _ kind: ThrottleKind, retryAfter: Duration?, at now: Duration
    ) {
        refusedCount += 1
        times.addRefusal(after: now - call.sentAt)
        if call.isLetIn { record.remove(others: call.others) }
        history.refuse(sentAt: call.sentAt)
        // Calls sent together may arrive in any order, so those sent after this one count too.
        let inFlight = max(call.others, calls.count)
        let isTooMany =
            kind == .atOnce
            || (retryAfter ?? .zero) < Self.shortestBlock
                && (isOneTooMany(call, kind)
                    || !isExplained(call) && isTooManyAtOnce(inFlight, kind))
        if !isTooMany { findCounting(call, at: now) }
        if call.isProbe, !gate.isOpen, kind != .atOnce {
            refuseProbe(call, inFlight: inFlight, at: now)
        } else if kind != .atOnce, retryAfter == nil, settings.isPaced, isFree(call),
            mayBeChance(call, kind, others: isTooMany ? inFlight : nil, at: now)
        {
            note("perhaps refused by chance: tried again at once", at: now)
        } else if isTooMany {
            refuseAtOnce(call, inFlight: inFlight, isNamed: kind == .atOnce, at: now)
        } else if isFree(call) {
            refuseRate(call, at: now)
        }
        record.turn(ifAtLeast: 2 * proof(of: calls.count), at: now)
        if let retryAfter {
            shut(for: retryAfter, at: now)
            askedUntil = now + retryAfter * 0.99
        }
        pause.refused(waiting: retryAfter, at: now)
    }

    /// Whether a refusal need not be a limit's; then a trial is on its way.
    private mutating func mayBeChance(
        _ call: CallInFlight, _ kind: ThrottleKind, others: Int?, at now: Duration
    ) -> Bool {
        guard counted == nil, guess == nil else {
            chance.count(isRefused: true)
            return false
        }
        // Where calls come fast, many refusals tell sooner than a trial.
        let isFirst =
            trialGap > .zero
            && (others == nil ? !pacer.isLearned : !window.isLearned)
        switch chance.refuse(call, others: others, isFirst: isFirst, slot: pacer.slot, at: now) {
        case .limit: return false
        case .perhapsLimit: if others == nil { pacer.slowDown(at: now) }
        case .trial(let count): pacer.hurry(count, gap: trialGap, at: now)
        case .nothing: break
        }
        return true
    }

    /// How long after the first call of a trial the second goes.
    ///
    /// Long enough to know whether the first was refused, so that the second need not be sent. At
    /// once where calls come so fast that a limit might have room for it again by then.
    private var trialGap: Duration {
        times.doubt < pacer.slot * 0.4 ? times.doubt : .zero
    }

    /// Takes a refusal for one of too many calls at once.
    ///
    /// What the service does not name is in doubt until a call in a place that became free is let in.
    private mutating func refuseAtOnce(
        _ call: CallInFlight, inFlight: Int, isNamed: Bool, at now: Duration
    ) {
        window.refuse(call, inFlight: inFlight, isNamed: isNamed, at: now)
        if call.isProbe { gate.dropProbe(at: now) }
        if !isNamed, gate.isOpen, window.isDoubted {
            doubts = 0
            block = .atOnce
            blockedSince = call.sentAt
            gate.close(at: now, slot: .zero, using: &generator)
            note(
                "refused with \(inFlight) others in flight, more than ever let in: perhaps \(window.limit) at once",
                at: now)
        } else if isNamed {
            note("refused as too many at once with \(inFlight) others in flight", at: now)
        }
    }

    /// Whether the limit that is kept by count is reached, refusals of its own block included.
    private func isExplained(_ call: CallInFlight) -> Bool {
        counted.map { limit in
            history.count(
                within: limit.length, before: call.sentAt, withRefused: limit.countsRefused)
                >= limit.proven
        } ?? false
    }

    /// Takes the refusal of a call that was to find out if the gate may open.
    private mutating func refuseProbe(_ call: CallInFlight, inFlight: Int, at now: Duration) {
        if block == .atOnce {
            doubts += 1
            if doubts <= borne(inFlight: inFlight) {
                window.refuse(call, inFlight: inFlight, isNamed: false, at: now)
                return gate.dropProbe(at: now)
            }
            window.restore()
            block = .rate
            note("refused again with fewer in flight: not for the number at once", at: now)
            if counted == nil { pacer.refuse(call, isCertain: !chance.hasShown, at: now) }
        }
        if guess != nil {
            guess = nil
            pacer.refuse(call, isCertain: true, at: now)
        }
        pacer.confirmRefusal()
        if let counted {
            gate.refuseProbe(
                at: now, slot: counted.slot / 4, opensAt: counted.opensAt(history, at: now),
                using: &generator)
        } else {
            gate.refuseProbe(
                at: now, slot: pacer.slot,
                boundary: WindowLimit.boundary(after: now, history, since: blockedSince)
                    ?? (history.isEmpty ? now + Self.longestProbing : nil),
                using: &generator)
        }
    }

    /// How many refusals of calls in places that became free a number at once may take.
    ///
    /// One that was known before may have fallen far. Others that left the service may be on their way
    /// back still.
    private func borne(inFlight: Int) -> Int {
        if window.wasKnown { return inFlight }
        return times.travelling(of: inFlight) == 0 ? 0 : 2
    }

    /// Sees whether only refused calls explain a refusal within the limit that is kept by count.
    private mutating func findCounting(_ call: CallInFlight, at now: Duration) {
        guard let limit = counted, !limit.countsRefused, !limit.isTrying else { return }
        func count(_ withRefused: Bool) -> Int {
            history.count(within: limit.length, before: call.sentAt, withRefused: withRefused)
        }
        guard count(false) < limit.calls, count(true) > limit.calls else { return }
        counted?.countRefused()
        // Where a few refusals more or less decide, the limit may as well be lower.
        if count(true) - count(false) <= 3 { counted?.lower(to: count(false), at: now) }
        note("refused calls count too", at: now)
    }

    /// Takes a refusal for one of too many calls in a time.
    private mutating func refuseRate(_ call: CallInFlight, at now: Duration) {
        blockedSince = call.sentAt
        block = .rate
        if guess?.isDoubted == false {
            // By chance, perhaps: the next call tells.
            guess?.isDoubted = true
            gate.close(at: now, slot: pacer.slot, using: &generator)
            return
        }
        guess = nil
        guard let limit = counted else {
            let old = pacer.rate
            if pacer.isSearching { chance.endSearch() }
            pacer.refuse(call, isCertain: !chance.hasShown, at: now)
            gate.close(at: now, slot: pacer.slot, using: &generator)
            note("refused at \(text(old)) a second: now \(text(pacer.rate))", at: now)
            return
        }
        let count = history.count(within: limit.length, before: call.sentAt, withRefused: false)
        let mayBeChance = chance.isLikely || limit.isDoubted
        if limit.isTrying, count >= limit.proven {
            block = .trial
            if !mayBeChance { endTrial(counted: count, at: now) }
        } else {
            if count >= limit.calls { block = .explained }
            note("refused after \(count) calls within the window", at: now)
        }
        // What chance may have refused is let in at once.
        let opensAt = mayBeChance ? nil : counted?.opensAt(history, at: now)
        gate.close(at: now, slot: limit.slot / 4, firstProbe: opensAt ?? now, using: &generator)
    }

    private mutating func endTrial(counted count: Int, at now: Duration) {
        counted?.refuseTrial(counted: count, at: now)
        note("one more was refused: \(counted?.window.description ?? "")", at: now)
    }

    /// Whether a call's refusal stands for itself.
    ///
    /// That of a probe, or of a call sent before the gate closed, belongs to the one that closed it.
    private func isFree(_ call: CallInFlight) -> Bool {
        !call.isProbe && call.sentAt > gate.closedAt
    }

    /// Whether a call was refused for the number in flight and not for coming too fast.
    ///
    /// A service that does not say is taken to mean the number if hardly a call was let in lately
    /// with so many in flight. Under a limit at once that is so at every refusal; under a rate
    /// only where the number in flight is the highest for some time, and there the window binds
    /// little.
    private func isTooManyAtOnce(_ inFlight: Int, _ kind: ThrottleKind) -> Bool {
        guard settings.isPaced else { return false }
        return switch kind {
        case .rate: false
        case .atOnce: true
        case .unspecified:
            inFlight > 0 && record.count(others: inFlight) < proof(of: inFlight)
        }
    }

    /// Whether a call took the last place of a number at once that is tried, or the only limit known.
    private func isOneTooMany(_ call: CallInFlight, _ kind: ThrottleKind) -> Bool {
        guard kind == .unspecified, settings.isPaced, call.others > 0 else { return false }
        if counted != nil, window.isTrying, let refused = window.refusedLimit {
            return call.others >= refused
        }
        let isOnlyLimit = window.isSettled && !pacer.isLearned && counted == nil
        return call.fillsWindow && (window.isTrying || isOnlyLimit)
    }

    /// How many calls let in with so many in flight show that so many are not too many.
    ///
    /// More where others had left the service and were still on their way back.
    private func proof(of inFlight: Int) -> Int {
        times.travelling(of: inFlight) == 0 ? 2 : 20
    }

    private mutating func shut(for wait: Duration, at now: Duration) {
        let late = Double.random(in: 1...1.05, using: &generator)
        gate.shut(until: now + wait * late, at: now)
    }

    /// Keeps to a limit that the service says.
    package mutating func keep(to stated: StatedPace, at now: Duration = .zero) {
        guard settings.isPaced else { return }
        if let window = stated.window, !(counted?.hasSaid(window) ?? false) {
            count(WindowLimit(window, margin: Self.leastMargin, isSaid: true))
        }
        if let rate = stated.ratePerSecond, rate > 0 { pacer.keep(below: rate) }
        if let count = stated.atOnce, count > 0 { window.keep(below: count) }
    }

    /// What is to be kept for the next run on this account.
    package var learned: LearnedPace {
        LearnedPace(
            ratePerSecond: counted?.window.ratePerSecond
                ?? (pacer.isLearned ? rateWhileOpen : known?.ratePerSecond),
            atOnce: settings.isPaced && window.isLearned ? window.limit : known?.atOnce,
            window: counted?.window)
    }

    /// The rate that calls went at last; while the gate is shut nobody knows if the new one is right.
    private var rateWhileOpen: Double? {
        gate.isOpen ? pacer.rate : openRate ?? known?.ratePerSecond
    }

    /// The pace as it stands.
    package var snapshot: PaceSnapshot {
        PaceSnapshot(
            ratePerSecond: settings.isPaced ? pacer.rate : nil, atOnce: atOnce,
            inFlight: calls.count, sent: sentCount, refused: refusedCount,
            isHeldBack: !gate.isOpen,
            pause: pause.state.map { state in
                .init(
                    reason: state.reason, until: nextProbe(of: state),
                    end: pause.end ?? state.nextProbe)
            }, limit: limit(at: lastSeen), learned: learned, serviceTime: times.service)
    }

    private func limit(at now: Duration) -> PaceLimit {
        if let pause = pause.state {
            return pause.reason == .longWait ? .asked(until: pause.nextProbe) : .errors
        }
        guard settings.isPaced else { return .settings(atOnce: settings.maximumAtOnce) }
        if let asked = askedUntil, asked > now { return .asked(until: asked) }
        if let counted {
            return .window(
                calls: counted.calls, length: counted.length,
                opensAt: counted.opensAt(history, at: now) ?? (gate.isOpen ? nil : gate.probeAt))
        }
        if calls.count >= atOnce {
            return window.isLearned ? .atOnce(atOnce) : .settings(atOnce: atOnce)
        }
        if let ceiling = settings.ratePerSecondCeiling, pacer.rate >= ceiling {
            return .settingsRate(ceiling)
        }
        return pacer.isLearned
            ? .rate(pacer.rate) : .growing(ratePerSecond: pacer.rate, atOnce: atOnce)
    }
}
