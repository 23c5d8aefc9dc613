package import SpeechTasks

/// What somebody who knows says of a call.
package enum Resolution: Sendable, Equatable {
    /// It was charged, at this price; nil for the batch's.
    case charged(price: Money?)
    /// It was not charged.
    case free
}

/// What a bill says of a call, to be written down.
package struct BilledOutcome: Sendable {
    /// The call.
    package let attempt: AttemptID
    /// What became of it.
    package let resolution: Resolution
    /// What the bill calls it, where the ledger has no name for it.
    package let requestID: String?

    /// An outcome of these parts.
    package init(attempt: AttemptID, resolution: Resolution, requestID: String? = nil) {
        self.attempt = attempt
        self.resolution = resolution
        self.requestID = requestID
    }
}
