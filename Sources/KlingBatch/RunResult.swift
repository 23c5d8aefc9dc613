import BatchRun

/// How a run ended.
public struct RunResult: Sendable {
    /// Why it ended.
    public let end: End
    /// What of audiobooks is not made and why, a sentence each.
    public let problems: [String]
    /// What the ledger says of the batch now.
    public let batch: BatchBalance?

    /// Why a run ended.
    public enum End: Sendable, Equatable {
        /// Every job has been tried; ``BatchBalance`` says which are not made.
        case finished
        /// The next call would cost more than is allowed, in a sentence that says what to do.
        case spendingReached(String)
        /// Something that concerns every call, in a sentence that says what to do.
        case stopped(String)
        /// It was asked to stop; the same batch goes on.
        case interrupted
    }

    init(_ summary: RunSummary, batch: BatchBalance?) {
        end =
            switch summary.end {
            case .finished: .finished
            case .spendingReached(let limit): .spendingReached("\(limit)")
            case .stopped(let reason), .noRoute(let reason): .stopped(reason)
            case .interrupted: .interrupted
            }
        problems = summary.problems
        self.batch = batch
    }
}

/// Ends a run from outside.
public final class RunStop: Sendable {
    let control = RunControl()

    /// A stop of a run that has not begun.
    public init() {}

    /// Lets no new calls begin; those in flight are finished, and the run ends as interrupted.
    public func stop() { control.stopSending() }
}
