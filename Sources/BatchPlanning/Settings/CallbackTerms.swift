package import Foundation
package import KlingAPI
import Ledger
import Texts

/// Where a run takes callbacks, and how long a call whose reply was lost waits for its own.
package struct CallbackTerms: Codable, Sendable, Equatable {
    /// Where is listened, `HOST:PORT`.
    package var listen: String
    /// The address under which the service reaches that place.
    package var base: String
    /// How long a call of unknown outcome waits for its callback before it may be made again.
    package var waitMinutes: Double
    /// The file with the secret that callbacks are signed with; nil where they are not.
    package var secretFile: String?

    /// How long a call of unknown outcome waits unless something else is asked for.
    package static let usualWaitMinutes = 10.0

    /// Terms of these parts.
    package init(
        listen: String, base: String, waitMinutes: Double = usualWaitMinutes,
        secretFile: String? = nil
    ) {
        self.listen = listen
        self.base = base
        self.waitMinutes = waitMinutes
        self.secretFile = secretFile
    }

    /// Reads terms that any version wrote; what lacks an address is refused by ``check()``.
    package init(from decoder: any Decoder) throws {
        self.init(listen: "", base: "")
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.listen, into: &listen)
        members.read(.base, into: &base)
        members.read(.waitMinutes, into: &waitMinutes)
        members.read(.secretFile, into: &secretFile)
    }

    /// The wait in milliseconds.
    package var waitMilliseconds: Int { Int(waitMinutes * 60_000) }

    /// Looks at everything that can be wrong, before anything is sent.
    ///
    /// - Throws: ``PlanningError/badCallbacks(_:)``.
    package func check() throws {
        // Any secret will do to look at the base address.
        _ = try serverSettings(secret: Data(count: CallbackAddress.minimumSecretByteCount))
    }

    /// The settings of a server for a ledger with this secret.
    ///
    /// - Throws: ``PlanningError/badCallbacks(_:)``.
    package func serverSettings(secret: Data) throws -> CallbackServerSettings {
        guard let (host, port) = CallbackServerSettings.hostAndPort(listen) else {
            throw PlanningError.badCallbacks(
                "--callback-listen \(listen): it is to be HOST:PORT, such as 127.0.0.1:8080 or "
                    + "[::1]:8080.")
        }
        guard let addresses = CallbackAddress(base: base, secret: secret) else {
            throw PlanningError.badCallbacks(
                "--callback-base \(base): it must be https, or http on this machine, without a user, "
                    + "a query or a fragment. TLS is for the proxy in front of --callback-listen.")
        }
        guard (0.0...1440).contains(waitMinutes) else {
            throw PlanningError.badCallbacks("--callback-wait must be from 0 to 1440 minutes.")
        }
        return CallbackServerSettings(
            host: host, port: port, addresses: addresses, signature: try signature())
    }

    private func signature() throws -> WebhookSignature? {
        guard let secretFile else { return nil }
        let wanted = "the secret alone"
        if let misfit = FileKind.misfit(at: secretFile, taking: [.text], wanted: wanted) {
            throw PlanningError.badCallbacks("The callback secret file \(secretFile): \(misfit).")
        }
        guard let text = try? String(contentsOfFile: secretFile, encoding: .utf8) else {
            throw PlanningError.badCallbacks(
                "The callback secret file \(secretFile) cannot be read.")
        }
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let signature = WebhookSignature(secret: secret) else {
            throw PlanningError.badCallbacks(
                "The callback secret file \(secretFile) holds no secret: it is to be whsec_ and "
                    + "base64 of 16 bytes or more, as the provider gave it.")
        }
        return signature
    }
}
