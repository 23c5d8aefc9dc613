package import Foundation
import Texts

/// The one way in for what comes from outside: words of services, their identifiers and addresses,
/// and errors of libraries.
///
/// Whatever reaches a ledger, a log or a screen is cleaned here of what would steer a terminal, freed
/// of the account's secrets, and shortened. A secret is found as it is, percent-encoded, escaped as in
/// JSON, and where it was cut off.
package struct OutsideText: Sendable {
    /// The most characters of a message.
    package static let longestMessage = 300
    /// The most characters of an identifier.
    package static let longestIdentifier = 200
    /// The most characters of an address; a longer one is no address that can be kept.
    package static let longestAddress = 2000
    /// What stands in a secret's place.
    package static let mark = "(token)"

    private let mask: SecretMask

    /// A way in for replies to calls that were made with these secrets.
    ///
    /// - Parameter secrets: tokens, keys and what was made of them; empty ones count for nothing.
    package init(secrets: [String]) {
        mask = SecretMask(secrets)
    }

    /// A message on one line, at most ``longestMessage`` characters, with `…` where it was cut.
    package func message(_ text: String) -> String {
        shortened(text, to: Self.longestMessage)
    }

    /// An identifier on one line, at most ``longestIdentifier`` characters.
    package func identifier(_ text: String) -> String {
        shortened(text, to: Self.longestIdentifier)
    }

    /// An address without control characters and line breaks, its blanks percent-encoded.
    ///
    /// A secret in it is replaced by ``mark``. Whoever fetches the address may put the token back, and
    /// only where the address's scheme, host and port are those of the API that was called with this
    /// token; anywhere else the mark stays, and the fetch may fail.
    ///
    /// - Returns: nil where it is longer than ``longestAddress`` characters, since a part of an
    ///   address leads nowhere.
    package func address(_ text: String) -> String? {
        guard text.utf8.count <= Self.longestAddress * 6 else { return nil }
        let line = mask.masked(mask.masked(text).withoutControls(blank: ""))
            .trimmingCharacters(in: .whitespaces)
            .replacingOccurrences(of: " ", with: "%20")
        return line.unicodeScalars.count <= Self.longestAddress ? line : nil
    }

    /// An error of a library as a person reads it.
    package func sentence(_ error: any Error) -> String {
        message("\(error)")
    }

    /// The first bytes of a body with its secrets replaced; nothing else is changed.
    ///
    /// - Parameter limit: the most bytes that come back.
    package func masked(_ body: Data, to limit: Int) -> Data {
        // A secret that begins before the limit is whole in what is looked at.
        let bytes = Array(body.prefix(limit + mask.longestForm))
        return Data(mask.masked(bytes).prefix(limit))
    }

    private func shortened(_ text: String, to limit: Int) -> String {
        // Enough for `limit` characters once control sequences are gone, and a whole secret behind.
        let start = String(text.unicodeScalars.prefix(limit * 8 + mask.longestForm))
        let line = mask.masked(mask.masked(start).withoutControls(blank: " "))
        guard line.unicodeScalars.count > limit else { return line }
        return mask.masked(String(line.unicodeScalars.prefix(limit - 1))) + "…"
    }
}
