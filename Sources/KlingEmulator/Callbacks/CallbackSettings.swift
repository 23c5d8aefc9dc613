/// Whether and how the address in a call's `callback_url` is told of the outcome.
package struct CallbackSettings: Sendable {
    /// What it is told in; nil tells nothing.
    package var form: Form?
    /// How long after the work.
    package var delay = Duration.zero
    /// What is waited for before anything is told; nil for nothing.
    package var latch: Task<Void, Never>?
    /// How often it is told the same.
    package var times = 1
    /// The secret of Standard Webhooks signatures, as its file has it; nil signs nothing.
    ///
    /// `whsec_` and base64, or any other text as it stands.
    package var secret: String?

    /// How a callback's body is laid out.
    package enum Form: String, CaseIterable, Sendable {
        /// As the page's reply.
        case page
        /// As the callbacks of Kling's other tasks.
        case kling
    }

    /// No callbacks.
    package init() {}
}
