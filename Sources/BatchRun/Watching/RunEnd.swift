import Ledger

/// Why a run ended.
package enum RunEnd: Sendable, Equatable {
    /// Every job has been tried.
    case finished
    /// The next call would cost more than is allowed.
    case spendingReached(SpendingLimit)
    /// Something that concerns every call, in a sentence that says what to do.
    case stopped(reason: String)
    /// The service has no such route; it may speak another form.
    case noRoute(reason: String)
    /// The person asked for it; the same command goes on.
    case interrupted

    /// The word the ledger keeps.
    var outcome: RunOutcome {
        switch self {
        case .finished: .finished
        case .spendingReached: .budget
        case .stopped, .noRoute: .stopped
        case .interrupted: .interrupted
        }
    }
}
