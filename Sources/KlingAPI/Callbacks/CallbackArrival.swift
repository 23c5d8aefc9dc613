package import Foundation

/// A callback whose address is right.
package struct CallbackArrival: Sendable {
    /// The attempt that its address names.
    package let attempt: Int64
    /// What its body says.
    package let outcome: CallbackOutcome
    /// The body as it came.
    package let body: Data

    /// An arrival of these parts.
    package init(attempt: Int64, outcome: CallbackOutcome, body: Data) {
        self.attempt = attempt
        self.outcome = outcome
        self.body = body
    }
}
