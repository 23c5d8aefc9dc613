import Crypto
package import Foundation
import Texts

/// The right to call a service; it prints as what it is, never with its secrets.
package enum Credential: Sendable, Hashable {
    /// A token or key that is sent as it is.
    case bearer(String)
    /// Kling's older accounts: each call carries a token signed with the secret.
    case keys(access: String, secret: String)

    /// How long a signed token is good for.
    ///
    /// Source: Kling's documentation, "API authentication".
    static let tokenSeconds = 1800

    /// Every text that must never be shown, stored or sent elsewhere.
    ///
    /// Tokens signed with ``keys(access:secret:)`` come and go; the calls that carry them know them.
    package var secrets: [String] {
        switch self {
        case .bearer(let token): [token]
        case .keys(let access, let secret): [secret, access]
        }
    }

    /// What an account is told from others by, for hashing only: the token or the access key.
    package var identity: String {
        switch self {
        case .bearer(let token): token
        case .keys(let access, _): access
        }
    }

    /// The token for a call that starts now.
    ///
    /// Signing takes microseconds, so each call has a token of its own and none is ever too old.
    package func token(now: Date = Date()) -> String {
        switch self {
        case .bearer(let token):
            return token
        case .keys(let access, let secret):
            let seconds = Int(now.timeIntervalSince1970)
            let claims = Claims(exp: seconds + Self.tokenSeconds, iss: access, nbf: seconds - 5)
            return Self.signed(claims, secret: secret)
        }
    }

    /// The claims under the wire's own names: issuer, end, and beginning.
    private struct Claims: Encodable {
        let exp: Int
        let iss: String
        let nbf: Int
    }

    /// A JSON Web Token by HMAC with SHA-256 (RFC 7515, 3.3).
    private static func signed(_ claims: Claims, secret: String) -> String {
        // Numbers and a text always encode.
        let payload = Data(((try? canonicalJSON(claims)) ?? "").utf8)
        let header = Data(#"{"alg":"HS256","typ":"JWT"}"#.utf8)
        let signed = base64URL(header) + "." + base64URL(payload)
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(signed.utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return signed + "." + base64URL(Data(code))
    }

    private static func base64URL(_ data: Data) -> String {
        String(
            data.base64EncodedString().compactMap { character in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            })
    }
}

extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What kind of credential it is.
    package var description: String {
        switch self {
        case .bearer: "a bearer token"
        case .keys: "an access key and its secret"
        }
    }

    /// The same as ``description``.
    package var debugDescription: String { description }

    /// Nothing to look into.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
