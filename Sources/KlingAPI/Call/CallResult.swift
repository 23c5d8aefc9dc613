package import Foundation

/// How one call ended.
package struct CallResult: Sendable, Equatable {
    /// What came back, cleaned of what no ledger or screen should have.
    package var reply: Reply
    /// What it means.
    package var meaning: ReplyMeaning
    /// The beginning of a success that could not be read, its secrets masked.
    package var body: Data?
    /// What the service's bill calls the request, as far as the reply tells.
    package var billName: String?

    /// A result of these parts.
    package init(reply: Reply, meaning: ReplyMeaning, body: Data? = nil) {
        self.reply = reply
        self.meaning = meaning
        self.body = body
    }
}
