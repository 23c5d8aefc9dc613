import AudioFiles
import KlingAPI
import RunLedger
import SpeechTasks
import Synchronization
import WorkerPool

/// From waiting tasks in the ledger to audio at its address: the only stage that pays.
final class SynthesisStage: Sendable {
    private struct State {
        var cursor = ClaimCursor()
        var claimed = 0
        var armed = 0
        var refusalsInARow: [String: Int] = [:]
    }

    /// Refusals of one voice in a row that stop the batch.
    static let maximumVoiceRefusals = 5

    private let ledger: RunLedger
    private let run: RunID
    private let client: KlingClient
    private let callbackURL: String?
    private let store: ClipStore
    private let textLength: TextLengthLimit
    private let makePlanner: @Sendable (_ limit: TextLimit) -> JobPlanner
    private let learn: @Sendable (LearnedAccount) async throws -> Void
    private let plan: PlannedSpending
    private let monitor: RunMonitor
    private let downloads: StageBell
    private let outage = OutageWatch()
    /// Rings when a claimed task is done with: it may have left new tasks, or money.
    private let settled: StageBell
    private let results: PaidResults
    private let state = Mutex(State())

    init(
        ledger: RunLedger, run: RunID, client: KlingClient, callbackURL: String?, store: ClipStore,
        textLength: TextLengthLimit,
        makePlanner: @escaping @Sendable (_ limit: TextLimit) -> JobPlanner,
        learn: @escaping @Sendable (LearnedAccount) async throws -> Void,
        plan: PlannedSpending, results: PaidResults, settled: StageBell, monitor: RunMonitor,
        downloads: StageBell
    ) {
        self.ledger = ledger
        self.run = run
        self.client = client
        self.callbackURL = callbackURL
        self.store = store
        self.textLength = textLength
        self.makePlanner = makePlanner
        self.learn = learn
        self.plan = plan
        self.results = results
        self.settled = settled
        self.monitor = monitor
        self.downloads = downloads
    }

