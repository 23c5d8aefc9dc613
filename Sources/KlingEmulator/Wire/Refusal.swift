import HTTPTypes

/// A reply that says no.
struct Refusal: Error, Equatable {
    let status: HTTPResponse.Status
    let body: Body
    /// Whether `Retry-After` may go with it.
    var isForPace = false

    enum Body: Equatable {
        /// `{"code": 400, "message": …, "request_id": …}`
        case coded(Int, String)
        /// `{"code": "build_request_failed", "message": …}`
        case named(String, String)
        /// The same, its message Kling's JSON.
        case nested(KlingError)
        /// `{"error": {"message": …, "type": …}}`
        case gatewayError(message: String, type: String, namesRequest: Bool)
        /// Not a byte.
        case empty
    }

    /// A reply in the form of the vendor's page, which is Kling's too.
    static func coded(_ error: KlingError) -> Refusal {
        Refusal(
            status: error.status, body: .coded(error.code, error.message),
            isForPace: [1302, 1303, 429].contains(error.code))
    }

    static func badParameter(_ message: String) -> Refusal {
        Refusal(status: .badRequest, body: .coded(400, message))
    }

    static let unauthorized = Refusal(
        status: .unauthorized, body: .coded(401, "authentication failed"))
    static let serverError = Refusal(
        status: .internalServerError, body: .coded(500, "server error"))

    /// Too many calls in a time, without a word on why.
    static func bare(status: HTTPResponse.Status = .tooManyRequests) -> Refusal {
        Refusal(status: status, body: .coded(429, "too many requests"), isForPace: true)
    }
}

/// The refusals of the gateway's public source.
extension Refusal {
    /// One of the gateway's named errors.
    static func named(
        _ name: String, status: HTTPResponse.Status, _ message: String
    ) -> Refusal {
        Refusal(status: status, body: .named(name, message))
    }

    /// Bad parameters: nothing was sent to Kling.
    static func notBuilt(_ message: String) -> Refusal {
        named("build_request_failed", status: .internalServerError, message)
    }

    /// Kling refused; its reply is passed on as text.
    static func nested(_ error: KlingError) -> Refusal {
        Refusal(
            status: error.status, body: .nested(error),
            isForPace: [1302, 1303].contains(error.code))
    }

    /// Kling said 429, and its code is lost.
    static let saturated = Refusal(
        status: .tooManyRequests, body: .named("fail_to_fetch_task", "当前分组上游负载已饱和，请稍后再试"),
        isForPace: true)

    /// An error of the gateway's frame, which appends the request's name to its message.
    static func newAPI(
        _ status: HTTPResponse.Status, _ message: String, isForPace: Bool = false
    ) -> Refusal {
        Refusal(
            status: status,
            body: .gatewayError(message: message, type: "new_api_error", namesRequest: true),
            isForPace: isForPace)
    }
}
