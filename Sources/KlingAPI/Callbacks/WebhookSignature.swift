import Crypto
package import Foundation

/// Checks that a callback was signed by who shares a secret.
///
/// Source: the Standard Webhooks specification: `webhook-signature` holds signatures parted by blanks,
/// `v1,` and the base64 of the HMAC-SHA256 of `id.timestamp.body`; secrets are `whsec_` and base64.
package struct WebhookSignature: Sendable {
    /// How far the time of signing may be from now.
    package static let tolerance = Duration.seconds(300)

    private let key: SymmetricKey

    /// A check by a secret, `whsec_…` or its base64 alone; nil unless it decodes to 16 bytes or more.
    package init?(secret: String) {
        let prefix = "whsec_"
        let encoded = secret.hasPrefix(prefix) ? String(secret.dropFirst(prefix.count)) : secret
        guard let bytes = Data(base64Encoded: encoded), bytes.count >= 16 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// Whether one of the signatures is right and its time is near.
    ///
    /// - Parameters:
    ///   - id: the header `webhook-id`.
    ///   - timestamp: `webhook-timestamp`, in Unix seconds.
    ///   - signatures: `webhook-signature`.
    package func isRight(
        id: String?, timestamp: String?, signatures: String?, body: Data, now: Date
    ) -> Bool {
        guard let id, let timestamp, let signatures, let seconds = Int64(timestamp),
            abs(Double(seconds) - now.timeIntervalSince1970) <= Self.tolerance.inSeconds
        else { return false }
        let signed = Data("\(id).\(timestamp).".utf8) + body
        return signatures.split(separator: " ").contains { signature in
            guard signature.hasPrefix("v1,"),
                let code = Data(base64Encoded: String(signature.dropFirst(3)))
            else { return false }
            return HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: signed, using: key)
        }
    }
}
