import Crypto
import Foundation

/// The headers that sign a callback, after the Standard Webhooks specification, symmetric scheme
/// `v1`.
struct WebhookSignature: Sendable {
    let headers: [(String, String)]

    init(secret: String, id: String, moment: Moment, body: Data) {
        let seconds = String(moment.milliseconds / 1000)
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(id).\(seconds).".utf8) + body, using: Self.key(of: secret))
        headers = [
            ("webhook-id", id), ("webhook-timestamp", seconds),
            ("webhook-signature", "v1,\(Data(code).base64EncodedString())"),
        ]
    }

    private static func key(of secret: String) -> SymmetricKey {
        let prefix = "whsec_"
        let coded = secret.hasPrefix(prefix) ? String(secret.dropFirst(prefix.count)) : ""
        let decoded = Data(base64Encoded: coded) ?? Data()
        return SymmetricKey(data: decoded.isEmpty ? Data(secret.utf8) : decoded)
    }
}
