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
    private var window: AtOnceWindow
    private var pacer: Pacer
    private var gate = Gate()
    private var chance = ChanceRefusals()
    private var budget = RetryBudget()
    private var success = SuccessGuard()
    private var pause = Pause()

    /// Calls that failed since one succeeded.
    private var failuresInARow = 0
    private var sentCount = 0
    private var refusedCount = 0
    /// What the call to be sent has waited for since the last one went.
    private var waitedFor: Wait?
    private var lastSentAt: Duration?

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
        guard settings.isPaced, now < pacer.nextSlot else { return .send }
        waitedFor = .slot
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
        guard now < state.nextProbe else { return .send }
        return .waitUntil(min(state.nextProbe, pause.end ?? state.nextProbe))
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
    package mutating func succeededAfterAll() {
        failuresInARow = 0
        budget.succeed()
        if pause.state != nil { budget.resume() }
        pause.succeeded()
    }

    /// Failures in a row that are taken for an outage: from then on one call goes at a time.
    ///
    /// Each may have been charged, and one call tells as much as many.
    package static let failuresOfAnOutage = 4

    /// Calls that were not refused in time are known to be let in.
    private mutating func settle(at now: Duration) {
        while let call = calls.letIn(sentBy: now - times.doubt) { letIn(call, at: now) }
    }

    private mutating func succeed(_ call: CallInFlight, at now: Duration) {
        answer(call, at: now)
        succeededAfterAll()
    }

    private mutating func answer(_ call: CallInFlight, at now: Duration) {
        times.addService(now - call.sentAt)
        if !call.isLetIn { letIn(call, at: now) }
    }

    private mutating func letIn(_ call: CallInFlight, at now: Duration) {
        record.add(others: call.others)
        window.letIn(call, at: now)
        pacer.letIn(call, at: now)
        if isFree(call) {
            switch chance.letIn(call) {
            case .nothing: break
            case .chance: pacer.speedUp(at: now)
            case .firstChance: pacer.searchAgain(at: now)
            }
        }
        if call.isProbe, !gate.isOpen {
            gate.open()
            pacer.open(at: now)
        }
        pause.letIn()
    }

    private mutating func refuse(
        _ call: CallInFlight, _ kind: ThrottleKind, retryAfter: Duration?, at now: Duration
    ) {
        refusedCount += 1
        times.addRefusal(after: now - call.sentAt)
        if call.isLetIn { record.remove(others: call.others) }
        // Calls sent together may arrive in any order, so those sent after this one count too.
        let inFlight = max(call.others, calls.count)
        let isTooMany = isTooManyAtOnce(inFlight, kind)
        let others = isTooMany ? inFlight : nil
        // What the service names or asks for is obeyed without a trial.
        let isPlain = kind != .atOnce && retryAfter == nil && settings.isPaced
        if isPlain, isFree(call) {
            let isFirst =
                kind == .unspecified && (isTooMany ? !window.isLearned : !pacer.isLearned)
            let meaning = chance.refuse(
                call, others: others, isFirst: isFirst, slot: pacer.slot, at: now)
            switch meaning {
            case .limit: obey(call, tooMany: others, isNamed: false, at: now)
            case .perhapsLimit: if others == nil { pacer.slowDown(at: now) }
            case .trial(let count): pacer.hurry(count, gap: trialGap, at: now)
            case .nothing: break
            }
        } else {
            obey(call, tooMany: others, isNamed: kind == .atOnce, at: now)
        }
        record.turn(ifAtLeast: 2 * proof(of: calls.count), at: now)
        if let retryAfter { shut(for: retryAfter, at: now) }
        pause.refused(waiting: retryAfter, at: now)
    }

    /// How long after the first call of a trial the second goes.
    ///
    /// Long enough to know whether the first was refused, so that the second need not be sent. At
    /// once where calls come so fast that a limit might have room for it again by then.
    private var trialGap: Duration {
        times.doubt < pacer.slot * 0.4 ? times.doubt : .zero
    }

    /// Takes a refusal for that of a limit.
    private mutating func obey(
        _ call: CallInFlight, tooMany inFlight: Int?, isNamed: Bool, at now: Duration
    ) {
        if let inFlight {
            window.refuse(call, inFlight: inFlight, isNamed: isNamed, at: now)
            if call.isProbe { gate.dropProbe(at: now) }
        } else if call.isProbe, !gate.isOpen {
            if !gate.hasRefusedProbe { chance.confirmLimit() }
            pacer.refuseProbe(at: now)
            gate.refuseProbe(at: now, slot: pacer.slot, using: &generator)
        } else if isFree(call) {
            if pacer.isSearching { chance.endSearch() }
            pacer.refuse(call, at: now)
            gate.close(at: now, slot: pacer.slot, using: &generator)
        }
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
    package mutating func keep(to stated: StatedPace) {
        guard settings.isPaced else { return }
        if let rate = stated.ratePerSecond, rate > 0 { pacer.keep(below: rate) }
        if let count = stated.atOnce, count > 0 { window.keep(below: count) }
    }

    /// What is to be kept for the next run on this account.
    package var learned: LearnedPace {
        LearnedPace(
            ratePerSecond: pacer.isLearned ? pacer.rate : known?.ratePerSecond,
            atOnce: settings.isPaced && window.isLearned ? window.limit : known?.atOnce)
    }

    /// The pace as it stands.
    package var snapshot: PaceSnapshot {
        PaceSnapshot(
            ratePerSecond: settings.isPaced ? pacer.rate : nil, atOnce: atOnce,
            inFlight: calls.count, sent: sentCount, refused: refusedCount,
            isHeldBack: !gate.isOpen,
            pause: pause.state.map { state in
                .init(
                    reason: state.reason, until: state.nextProbe,
                    end: pause.end ?? state.nextProbe)
            }, limit: limit, learned: learned, serviceTime: times.service)
    }

    private var limit: PaceLimit {
        if let pause = pause.state {
            return pause.reason == .longWait ? .asked(until: pause.nextProbe) : .errors
        }
        guard settings.isPaced else { return .settings(atOnce: settings.maximumAtOnce) }
        if calls.count >= atOnce {
            return window.isLearned ? .atOnce(atOnce) : .settings(atOnce: atOnce)
        }
        return pacer.isLearned
            ? .rate(pacer.rate) : .growing(ratePerSecond: pacer.rate, atOnce: atOnce)
    }
}
