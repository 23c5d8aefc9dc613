/// Names one call in the ledger.
package struct AttemptID: Hashable, Sendable {
    let value: Int64
}

/// Whether a call may be sent.
package enum Arming: Sendable {
    /// It may: the attempt stands in the ledger, durably.
    case armed(AttemptID)
    /// It would pass the batch's budget, or what the run's plan promised.
    case overCeiling
    /// It would pass what the account may spend in a day.
    case overDay
    /// The task's earlier outcome is unknown and the rules for that hold it.
    case held(reason: String)
    /// Somebody else holds the task by now, or has paid for it: nothing may be sent.
    case claimLost
}
