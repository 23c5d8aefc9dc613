/// What came back from one call, as far as it could be read.
///
/// Nothing here is required: a gateway in front of the service can answer in a form of its own.
public struct Reply: Sendable, Equatable {
    /// The HTTP status; nil where no reply came.
    public var httpStatus: Int?
    /// `code` of the service, or the number in a gateway's error object; 0 is success.
    public var code: Int?
    /// `message` of the service or the gateway, or what went wrong on the way.
    public var message: String?
    /// `request_id`, given on success and on error alike.
    public var requestID: String?
    /// `data.audio_id`.
    public var audioID: String?
    /// `data.audio_url`.
    public var audioURL: String?
    /// `data.duration`, in milliseconds.
    public var durationMilliseconds: Int?
    /// `data.created_at`, in Unix milliseconds.
    public var createdAt: Int?
    /// The type or textual code of a gateway's error object, such as `insufficient_quota`.
    public var gatewayError: String?
    /// Whether the body was JSON that could be read.
    public var isReadable = false
    /// How long the service asks to wait, from `Retry-After` or a rate limit's reset.
    public var retryAfter: Duration?
    /// Whether the reply says that no further call is left in this window.
    public var isLastOfWindow = false

    /// A reply of which nothing is known.
    public init() {}
}
