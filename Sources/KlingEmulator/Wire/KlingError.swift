import HTTPTypes

/// One of Kling's own errors.
struct KlingError: Error, Equatable, Sendable {
    let status: HTTPResponse.Status
    let code: Int
    let message: String

    static func badParameter(_ message: String) -> KlingError {
        KlingError(status: .badRequest, code: 1201, message: message)
    }

    static let unknownVoice = badParameter("Voice id not found")

    /// A service code with the status that comes with it, after Kling's general page; nil for one
    /// that is not on it.
    init?(code: Int) {
        guard let (status, message) = Self.table[code] else { return nil }
        self.init(status: status, code: code, message: message)
    }

    init(status: HTTPResponse.Status, code: Int, message: String) {
        self.status = status
        self.code = code
        self.message = message
    }

    private static let table: [Int: (HTTPResponse.Status, String)] = [
        1000: (.unauthorized, "Authentication failed"),
        1001: (.unauthorized, "Authorization is empty"),
        1002: (.unauthorized, "Authorization is invalid"),
        1003: (.unauthorized, "Authorization is not yet valid"),
        1004: (.unauthorized, "Authorization has expired"),
        1100: (.tooManyRequests, "Account exception"),
        1101: (.tooManyRequests, "Account in arrears"),
        1102: (.tooManyRequests, "resource pack depleted or expired"),
        1103: (.forbidden, "Unauthorized access to requested resource"),
        1200: (.badRequest, "Invalid request parameters"),
        1201: (.badRequest, "Voice id not found"),
        1202: (.notFound, "Invalid request method"),
        1203: (.notFound, "Requested resource does not exist"),
        1300: (.badRequest, "Trigger strategy of the platform"),
        1301: (.badRequest, "Trigger the content security policy of the platform"),
        1302: (.tooManyRequests, "API request too frequent"),
        1303: (.tooManyRequests, "parallel task over resource pack limit"),
        1304: (.tooManyRequests, "Trigger IP whitelist policy"),
        5000: (.internalServerError, "Server internal error"),
        5001: (.serviceUnavailable, "Server temporarily unavailable"),
        5002: (.gatewayTimeout, "Server internal timeout"),
    ]

    /// The error as Kling's reply.
    func json(requestID: String) -> JSONValue {
        [
            "code": .integer(code), "message": .string(message),
            "request_id": .string(requestID),
        ]
    }
}
