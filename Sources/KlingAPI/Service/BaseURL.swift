import Foundation
package import SpeechTasks

/// A service's base address, checked.
package struct BaseURL: Sendable, Equatable {
    /// The address without a slash at its end, and without the path of a call.
    package let address: String
    /// Who answers there.
    package let service: Service
    /// The form whose whole path stood behind the base address; nil where none did.
    package let statedForm: ServiceForm.Name?

    /// Whether calls go over http, which is allowed on loopback only.
    package var isPlainHTTP: Bool { address.hasPrefix("http://") }

    /// The address's host in lower case, without port.
    package var host: String {
        (URLComponents(string: address)?.host ?? "").lowercased()
    }

    /// Reads an address such as `https://api.ezmodel.cloud` or `http://127.0.0.1:8080`.
    ///
    /// A path of its own is kept; the whole address of a call is taken for its base and its form.
    /// Returns nil unless it is https, or http on loopback; a user, a query or a fragment is
    /// refused as well, since the token must go nowhere else.
    package init?(_ text: String) {
        var text = text.trimmingCharacters(in: .whitespaces)
        while text.hasSuffix("/") { text.removeLast() }
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.query == nil, parts.fragment == nil
        else { return nil }
        switch parts.scheme?.lowercased() {
        case "https": break
        case "http" where Service.isLoopback(host): break
        default: return nil
        }
        guard let scheme = parts.scheme else { return nil }
        // Kling's path is the end of the gateway's, so the longest one that fits counts.
        let form = ServiceForm.Name.allCases.map(ServiceForm.named)
            .filter { parts.path.hasSuffix($0.path) }
            .max { $0.path.utf8.count < $1.path.utf8.count }
        let base = text.dropLast(form?.path.count ?? 0)
        address = scheme.lowercased() + base.dropFirst(scheme.count)
        service = Service(host: host)
        statedForm = form?.name
    }

    /// The service that answers here under a name that a person gave it.
    ///
    /// A real gateway on loopback gets a name of its own in this way, so that what it made is not
    /// taken for the emulator's. Without a name, and with a loopback name, all is as it is.
    ///
    /// - Returns: nil where the name is no host's: letters, digits, dots, hyphens, underscores, colons.
    package func service(named name: String?) -> Service? {
        guard let name else { return service }
        let isHost =
            !name.isEmpty && name.utf8.count <= 253
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"):
                    true
                default: ".-_:[]".utf8.contains(byte)
                }
            }
        return isHost ? Service(host: name) : nil
    }
}
