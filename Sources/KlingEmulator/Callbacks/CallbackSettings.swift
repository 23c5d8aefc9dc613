/// Whether and how the address in a call's `callback_url` is told of the outcome.
public struct CallbackSettings: Sendable {
    /// What it is told in; nil tells nothing.
    public var form: Form?
    /// How long after the work.
    public var delay = Duration.zero
    /// How often it is told the same.
    public var times = 1
    /// The secret of Standard Webhooks signatures, as its file has it; nil signs nothing.
    ///
    /// `whsec_` and base64, or any other text as it stands.
    public var secret: String?

    /// How a callback's body is laid out.
    public enum Form: String, CaseIterable, Sendable {
        /// As the page's reply.
        case page
        /// As the callbacks of Kling's other tasks.
        case kling
    }

    /// No callbacks.
    public init() {}
}
