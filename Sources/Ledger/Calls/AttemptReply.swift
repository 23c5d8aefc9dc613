/// What an attempt's reply said, as far as it said anything.
package struct AttemptReply: Sendable {
    /// The HTTP status; nil where no reply came.
    package var httpStatus: Int?
    /// The reply's `code`.
    package var code: Int?
    /// The reply's `message`, or what went wrong.
    package var message: String?
    /// The service's name for the call.
    package var requestID: String?
    /// The name under which the service's bill has the call: from a gateway's headers, or Kling's
    /// task.
    package var headerRequestID: String?
    /// The service's name for the audio.
    package var audioID: String?
    /// Where the audio lies.
    package var audioURL: String?
    /// The announced length in milliseconds.
    package var durationMilliseconds: Int?
    /// The service's time of creation in Unix milliseconds.
    package var createdAt: Int?
    /// What the call cost in the service's own units, as it wrote it.
    package var units: String?
    /// The beginning of a success that cannot be read.
    package var body: [UInt8]?

    /// A reply of these parts.
    package init(
        httpStatus: Int? = nil, code: Int? = nil, message: String? = nil, requestID: String? = nil,
        headerRequestID: String? = nil, audioID: String? = nil, audioURL: String? = nil,
        durationMilliseconds: Int? = nil, createdAt: Int? = nil, units: String? = nil,
        body: [UInt8]? = nil
    ) {
        self.httpStatus = httpStatus
        self.code = code
        self.message = message
        self.requestID = requestID
        self.headerRequestID = headerRequestID
        self.audioID = audioID
        self.audioURL = audioURL
        self.durationMilliseconds = durationMilliseconds
        self.createdAt = createdAt
        self.units = units
        self.body = body
    }
}
