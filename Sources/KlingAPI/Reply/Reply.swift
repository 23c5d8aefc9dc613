/// What came back from one call, as far as it could be read.
///
/// Nothing here is required: any service may answer in any form, or in one of its own. Its texts are
/// cleaned, masked and shortened where they come out of ``KlingClient`` and ``FreeQuestions``.
package struct Reply: Sendable, Equatable {
    /// How a body ended.
    package enum BodyEnd: Sendable, Hashable {
        /// It came whole, as far as HTTP tells.
        case whole
        /// The connection or the deadline ended it.
        case brokenOff
        /// It was larger than is read.
        case tooLarge
    }

    /// The HTTP status; nil where no reply came.
    package var httpStatus: Int?
    /// `code` of the service, or the number in a gateway's error object; 0 is success.
    ///
    /// Where a gateway wraps another service's reply in its message this is the wrapped reply's code.
    package var code: Int?
    /// `message` of the service or the gateway, or what went wrong on the way.
    package var message: String?
    /// `request_id`, given on success and on error alike.
    package var requestID: String?
    /// The request's name in `X-Oneapi-Request-Id` or `X-Request-Id`; a gateway's bill has it.
    package var headerRequestID: String?
    /// `data.task_id`, which Kling's own bill has.
    package var taskID: String?
    /// `audio_id`, or the `id` of the first of `audios`.
    package var audioID: String?
    /// Where the audio waits: `audio_url`, or what other services put in its place.
    package var audioURL: String?
    /// `duration`, in milliseconds.
    package var durationMilliseconds: Int?
    /// `created_at`, in Unix milliseconds.
    package var createdAt: Int?
    /// `final_unit_deduction`, what the call cost in Kling's units, as it was written.
    package var unitDeduction: String?
    /// The type or textual code of an error, such as `insufficient_quota build_request_failed`.
    package var gatewayError: String?
    /// Whether the reply says that something failed: an error object, a textual code,
    /// `success: false`, `task_status: failed`.
    package var saysFailure = false
    /// Whether the body was JSON that could be read.
    package var isReadable = false
    /// How the body ended.
    package var bodyEnd = BodyEnd.whole
    /// When it was sent by the service's own clock, from `Date`, in Unix seconds.
    package var sentAt: Int?
    /// How long the service asks to wait, from `Retry-After` or a rate limit's reset.
    package var retryAfter: Duration?
    /// Whether the reply says that no further call is left in this window.
    package var isLastOfWindow = false
    /// The limit that a refusal states in its message.
    package var statedLimit: StatedLimit?

    /// A reply of which nothing is known.
    package init() {}
}
