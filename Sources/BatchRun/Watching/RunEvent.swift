package import Audiobooks
import KlingAPI
import Ledger

/// What happens while a batch runs, for progress and for `--events`.
package enum RunEvent: Sendable {
    /// Another run holds the ledger.
    case waitingForLedger(AwaitedRun)
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
    /// The pace decided something.
    case pace(PaceEvent)
}
