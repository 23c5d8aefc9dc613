import BatchPlanning
import Clips
import KlingAPI
import Ledger
import SpeechTasks
import Synchronization
import Texts
import WorkerPool

/// From waiting tasks in the ledger to audio at its address: the only stage that pays.
final class SynthesisStage: Sendable {
    struct State {
        var cursor = ClaimCursor()
        var claimed = 0
        var armed = 0
        var refusalsInARow: [String: Int] = [:]
        /// Calls of which a callback may still tell, with their tasks.
        var untold: [AttemptID: TaskHash] = [:]
        var hasSaidThatItWaits = false
    }

    /// A callback has told the end of a call before its reply did, and all is done about it.
    private struct ToldBefore: Error {}

    /// Refusals of one voice in a row that stop the batch.
    static let maximumVoiceRefusals = 5

    let ledger: RunLedger
    let run: RunID
    private let client: KlingClient
    private let callback: CallbackTarget
    private let store: ClipStore
    let textLength: TextLengthLimit
    let makePlanner: @Sendable (_ limit: TextLimit) -> JobPlanner
    /// Keeps what the account was found to take.
    let learn: @Sendable (LearnedAccount) async throws -> Void
    let plan: PlannedSpending
    let control: RunControl
    let events: RunEvents
    let downloads: StageBell
    /// Called when a call of unknown outcome turns out to have succeeded.
    let succeededAfterAll: @Sendable () -> Void
    /// Rings when a claimed task is done with, or a callback has told of one: there may be new tasks
    /// now, or money again.
    let settled: StageBell
    let results: PaidResults
    private let rates: RateWatch
    let state = Mutex(State())

    init(_ pass: StagePass) {
        let context = pass.context
        let callee = context.callee
        ledger = context.ledger
        run = pass.run
        client = KlingClient(
            http: pass.clients.api, baseURL: callee.baseURL, form: callee.form,
            credential: context.account.credential,
            deadline: .seconds(context.calls.deadlineSeconds))
        callback = context.callbackTarget(pass.callbacks)
        store = context.store
        textLength = TextLengthLimit(callee.textLimit)
        makePlanner = { callee.planner(limit: $0) }
        learn = context.learn
        plan = pass.plan
        control = context.control
        events = context.events
        downloads = pass.downloads
        succeededAfterAll = pass.controls.synthesis.succeededAfterAll
        settled = pass.settled
        results = pass.results
        rates = pass.rates
    }

    /// Claims the next tasks; nil once nothing waits and nothing in work can leave more, or what is
    /// left is to be planned by rates that are known by now.
    func next(_ limit: Int) async throws -> [ClaimedTask]? {
        while !Task.isCancelled, rates.measured.isEmpty {
            let ticket = settled.ticket()
            let inWork = state.withLock { $0.claimed }
            let room = results.room(beside: inWork)
            guard room > 0 else {
                await settled.wait(since: ticket)
                continue
            }
            let tasks = try await claim(min(limit, room))
            if !tasks.isEmpty { return tasks }
            let time = try await ledger.nextCallAfterCallback(run)
            if time == nil, inWork == 0 { return nil }
            if let time, inWork == 0 { sayThatItWaits(until: time) }
            await wait(until: time, since: ticket)
        }
        return nil
    }

    private func claim(_ limit: Int) async throws -> [ClaimedTask] {
        var cursor = state.withLock { $0.cursor }
        let tasks = try await ledger.claimTasks(run, limit: limit, cursor: &cursor)
        state.withLock { state in
            state.cursor = cursor
            state.claimed += tasks.count
        }
        return tasks
    }

