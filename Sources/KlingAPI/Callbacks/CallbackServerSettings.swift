/// Where and how callbacks are taken.
package struct CallbackServerSettings: Sendable {
    /// The address to listen at; nothing else is bound.
    package var host: String
    /// The port; 0 takes a free one.
    package var port: Int
    /// The addresses of attempts.
    package var addresses: CallbackAddress
    /// How callbacks are signed; nil where no secret is shared, and signatures are not looked at.
    package var signature: WebhookSignature?
    /// The most connections at once; others wait to be taken.
    package var maximumConnectionCount = 1024
    /// The largest body in bytes.
    package var maximumBodyByteCount = 64 * 1024
    /// How long a connection may take to send the head of a request, and how long it may be idle.
    package var headTime = Duration.seconds(10)
    /// How long a body may take after its head.
    package var bodyTime = Duration.seconds(10)

    /// Settings of these parts.
    package init(
        host: String, port: Int, addresses: CallbackAddress, signature: WebhookSignature? = nil
    ) {
        self.host = host
        self.port = port
        self.addresses = addresses
        self.signature = signature
    }

    /// Reads `HOST:PORT`, such as `127.0.0.1:8080` or `[::1]:8080`; nil if it is something else.
    package static func hostAndPort(_ text: String) -> (host: String, port: Int)? {
        guard let colon = text.lastIndex(of: ":"),
            let port = UInt16(text[text.index(after: colon)...])
        else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
        } else if host.contains(":") {
            return nil
        }
        return host.isEmpty ? nil : (host, Int(port))
    }
}
