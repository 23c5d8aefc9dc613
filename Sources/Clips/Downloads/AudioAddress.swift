import Foundation
import SpeechTasks

/// An address that audio may be fetched from.
///
/// Only over https; over http only from this machine and only where the API itself is http there.
struct AudioAddress {
    let url: URL
    private let allowsPlainHTTP: Bool

    /// Throws ``ClipError/notFetched(_:)`` for any other address.
    init(_ text: String, allowsPlainHTTP: Bool) throws(ClipError) {
        try self.init(URL(string: text), allowsPlainHTTP: allowsPlainHTTP)
    }

    private init(_ url: URL?, allowsPlainHTTP: Bool) throws(ClipError) {
        guard let url, let host = url.host, !host.isEmpty else {
            throw .notFetched("its address is not a URL")
        }
        switch url.scheme?.lowercased() {
        case "https":
            break
        case "http" where allowsPlainHTTP && Service.isLoopback(host):
            break
        default:
            throw .notFetched("its address at \(host) is not https, and only https is fetched")
        }
        self.url = url
        self.allowsPlainHTTP = allowsPlainHTTP
    }

    /// Where a reply's `Location` leads, by the same rule.
    func redirected(to location: String?) throws(ClipError) -> AudioAddress {
        guard let location else { throw .notFetched("a redirect without an address") }
        let target = URL(string: location, relativeTo: url)?.absoluteURL
        return try AudioAddress(target, allowsPlainHTTP: allowsPlainHTTP)
    }
}
