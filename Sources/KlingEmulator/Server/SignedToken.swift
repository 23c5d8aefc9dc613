import Crypto
import Foundation

/// A JSON web token (RFC 7519) signed with HS256 (RFC 7518, 3.2).
struct SignedToken: Sendable {
    private let signed: Substring
    private let signature: Data
    private let header: Header
    private let claims: Claims

    private struct Header: Decodable {
        let alg: String
    }

    private struct Claims: Decodable {
        var iss: String?
        var exp: Double?
        var nbf: Double?
    }

    /// Reads a token; nil if it is none.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let decoder = JSONDecoder()
        guard parts.count == 3, let signature = Self.data(parts[2]),
            let header = Self.data(parts[0]).flatMap({
                try? decoder.decode(Header.self, from: $0)
            }),
            let claims = Self.data(parts[1]).flatMap({
                try? decoder.decode(Claims.self, from: $0)
            })
        else { return nil }
        signed = text[..<parts[1].endIndex]
        self.signature = signature
        self.header = header
        self.claims = claims
    }

    /// Kling's code for what is wrong; nil if nothing is.
    func fault(keys: AccessKeys, at now: Moment) -> Int? {
        let isSigned = HMAC<SHA256>.isValidAuthenticationCode(
            signature, authenticating: Data(signed.utf8),
            using: SymmetricKey(data: Data(keys.secretKey.utf8)))
        guard header.alg == "HS256", isSigned else { return 1000 }
        guard claims.iss == keys.accessKey, let end = claims.exp else { return 1002 }
        let seconds = Double(now.milliseconds) / 1000
        if let start = claims.nbf, seconds < start { return 1003 }
        return seconds < end ? nil : 1004
    }

    /// Base64url without padding (RFC 4648, 5).
    private static func data(_ text: Substring) -> Data? {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(
            base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
    }
}
