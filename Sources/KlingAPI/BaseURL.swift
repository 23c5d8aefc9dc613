import Foundation
public import SpeechTasks

/// A service's base address, checked.
public struct BaseURL: Sendable, Equatable {
    /// The address without a slash at its end.
    public let address: String
    /// Who answers there.
    public let service: Service

    /// Whether calls go over http, which is allowed on loopback only.
    public var isPlainHTTP: Bool { address.hasPrefix("http://") }

    /// Reads an address such as `https://api.ezmodel.cloud` or `http://127.0.0.1:8080`.
    ///
    /// Returns nil unless it is https, or http on loopback; a user, a query or a fragment is
    /// refused as well, since the token must go nowhere else.
    public init?(_ text: String) {
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
        address = scheme.lowercased() + text.dropFirst(scheme.count)
        service = Service(host: host)
    }
}