    /// Claims the next tasks; nil once nothing waits and nothing in work can leave more.
    func next(_ limit: Int) async throws -> [ClaimedTask]? {
        while !Task.isCancelled {
            let ticket = settled.ticket()
            let inWork = state.withLock { $0.claimed }
            let room = results.room(beside: inWork)
            guard room > 0 else {
                await settled.wait(since: ticket)
                continue
            }
            let tasks = try await claim(min(limit, room))
            if !tasks.isEmpty { return tasks }
            if inWork > 0 {
                await settled.wait(since: ticket)
            } else if let time = try await ledger.nextCallAfterCallback(run) {
                try await wait(until: time, since: ticket)
            } else {
                return nil
            }
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

    /// Waits for a callback, or until the time is over in which it was to come.
    private func wait(until time: Int, since ticket: StageBell.Ticket) async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.settled.wait(since: ticket) }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(max(0, time - unixMilliseconds()) + 1))
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// Sees one task through one call.
    func perform(_ claimed: ClaimedTask) async throws -> WorkOutcome<RunEnd> {
        if try await adopt(claimed) { return finish() }
        guard textLength.current.allows(claimed.task.text) else {
            try await split(claimed, at: textLength.current)
            return finish()
        }
        switch try await armWithinLimits(claimed) {
        case .overCeiling, .overDay:
            return .stop(.spendingReached(try plan.limitReached(for: run)))
        case .held(let reason):
            monitor.report(.notice("“\(claimed.task.text.firstWords)” is held: \(reason)"))
            return finish()
        case .claimLost:
            monitor.report(
                .notice(
                    "“\(claimed.task.text.firstWords)” is no longer this run's to call; it was "
                        + "left alone"))
            return finish()
        case .armed(let attempt):
            let result = await client.call(claimed.task, callbackURL: callbackURL)
            defer {
                state.withLock { $0.armed -= 1 }
                settled.ring()
            }
            return try await settle(attempt, of: claimed, result)
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
    /// What each meaning calls for stands in the table "What a reply becomes".
    private func settle(
        _ attempt: AttemptID, of claimed: ClaimedTask, _ result: CallResult
    ) async throws -> WorkOutcome<RunEnd> {
        let reply = result.reply
        func settle(_ end: AttemptEnd) async throws {
            try await ledger.settle(attempt, as: end, reply: AttemptReply(result))
            monitor.report(.call(CallEvent(claimed.task, end, reply)))
        }
        switch result.meaning {
        case .succeeded:
            results.paid()
            try await settle(.succeeded)
            outage.succeeded()
            textLength.succeeded(claimed.task.text)
            state.withLock { $0.refusalsInARow[claimed.task.voiceID] = nil }
            downloads.ring()
            return finish(reply.isLastOfWindow ? .succeededAsLast(resetAfter: nil) : .succeeded)
        case .unreadableSuccess:
            try await settle(.unreadable(reason: reply.unreadableReason))
            return .stop(.stopped(reason: reply.unreadableSentence(attempt)))
        case .throttled(.unavailable):
            try await settle(.throttled)
            return .retry(after: .notSent)
        case .throttled(let throttle):
            try await settle(.throttled)
            return .throttled(
                ThrottleKind(throttle), retryAfter: reply.retryAfter,
                stated: reply.statedLimit.map(StatedPace.init))
        case .notSent:
            try await settle(.notSent)
            return .retry(after: .notSent)
        case .unknown(let timedOut):
            try await settle(.unknown(isInOutage: false, waitsUntil: nil))
            try await ledger.markOutage(outage.add(attempt))
            return try await retry(claimed, timedOut: timedOut)
        case .refusedTask(let refusal):
            if case .length(let stated) = refusal,
                let limit = textLength.refused(claimed.task.text, stated: stated)
            {
                try await settle(.refused)
                return try await goOn(at: limit, with: claimed)
            }
            try await settle(.refusedTask(reason: refusal.sentence(reply)))
            return isRefusedTooOften(claimed.task.voiceID, refusal)
                ? .stop(.stopped(reason: refusal.voiceSentence(claimed.task.voiceID, reply)))
                : finish(.admitted)
        case .refusedBatch(.route):
            try await settle(.refused)
            return .stop(.noRoute(reason: ReplyMeaning.BatchRefusal.route.sentence(reply)))
        case .refusedBatch(let refusal):
            try await settle(.refused)
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

    /// The task is called again later, or shorter, if long texts time out.
    private func retry(
        _ claimed: ClaimedTask, timedOut: Bool
    ) async throws -> WorkOutcome<RunEnd> {
        if timedOut, let limit = textLength.timedOut(claimed.task.text) {
            if let end = try await learn(limit) { return .stop(end) }
        }
        return .retry(after: timedOut ? .timedOut : .failed)
    }

    /// The account takes shorter texts only: the task is cut, unless that passes the plan.
    private func goOn(
        at limit: TextLimit, with claimed: ClaimedTask
    ) async throws -> WorkOutcome<RunEnd> {
        if let end = try await learn(limit) { return .stop(end) }
        try await split(claimed, at: limit)
        return finish(.admitted)
    }

    /// Keeps a limit for the account; how the run ends if what is left becomes dearer than planned.
    private func learn(_ limit: TextLimit) async throws -> RunEnd? {
        try await learn(LearnedAccount(textLimit: limit))
        let planner = makePlanner(limit)
        if let reached = try plan.dearer(at: limit, cutBy: planner, for: run) {
            return .spendingReached(reached)
        }
        monitor.report(.notice("texts are cut at \(limit) from here on"))
        return nil
    }

    /// Arms a call; where money is short, waits for calls in flight that may turn out free.
    private func armWithinLimits(_ claimed: ClaimedTask) async throws -> Arming {
        while true {
            let ticket = settled.ticket()
            let inFlight = state.withLock { $0.armed }
            let arming = try await ledger.arm(claimed, in: run)
            switch arming {
            case .armed:
                state.withLock { $0.armed += 1 }
                return arming
            case .overCeiling where inFlight > 0 && !monitor.isStopping && !Task.isCancelled,
                .overDay where inFlight > 0 && !monitor.isStopping && !Task.isCancelled:
                await settled.wait(since: ticket)
            case .overCeiling, .overDay, .held, .claimLost:
                return arming
            }
        }
    }

    /// The task is done with for this run.
    private func finish(_ reply: PaceReply = .notCalled) -> WorkOutcome<RunEnd> {
        state.withLock { $0.claimed -= 1 }
        settled.ring()
        return .done(reply)
    }

    private func split(_ claimed: ClaimedTask, at limit: TextLimit) async throws {
        let pieces = makePlanner(limit).pieces(of: claimed.task)
        try await ledger.split(claimed, into: pieces)
    }
}
