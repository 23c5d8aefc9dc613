package import Ledger

/// A call that has ended, as the ledger keeps it.
package struct CallEvent: Sendable {
    /// The task's name.
    package let hash: String
    /// What the ledger says of it.
    package let outcome: AttemptState
    /// The HTTP status, if a reply came.
    package let httpStatus: Int?
    /// The reply's code, if it has one.
    package let code: Int?
    /// The reply's message, or what went wrong.
    package let message: String?
    /// The service's name for the call, if it gave one.
    package let requestID: String?

    /// An event of these parts.
    package init(
        hash: String, outcome: AttemptState, httpStatus: Int?, code: Int?, message: String?,
        requestID: String?
    ) {
        self.hash = hash
        self.outcome = outcome
        self.httpStatus = httpStatus
        self.code = code
        self.message = message
        self.requestID = requestID
    }
}
