/// Finds how fast and how many at once a service takes calls, from nothing but its refusals.
///
/// A value without clock and without I/O: times are the time since any fixed moment and never go
/// back. A refusal comes after one round trip, a success only after the whole service time; so a
/// call that was not refused within the time a refusal takes counts as let in.
package struct PaceController: Sendable {
    private let settings: PaceSettings
    private let known: LearnedPace?
    private var calls = CallsInFlight()
    private var limits: LimitFinder
    private var budget = RetryBudget()
    private var success = SuccessGuard()
    private var pause = Pause()

    private var notes = PaceNotes()

    /// Calls that failed since one succeeded.
    private var failuresInARow = 0
    private var sentCount = 0
    private var refusedCount = 0
    /// What the call to be sent has waited for since the last one went.
    private var waitedFor: Wait?
    private var lastSentAt: Duration?
    private var lastSeen = Duration.zero

    /// A pace to be found within the settings.
    ///
    /// - Parameter learned: what the last run on this account ended with; nil if nothing is known.
    package init(settings: PaceSettings, learned: LearnedPace? = nil) {
        self.settings = settings
        known = learned
        limits = LimitFinder(settings, learned: learned)
    }

    /// The decisions since this was last asked, the latest of them.
    package mutating func takeNotes() -> [PaceNote] {
        notes.take()
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
            guard !success.isClosed, limits.places.window.mayGrow,
                let sentAt = calls.oldestInDoubt()
            else {
                return .waitForReply
            }
            return .waitUntil(sentAt + limits.times.doubt)
        }
        if !limits.chance.isTrying, let earliest = earliestTry, now < earliest {
            return .waitUntil(earliest)
        }
        if !limits.gate.isOpen {
            waitedFor = .other
            if let sentAt = limits.gate.probeSentAt {
                return .waitUntil(sentAt + limits.times.doubt)
            }
            return now < limits.gate.probeAt ? .waitUntil(limits.gate.probeAt) : .send
        }
        if let opensAt = limits.windows.opensAt(at: now) {
            waitedFor = .count
            return .waitUntil(opensAt)
        }
        if let next = limits.windows.nextOfGuess(after: lastSentAt, at: now) {
            waitedFor = .other
            if now < next { return .waitUntil(next) }
        }
        guard settings.isPaced, now < limits.pacer.nextSlot else { return .send }
        if waitedFor != .count { waitedFor = .slot }
        return .waitUntil(limits.pacer.nextSlot)
    }

    /// How many calls may be in flight now.
    private var atOnce: Int { success.isClosed ? 1 : limits.places.window.limit }

    /// When one more at once than a refusal allowed may be tried; nil if the next call is no try.
    ///
    /// Well after the call before, so that a refusal can hardly be for the rate.
    private var earliestTry: Duration? {
        guard limits.places.window.isTrying, calls.count + 1 >= limits.places.window.limit else {
            return nil
        }
        return lastSentAt.map { $0 + limits.times.service / limits.places.window.limit }
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
        pause.mayBeWindow && !limits.gate.isOpen
            ? max(state.nextProbe, limits.gate.probeAt) : state.nextProbe
    }

    /// A call goes out now, as ``decide(at:)`` said.
    package mutating func sent(_ id: Int, at now: Duration) {
        let isProbe = !limits.gate.isOpen
        calls.insert(
            CallInFlight(
                id: id, sentAt: now, others: calls.count,
                fillsWindow: calls.count + 1 >= limits.places.window.limit,
                waitedFor: waitedFor,
                sinceLast: lastSentAt.map { now - $0 }, isProbe: isProbe))
        lastSentAt = now
        limits.sent(at: now)
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
            limits.shut(for: resetAfter, at: now)
        case .admitted:
            answer(call, at: now)
        case .throttled(let kind, let retryAfter):
            refuse(call, kind, retryAfter: retryAfter, at: now)
        case .unreached:
            limits.unreached(call, at: now)
        case .notCalled:
            break
        }
    }

    /// No call was made, so nothing was used up; if it was a probe, the next work is one, at once.
    private mutating func drop(_ call: CallInFlight, _ id: Int, at now: Duration) {
        sentCount -= 1
        pause.drop(id)
        limits.drop(call, at: now)
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

    /// Whether the last calls failed, so that the next one finds out whether anything gets through.
    var isInDoubt: Bool { pause.state != nil || failuresInARow > 0 }

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
        while let call = calls.letIn(sentBy: now - limits.times.doubt) { letIn(call, at: now) }
    }

    private mutating func succeed(_ call: CallInFlight, at now: Duration) {
        answer(call, at: now)
        succeeded(sentAt: call.sentAt)
    }

    private mutating func answer(_ call: CallInFlight, at now: Duration) {
        limits.answered(call, at: now)
        if !call.isLetIn { letIn(call, at: now) }
    }

    private mutating func letIn(_ call: CallInFlight, at now: Duration) {
        limits.letIn(call, at: now)
        pause.letIn(sentAt: call.sentAt)
        note(at: now)
    }

    /// Notes what was decided, with what limits the calls from now on.
    private mutating func note(at now: Duration) {
        for what in limits.takeSaid() { notes.add(what, limit: limit(at: now), at: now) }
    }

    private mutating func refuse(
        _ call: CallInFlight, _ kind: ThrottleKind, retryAfter: Duration?, at now: Duration
    ) {
        refusedCount += 1
        limits.refuse(call, kind, retryAfter: retryAfter, left: calls.count, at: now)
        pause.refused(waiting: retryAfter, at: now)
        note(at: now)
    }

    /// Keeps to a limit that the service says.
    package mutating func keep(to stated: StatedPace, at now: Duration = .zero) {
        limits.keep(to: stated)
    }

    /// What is to be kept for the next run on this account.
    package var learned: LearnedPace { limits.learned(after: known) }

    /// The pace as it stands.
    package var snapshot: PaceSnapshot {
        PaceSnapshot(
            ratePerSecond: settings.isPaced ? limits.pacer.rate : nil, atOnce: atOnce,
            maximumAtOnce: settings.maximumAtOnce, inFlight: calls.count, sent: sentCount,
            refused: refusedCount,
            isHeldBack: !limits.gate.isOpen,
            pause: pause.state.map { state in
                .init(
                    reason: state.reason, until: nextProbe(of: state),
                    end: pause.end ?? state.nextProbe)
            }, limit: limit(at: lastSeen), learned: learned, serviceTime: limits.times.service,
            window: limits.windows.schedule(at: lastSeen))
    }

    private func limit(at now: Duration) -> PaceLimit {
        if let pause = pause.state {
            return pause.reason == .longWait ? .asked(until: pause.nextProbe) : .errors
        }
        guard settings.isPaced else { return .settings(atOnce: settings.maximumAtOnce) }
        if let asked = limits.askedUntil, asked > now { return .asked(until: asked) }
        if let window = limits.windows.limit {
            return .window(
                calls: window.calls, length: window.length,
                opensAt: limits.windows.opensAt(at: now)
                    ?? (limits.gate.isOpen ? nil : limits.gate.probeAt))
        }
        if let probeAt = limits.gate.longShut(at: now) { return .refused(until: probeAt) }
        if calls.count >= atOnce {
            return limits.places.window.isLearned ? .atOnce(atOnce) : .settings(atOnce: atOnce)
        }
        if let ceiling = settings.ratePerSecondCeiling, limits.pacer.rate >= ceiling {
            return .settingsRate(ceiling)
        }
        return limits.pacer.isLearned
            ? .rate(limits.pacer.rate) : .growing(ratePerSecond: limits.pacer.rate, atOnce: atOnce)
    }
}
