/// Why nothing gets through.
package enum NothingGetsThrough: Hashable, Sendable {
    /// Several calls in a row failed and none succeeded.
    case noneSucceeds
    /// So many calls failed that the retry budget is empty.
    case callsFail
    /// For two minutes every call was refused.
    case onlyRefusals
    /// The service asked for a wait of more than two minutes.
    case longWait
}

extension NothingGetsThrough: CustomStringConvertible {
    /// The reason, for people.
    package var description: String {
        switch self {
        case .noneSucceeds: "one call after the other failed"
        case .callsFail: "too many calls failed"
        case .onlyRefusals: "the service has refused every call for two minutes"
        case .longWait: "the service asked to wait for more than two minutes"
        }
    }
}

/// A failure after which the same work may be tried again.
package enum CallFailure: Hashable, Sendable {
    /// The call was never sent.
    case notSent
    /// The call was sent and failed.
    case failed
    /// No reply came in time.
    case timedOut
}