    /// Waits for a call's end or a callback, or until the time is over in which one was to come.
    ///
    /// The ledger's times are times of day. How long is left is measured by a clock that nobody sets and
    /// that goes on while the machine sleeps: after a night asleep the time is over at once.
    private func wait(until time: Int?, since ticket: StageBell.Ticket) async {
        guard let time else { return await settled.wait(since: ticket) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.settled.wait(since: ticket) }
            group.addTask {
                let left = Duration.milliseconds(max(0, time - unixMilliseconds()) + 1)
                try? await Task.sleep(for: left, clock: .continuous)
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// Says once why nothing is sent though there are texts left.
    private func sayThatItWaits(until time: Int) {
        let isFirst = state.withLock { state in
            defer { state.hasSaidThatItWaits = true }
            return !state.hasSaidThatItWaits
        }
        guard isFirst else { return }
        let wait = clockTime(milliseconds: max(0, time - unixMilliseconds()))
        events.report(
            .notice(
                "the texts that are left were sent and their replies lost; their callbacks are "
                    + "waited for, the first one for \(wait) more at most"))
    }

    /// Sees one task through one call.
    func perform(_ claimed: ClaimedTask) async throws -> WorkOutcome<RunEnd> {
        if try await adopt(claimed) { return finish() }
        guard textLength.current.allows(claimed.task.text) else {
            try await split(claimed, at: textLength.current)
            return finish()
        }
        let hash = "\(claimed.task.hash)"
        let task = taskMark(hash)
        switch try await armWithinLimits(claimed) {
        case .overCeiling, .overDay:
            return .stop(.spendingReached(try plan.limitReached(for: run)))
        case .held(let reason):
            events.report(.notice("a text is held: \(reason) \(task)"))
            return finish()
        case .claimLost:
            events.report(
                .notice("a text is no longer this run's to call; it was left alone \(task)"))
            return finish()
        case .armed(let attempt):
            events.report(.callSent(hash: hash))
            let result = await client.call(
                claimed.task, callbackURL: callback.address(of: attempt))
            defer {
                state.withLock { $0.armed -= 1 }
                settled.ring()
                events.report(.callReturned(hash: hash))
            }
            do {
                return try await settle(attempt, of: claimed, result)
            } catch is ToldBefore {
                return finish(result.reply.asSuccess)
            }
        }
    }

    /// Takes the clip of a task that has one, bought by a ledger that is gone.
    private func adopt(_ claimed: ClaimedTask) async throws -> Bool {
        guard let clip = await store.storedClip(claimed.task.hash, announced: nil) else {
            return false
        }
        return try await ledger.adopt(StoredFile(clip), for: claimed.task.hash)
    }

    /// Writes down how a call ended, and says what is to become of its task.
    ///
    /// `docs/service.md` has the same as a table for people.
    private func settle(
        _ attempt: AttemptID, of claimed: ClaimedTask, _ result: CallResult
    ) async throws -> WorkOutcome<RunEnd> {
        let reply = result.reply
        @discardableResult
        func writeDown(_ end: AttemptEnd) async throws -> Settlement {
            let settlement = try await ledger.settle(
                attempt, as: end, reply: AttemptReply(result))
            if !end.isUnknown { state.withLock { $0.untold[attempt] = nil } }
            guard settlement != .stale else { throw ToldBefore() }
            events.report(.call(CallEvent(of: claimed.task, end: end, reply: reply)))
            return settlement
        }
        switch result.meaning {
        case .succeeded:
            let settlement = try await results.counting { try await writeDown(.succeeded) }
            if settlement == .paidTwice { reportCallback(of: attempt, .paidTwice, isOurs: false) }
            textLength.succeeded(claimed.task.text)
            state.withLock { $0.refusalsInARow[claimed.task.voiceID] = nil }
            downloads.ring()
            return finish(reply.asSuccess)
        case .unreadableSuccess:
            try await writeDown(.unreadable(reason: reply.unreadableReason))
            return .stop(.stopped(reason: reply.unreadableSentence(attempt)))
        case .throttled(.unavailable):
            try await writeDown(.throttled)
            return .retry(after: .notSent)
        case .throttled(let throttle):
            try await writeDown(.throttled)
            return .throttled(
                ThrottleKind(throttle), retryAfter: reply.retryAfter,
                stated: reply.statedLimit.map(StatedPace.init))
        case .notSent:
            try await writeDown(.notSent)
            return .retry(after: .notSent)
        case .unknown(let timedOut):
            let waitsUntil = callback.waitsUntil(from: unixMilliseconds())
            try await writeDown(.unknown(waitsUntil: waitsUntil))
            return waitsUntil == nil
                ? try await retry(claimed, timedOut: timedOut)
                : try await leave(attempt, of: claimed, timedOut: timedOut)
        case .refusedTask(let refusal):
            if case .length(let stated) = refusal,
                let limit = textLength.refused(claimed.task.text, stated: stated)
            {
                try await writeDown(.refused)
                return try await goOn(at: limit, with: claimed)
            }
            let voiceID = claimed.task.voiceID
            try await writeDown(.refusedTask(reason: refusal.sentence(reply, voiceID: voiceID)))
            return isRefusedTooOften(claimed.task.voiceID, refusal)
                ? .stop(.stopped(reason: refusal.voiceSentence(claimed.task.voiceID, reply)))
                : finish(.admitted)
        case .refusedBatch(.route):
            try await writeDown(.refused)
            return .stop(.noRoute(reason: ReplyMeaning.BatchRefusal.route.sentence(reply)))
        case .refusedBatch(let refusal):
            try await writeDown(.refused)
            return .stop(.stopped(reason: refusal.sentence(reply)))
        }
    }

    /// Whether the same voice has been refused so often that it is no fault of the texts.
    private func isRefusedTooOften(_ voiceID: String, _ refusal: ReplyMeaning.TaskRefusal) -> Bool {
        guard refusal == .parameters || refusal == .voice else { return false }
        return state.withLock { state in
            state.refusalsInARow[voiceID, default: 0] += 1
            return state.refusalsInARow[voiceID, default: 0] >= Self.maximumVoiceRefusals
        }
    }

    /// Arms a call; where money is short, waits for calls in flight that may turn out free.
    private func armWithinLimits(_ claimed: ClaimedTask) async throws -> Arming {
        while true {
            let ticket = settled.ticket()
            let inFlight = state.withLock { $0.armed }
            let arming = try await ledger.arm(claimed, in: run)
            switch arming {
            case .armed(let attempt):
                state.withLock { state in
                    state.armed += 1
                    state.untold[attempt] = claimed.task.hash
                }
                return arming
            case .overCeiling where inFlight > 0 && !control.isStopping && !Task.isCancelled,
                .overDay where inFlight > 0 && !control.isStopping && !Task.isCancelled:
                await control.whileShortOfMoney { await settled.wait(since: ticket) }
            case .overCeiling, .overDay, .held, .claimLost:
                return arming
            }
        }
    }

    /// The task is done with for this run.
    func finish(_ reply: PaceReply = .notCalled) -> WorkOutcome<RunEnd> {
        state.withLock { $0.claimed -= 1 }
        settled.ring()
        return .done(reply)
    }
}

extension AttemptEnd {
    fileprivate var isUnknown: Bool {
        if case .unknown = self { true } else { false }
    }
}

extension Reply {
    /// What a success says of the limits.
    fileprivate var asSuccess: PaceReply {
        isLastOfWindow ? .succeededAsLast(resetAfter: nil) : .succeeded
    }
}
