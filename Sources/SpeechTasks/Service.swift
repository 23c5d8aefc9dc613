/// Who is called: the API's host.
///
/// Every loopback address, whatever its port, is the service `emulator`, so that the emulator's
/// sound is never reused for a real batch.
package struct Service: Hashable, Sendable, CustomStringConvertible {
    /// The host in lower case, or `emulator`.
    package let name: String

    /// The built-in emulator, at whatever loopback address it listens.
    package static let emulator = Service(name: "emulator")

    /// Hosts that are further names of another service, with the same tokens and the same bill.
    ///
    /// Source: the gateway's guides, which call it by both. Kling's regions are services apart.
    private static let otherNames = ["www.ezmodel.cloud": "api.ezmodel.cloud"]

    /// The service a base address such as `https://api.ezmodel.cloud` belongs to.
    ///
    /// - Parameter host: the address's host, without port; brackets of an IPv6 address may stay.
    package init(host: String) {
        let lowercased = host.lowercased()
        let host = Service.otherNames[lowercased] ?? lowercased
        // A real host of the emulator's name must not share its clips.
        let real = host == Service.emulator.name ? "host:\(host)" : host
        self = Service.isLoopback(host) ? .emulator : Service(name: real)
    }

    /// A service by the name it stands under in a ledger.
    package init(name: String) {
        self.name = name
    }

    /// The same service under names that ledgers may have it by.
    package var earlierNames: [Service] {
        Service.otherNames.filter { $0.value == name }.keys.sorted().map { Service(name: $0) }
    }

    /// Whether both are one service, be it by another name.
    package func isSame(as other: Service) -> Bool {
        self == other || earlierNames.contains(other) || other.earlierNames.contains(self)
    }

    /// Whether a host names this machine: `localhost`, 127.0.0.0/8 or `::1`.
    package static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        if ["localhost", "::1", "[::1]"].contains(host) || host.hasSuffix(".localhost") {
            return true
        }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The service's name.
    package var description: String { name }
}
