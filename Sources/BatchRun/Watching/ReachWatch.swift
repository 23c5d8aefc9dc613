package import Ledger

/// Decides when a person is told that nothing gets through, long before the run pauses for it.
///
/// A value without a clock; times are those since any fixed moment.
package struct ReachWatch {
    /// What has come back of the first call.
    package enum Finding {
        /// Nothing so far, and it is early.
        case waiting
        /// Nothing, for so long that it has to be said.
        case silent
        /// Something, or it has been said.
        case answered
    }

    private var firstSent: Duration?
    private var hasReturned = false
    private var lastSuccess: Duration?
    /// Whether it has been said since the last success.
    private var isSaid = false

    /// How long after a success a failure is taken for one of its own.
    private static let calm = Duration.seconds(10)
    /// How long the first call may go without any sign.
    private static let patience = Duration.seconds(9)

    /// A watch over a run that has not called yet.
    package init() {}

    /// A call goes out.
    package mutating func sent(at now: Duration) {
        firstSent = firstSent ?? now
    }

    /// Takes the end of a call, and gives the sentence that is to be said.
    package mutating func take(_ outcome: AttemptState, words: String?, at now: Duration) -> String?
    {
        hasReturned = true
        switch outcome {
        case .succeeded:
            lastSuccess = now
            isSaid = false
            return nil
        case .notSent, .unknown:
            guard !isSaid, lastSuccess.map({ now - $0 >= Self.calm }) ?? true else { return nil }
            isSaid = true
            let cause = words.map { ": \($0)" } ?? ""
            return "Nothing gets through\(cause). It is tried again."
        default:
            return nil
        }
    }

    /// Whether the first call has gone without any sign for too long.
    package mutating func silence(at now: Duration) -> Finding {
        guard !hasReturned else { return .answered }
        guard let firstSent, now - firstSent >= Self.patience else { return .waiting }
        return .silent
    }
}
