import BatchPlanning
import Ledger
import SpeechTasks
import Synchronization
import WorkerPool

/// What a call that timed out, or that was refused for its length, says of the longest text.
extension SynthesisStage {
    /// The task is called again later, or shorter, if long texts time out.
    func retry(
        _ claimed: ClaimedTask, timedOut: Bool
    ) async throws -> WorkOutcome<RunEnd> {
        if timedOut, let end = try await learnFromTimeOut(claimed) { return .stop(end) }
        return .retry(after: timedOut ? .timedOut : .failed)
    }

    /// The task is left to its callback: it is claimed anew once that has not come in time.
    ///
    /// As long as the callback may say that the call was done, a long text that timed out tells no
    /// limit of the account's; it does once its task has waited for a callback in vain.
    func leave(
        _ attempt: AttemptID, of claimed: ClaimedTask, timedOut: Bool
    ) async throws -> WorkOutcome<RunEnd> {
        let hash = claimed.task.hash
        let hasWaited = state.withLock { state in
            state.untold.contains { $0.key != attempt && $0.value == hash }
        }
        if timedOut, hasWaited, let end = try await learnFromTimeOut(claimed) {
            return .stop(end)
        }
        _ = finish()
        return .givenUp(after: timedOut ? .timedOut : .failed)
    }

    private func learnFromTimeOut(_ claimed: ClaimedTask) async throws -> RunEnd? {
        guard let limit = textLength.timedOut(claimed.task.text) else { return nil }
        return try await learn(limit)
    }

    /// The account takes shorter texts only: the task is cut, unless that passes the plan.
    func goOn(
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
        events.report(.notice("texts are cut at \(limit) from here on"))
        return nil
    }

    func split(_ claimed: ClaimedTask, at limit: TextLimit) async throws {
        let pieces = makePlanner(limit).pieces(of: claimed.task)
        try await ledger.split(claimed, into: pieces)
        // Nobody waits for the audio of the whole any more.
        state.withLock { state in
            state.untold = state.untold.filter { $0.value != claimed.task.hash }
        }
    }
}
