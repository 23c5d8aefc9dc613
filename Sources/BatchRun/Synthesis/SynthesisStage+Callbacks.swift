import Ledger
import Synchronization

extension SynthesisStage {
    /// Writes down what a callback says of a call, of this run or of an earlier one, and lets the
    /// stages go on with it.
    func takeCallback(
        for attempt: AttemptID, end: AttemptEnd, reply: AttemptReply
    ) async throws -> Settlement {
        let isOurs = state.withLock { $0.untold[attempt] != nil }
        let isSuccess = end.state == .succeeded
        func settle() async throws -> Settlement {
            try await ledger.takeCallback(for: attempt, end: end, reply: reply)
        }
        let settlement =
            isOurs && isSuccess ? try await results.counting(settle) : try await settle()
        guard settlement != .stale else { return settlement }
        state.withLock { $0.untold[attempt] = nil }
        let outcome: TakenCallback =
            isSuccess ? settlement == .paidTwice ? .paidTwice : .succeeded : .refused
        reportCallback(of: attempt, outcome, isOurs: isOurs)
        if isOurs, isSuccess { succeededAfterAll() }
        downloads.ring()
        settled.ring()
        return settlement
    }

    func reportCallback(of attempt: AttemptID, _ outcome: TakenCallback, isOurs: Bool) {
        events.report(
            .calledBack(
                CallbackEvent(attempt: attempt.number, outcome: outcome, isOfThisRun: isOurs)))
    }
}
