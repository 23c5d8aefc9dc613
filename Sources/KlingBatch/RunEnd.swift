import BatchRun

/// How a run ended.
///
/// ``VoiceBatch/account()`` says what is made and what is not.
public enum RunEnd: Sendable, Equatable {
    /// Every job has been tried; what of audiobooks is not made and why, a sentence each.
    case finished(problems: [String])
    /// The next call would cost more than is allowed, in a sentence that says what to do.
    case spendingReached(String)
    /// Something that concerns every call, in a sentence that says what to do.
    case stopped(String)
    /// It was asked to stop; the same batch goes on.
    case interrupted

    init(_ summary: RunSummary) {
        self =
            switch summary.end {
            case .finished: .finished(problems: summary.problems)
            case .spendingReached(let limit): .spendingReached("\(limit)")
            case .stopped(let reason), .noRoute(let reason): .stopped(reason)
            case .interrupted: .interrupted
            }
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
