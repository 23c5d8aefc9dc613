public import Foundation

/// A callback whose address is right.
public struct CallbackArrival: Sendable {
    /// The attempt that its address names.
    public let attempt: Int64
    /// What its body says.
    public let outcome: CallbackOutcome
    /// The body as it came.
    public let body: Data

    /// An arrival of these parts.
    public init(attempt: Int64, outcome: CallbackOutcome, body: Data) {
        self.attempt = attempt
        self.outcome = outcome
        self.body = body
    }
}
