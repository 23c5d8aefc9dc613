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
    private let textLength: TextLengthLimit
    private let makePlanner: @Sendable (_ limit: Int) -> JobPlanner
    private let learn: @Sendable (LearnedAccount) async throws -> Void
    private let monitor: RunMonitor
    private let downloads: StageBell
    /// Rings when a claimed task is done with: it may have left new tasks, or money.
    private let settled = StageBell()
    private let state = Mutex(State())

    init(
        ledger: RunLedger, run: RunID, client: KlingClient, callbackURL: String?,
        textLength: TextLengthLimit,
        makePlanner: @escaping @Sendable (_ limit: Int) -> JobPlanner,
        learn: @escaping @Sendable (LearnedAccount) async throws -> Void,
        monitor: RunMonitor, downloads: StageBell
    ) {
        self.ledger = ledger
        self.run = run
        self.client = client
        self.callbackURL = callbackURL
        self.textLength = textLength
        self.makePlanner = makePlanner
        self.learn = learn
        self.monitor = monitor
        self.downloads = downloads
    }

    /// Claims the next tasks; nil once nothing waits and nothing in work can leave more.
    func next(_ limit: Int) async throws -> [ClaimedTask]? {
        while !Task.isCancelled {
            let ticket = settled.ticket()
            let inWork = state.withLock { $0.claimed }
            var cursor = state.withLock { $0.cursor }
            let tasks = try await ledger.claimTasks(run, limit: limit, cursor: &cursor)
            state.withLock { state in
                state.cursor = cursor
                state.claimed += tasks.count
            }
            if !tasks.isEmpty { return tasks }
            if inWork == 0 { break }
            await settled.wait(since: ticket)
        }
        return nil
    }

    /// Sees one task through one call.
    func perform(_ claimed: ClaimedTask) async throws -> WorkOutcome<RunEnd> {
        let characters = claimed.task.text.characterCount
        if characters > textLength.current {
            try await split(claimed, at: textLength.current)
            return finish()
        }
        switch try await armWithinBudget(claimed) {
        case .overBudget:
            return .stop(.budgetReached)
        case .held(let reason):
            monitor.report(.notice("“\(claimed.task.text.firstWords)” is held: \(reason)"))
            return finish()
        case .armed(let attempt):
            let result = await client.call(claimed.task, callbackURL: callbackURL)
            defer {
                state.withLock { $0.armed -= 1 }
                settled.ring()
            }
            return try await settle(attempt, of: claimed, characters, result.reply, result.meaning)
        }
    }

    /// Writes down how a call ended, and says what is to become of its task.
    ///
    /// What each meaning calls for stands in the table "What a reply becomes".
    private func settle(
        _ attempt: AttemptID, of claimed: ClaimedTask, _ characters: Int, _ reply: Reply,
        _ meaning: ReplyMeaning
    ) async throws -> WorkOutcome<RunEnd> {
        func settle(_ end: AttemptEnd) async throws {
            try await ledger.settle(attempt, of: claimed, as: end, reply: AttemptReply(reply))
            monitor.report(.call(CallEvent(claimed.task, end, reply)))
        }
        switch meaning {
        case .succeeded:
            try await settle(.succeeded)
            textLength.succeeded(characters: characters)
            state.withLock { $0.refusalsInARow[claimed.task.voiceID] = nil }
            downloads.ring()
            return finish(reply.isLastOfWindow ? .succeededAsLast(resetAfter: nil) : .succeeded)
        case .throttled(let throttle):
            try await settle(.throttled)
            return .throttled(ThrottleKind(throttle), retryAfter: reply.retryAfter)
        case .notSent:
            try await settle(.notSent)
            return .retry(after: .notSent)
        case .unknown(let timedOut):
            try await settle(.unknown)
            if timedOut, let limit = textLength.timedOut(characters: characters) {
                try await learn(limit)
            }
            return .retry(after: timedOut ? .timedOut : .failed)
        case .refusedTask(let refusal):
            let limit =
                refusal.isOfLength
                ? textLength.refused(characters: characters, message: reply.message) : nil
            if let limit {
                try await settle(.refused)
                try await learn(limit)
                try await split(claimed, at: limit)
                return finish(.admitted)
            }
            try await settle(.refusedTask(reason: refusal.sentence(reply)))
            return isRefusedTooOften(claimed.task.voiceID, refusal)
                ? .stop(.stopped(reason: refusal.voiceSentence(claimed.task.voiceID, reply)))
                : finish(.admitted)
        case .refusedBatch(let refusal):
            try await settle(.refused)
            return .stop(.stopped(reason: refusal.sentence(reply)))
        case .unreadableSuccess:
            try await settle(.unknown)
            return .stop(.stopped(reason: reply.unreadableSentence))
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

    private func learn(_ limit: Int) async throws {
        try await learn(LearnedAccount(textLength: limit))
        monitor.report(.notice("texts are cut at \(limit) characters from here on"))
    }

    /// Arms a call; where the budget is short, waits for calls in flight that may turn out free.
    private func armWithinBudget(_ claimed: ClaimedTask) async throws -> Arming {
        while true {
            let ticket = settled.ticket()
            let inFlight = state.withLock { $0.armed }
            let arming = try await ledger.arm(claimed, in: run)
            switch arming {
            case .armed:
                state.withLock { $0.armed += 1 }
                return arming
            case .overBudget where inFlight > 0 && !monitor.isStopping && !Task.isCancelled:
                await settled.wait(since: ticket)
            case .overBudget, .held:
                return arming
            }
        }
    }

    /// The task is done with for this run.
    private func finish(_ reply: PaceReply = .unreached) -> WorkOutcome<RunEnd> {
        state.withLock { $0.claimed -= 1 }
        settled.ring()
        return .done(reply)
    }

    private func split(_ claimed: ClaimedTask, at limit: Int) async throws {
        let pieces = makePlanner(limit).pieces(of: claimed.task)
        try await ledger.split(claimed, into: pieces)
    }
}
