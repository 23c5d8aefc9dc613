import Crypto
package import Foundation

/// The addresses to which services post what became of attempts: one each, which nobody can guess.
///
/// The path ends in the attempt's number, a dash, and the first 16 bytes of the HMAC-SHA256 of that
/// number under a secret of the ledger, in base64url.
package struct CallbackAddress: Sendable {
    /// The least bytes of a secret.
    package static let minimumSecretByteCount = 16

    /// What is hashed before the number, so that the secret can serve nothing else by accident.
    private static let purpose = "kling-batch callback 1 "
    private static let tokenByteCount = 16

    private let base: String
    /// The path of the base address, without a slash at its end.
    private let basePath: String
    private let secret: SymmetricKey

    /// Addresses under a base such as `https://example.com/kling`.
    ///
    /// Returns nil unless it is https, or http on loopback, without a user, a query and a fragment,
    /// and where the secret is too short.
    package init?(base: String, secret: Data) {
        guard secret.count >= Self.minimumSecretByteCount, let checked = BaseURL(base),
            let path = URLComponents(string: checked.address)?.percentEncodedPath
        else { return nil }
        self.base = checked.address
        basePath = path
        self.secret = SymmetricKey(data: secret)
    }

    /// The whole address to which what became of an attempt is posted.
    package func address(ofAttempt attempt: Int64) -> String {
        "\(base)/\(lastPart(of: attempt))"
    }

    /// The attempt that a request's path names; nil unless the path is exactly right.
    ///
    /// A proxy may have taken the base's own path away. A query does not count: services add their
    /// own. The time that this takes tells nothing of the token.
    package func attempt(ofPath uri: String) -> Int64? {
        var path = uri.prefix { $0 != "?" }
        if path.hasPrefix(basePath + "/") { path = path.dropFirst(basePath.count) }
        guard path.utf8.count <= 64, path.first == "/", let dash = path.firstIndex(of: "-"),
            let attempt = Int64(path[path.index(after: path.startIndex)..<dash])
        else { return nil }
        let expected = Array("/\(lastPart(of: attempt))".utf8)
        let found = Array(path.utf8)
        guard expected.count == found.count else { return nil }
        let difference = zip(expected, found).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 }
        return difference == 0 ? attempt : nil
    }

    private func lastPart(of attempt: Int64) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data((Self.purpose + String(attempt)).utf8), using: secret)
        let token = Data(code.prefix(Self.tokenByteCount)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        return "\(attempt)-\(token)"
    }
}
