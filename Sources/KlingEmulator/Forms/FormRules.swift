import Foundation
import HTTPTypes

/// What the forms do differently.
protocol FormRules: Sendable {
    /// The names that one call goes by.
    func names(number: UInt64) -> CallNames

    /// Reads a call, its checks in the form's own order.
    ///
    /// - Throws: what the service refuses the call with.
    func call(json: Data, limits: CallRules) throws(Refusal) -> SpeechCall

    /// The body of a success.
    func success(_ success: Success) -> JSONValue

    /// What Kling said no with, as the form passes it on.
    func refusal(for error: KlingError) -> Refusal

    /// A call to an address that the form does not have.
    func wrongRoute(method: String, path: String) -> Refusal

    /// A body of more than a megabyte.
    var bodyTooLarge: Refusal { get }
}

/// What a form does that speaks in Kling's codes.
extension FormRules {
    func refusal(for error: KlingError) -> Refusal { .coded(error) }

    func wrongRoute(method: String, path: String) -> Refusal {
        .coded(KlingError(status: .notFound, code: 404, message: "not found"))
    }
}

/// What a call is checked against.
struct CallRules: Sendable {
    var text: TextLimit
    var voices: VoiceTable
}
