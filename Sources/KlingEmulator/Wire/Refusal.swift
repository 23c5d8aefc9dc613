import HTTPTypes
import Hummingbird

/// A reply that says no, in the documented form of an error.
struct Refusal: Error, Equatable {
    let status: HTTPResponse.Status
    let code: Int
    let message: String

    static func badParameter(_ message: String) -> Refusal {
        Refusal(status: .badRequest, code: 400, message: message)
    }

    static let unknownVoice = Refusal(
        status: .badRequest, code: 1201, message: "Voice id not found")
    static let bodyTooLarge = Refusal(
        status: .contentTooLarge, code: 400, message: "request body is too large for tts")
    static let unauthorized = Refusal(
        status: .unauthorized, code: 401, message: "authentication failed")
    static let notFound = Refusal(status: .notFound, code: 404, message: "not found")
    static let serverError = Refusal(
        status: .internalServerError, code: 500, message: "server error")
    static let outOfCredit = Refusal(
        status: .tooManyRequests, code: 1102, message: "resource pack depleted or expired")

    /// Too many calls in a time; the code is 1302 where the platform's codes are passed on.
    static func tooFast(withCode: Bool, status: HTTPResponse.Status = .tooManyRequests) -> Refusal {
        Refusal(status: status, code: withCode ? 1302 : 429, message: "too many requests")
    }

    /// Too many calls at once; the code is 1303 where the platform's codes are passed on.
    static func tooManyAtOnce(withCode: Bool) -> Refusal {
        withCode
            ? Refusal(
                status: .tooManyRequests, code: 1303,
                message: "parallel task over resource pack limit")
            : tooFast(withCode: false)
    }
}
