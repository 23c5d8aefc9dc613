package import Audiobooks
import KlingAPI
package import Ledger

/// What happens while a batch runs, for progress and for `--events`.
package enum RunEvent: Sendable {
    /// Another run holds the ledger.
    case waitingForLedger
    /// The plan stands in the ledger, and what it may cost.
    case planned(RunPromise)
    /// The first call may be made, and this is how far the batch is.
    case began(RunProgress)
    /// A call of a task is under way.
    case callSent(hash: String)
    /// A call of a task is no longer under way, whatever came of it.
    case callReturned(hash: String)
    /// A call has ended as the ledger keeps it.
    case call(CallEvent)
    /// A callback has told of a call.
    case calledBack(CallbackEvent)
    /// A clip is stored.
    case clipStored(hash: String, durationMilliseconds: Int, byteCount: Int)
    /// A job's track is made.
    case trackMade(output: String, durationMilliseconds: Int, byteCount: Int)
    /// A step of making an audiobook.
    case audiobook(title: String, AudiobookProgress)
    /// A book's audiobook, playlist or words with times are made.
    case bookFileMade(String, byteCount: Int)
    /// Something in the way that does not end the run, in a sentence.
    case notice(String)
    /// Nothing gets through; the sentence says why and until when.
    case paused(String)
    /// Calls get through again.
    case resumed
}

/// A call that has ended, as the ledger keeps it.
package struct CallEvent: Sendable {
    /// The task's name.
    package let hash: String
    /// What the ledger says of it.
    package let outcome: AttemptState
    /// The HTTP status, if a reply came.
    package let httpStatus: Int?
    /// The reply's code, if it has one.
    package let code: Int?
    /// The reply's message, or what went wrong.
    package let message: String?
    /// The service's name for the call, if it gave one.
    package let requestID: String?
}

/// A callback that told something new of a call.
package struct CallbackEvent: Sendable {
    /// The number of the call in the ledger.
    package let attempt: Int64
    /// What came of it.
    package let outcome: TakenCallback
    /// Whether the call was made by this run.
    package let isOfThisRun: Bool
}
