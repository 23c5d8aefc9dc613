import BatchRun
import Ledger

/// What happens while a batch runs.
public enum BatchEvent: Sendable {
    /// Another run holds the ledger.
    case waitingForLedger
    /// The plan stands, and the most that the batch may have cost when the run ends.
    case planned(calls: Int, cost: Yuan, ceiling: Yuan)
    /// A call has ended.
    case call(CallOutcome, message: String?)
    /// A clip is stored.
    case clipStored(duration: Duration)
    /// A job's track is made, below the output folder.
    case trackMade(String, duration: Duration)
    /// A book's file is made, below the output folder.
    case bookFileMade(String)
    /// Nothing gets through; the sentence says why and until when.
    case paused(String)
    /// Calls get through again.
    case resumed
    /// Something that does not end the run, in a sentence.
    case notice(String)

    /// What came of a call.
    public enum CallOutcome: Sendable {
        /// It brought audio and was charged.
        case succeeded
        /// It was refused for pace; its text is called again.
        case throttled
        /// It never reached the service.
        case notSent
        /// Its text was refused.
        case refused
        /// Its reply was lost: it may have been charged.
        case unknown
    }

    /// The event of a run; nil for one that only a progress line needs.
    init?(_ event: RunEvent) {
        switch event {
        case .waitingForLedger: self = .waitingForLedger
        case .planned(let promise):
            self = .planned(
                calls: promise.calls, cost: Yuan(promise.cost), ceiling: Yuan(promise.ceiling))
        case .call(let call): self = .call(CallOutcome(call.outcome), message: call.message)
        case .clipStored(_, let milliseconds, _):
            self = .clipStored(duration: .milliseconds(milliseconds))
        case .trackMade(let output, let milliseconds, _):
            self = .trackMade(output, duration: .milliseconds(milliseconds))
        case .bookFileMade(let file, _): self = .bookFileMade(file)
        case .paused(let reason): self = .paused(reason)
        case .resumed: self = .resumed
        case .notice(let sentence): self = .notice(sentence)
        case .began, .callSent, .callReturned, .calledBack, .audiobook, .pace: return nil
        }
    }
}

extension BatchEvent.CallOutcome {
    fileprivate init(_ state: AttemptState) {
        self =
            switch state {
            case .succeeded: .succeeded
            case .throttled: .throttled
            case .notSent: .notSent
            case .refused, .free: .refused
            case .armed, .unknown, .writtenOff: .unknown
            }
    }
}
