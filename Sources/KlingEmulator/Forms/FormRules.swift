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

/// The names that one call goes by.
struct CallNames: Sendable {
    /// In the bill, and where the form has the header, in `X-Oneapi-Request-Id`.
    var billed: String
    /// In the reply's body.
    var inBody: String
    /// Kling's name for the work; nil where the form has none.
    var taskID: String?
    /// Whether each reply names the request in `X-Oneapi-Request-Id`.
    var hasHeader = false
}

/// The longest text, in one unit or in both.
struct TextLimit: Sendable, Equatable {
    /// In Unicode scalars; nil for any number.
    var characters: Int?
    /// In bytes of UTF-8; nil for any number.
    var bytes: Int?

    /// By how much a text is too long; nil if it is not.
    func excess(of text: String) -> Excess? {
        let byteCount = text.utf8.count
        if let bytes, byteCount > bytes {
            return Excess(limit: bytes, count: byteCount, unit: "bytes")
        }
        // The bytes of UTF-8 are never fewer than the characters, and known without counting.
        guard let characters, byteCount > characters else { return nil }
        let count = text.unicodeScalars.count
        return count > characters
            ? Excess(limit: characters, count: count, unit: "characters") : nil
    }

    struct Excess {
        let limit: Int
        let count: Int
        let unit: String
    }
}
