/// Where and how callbacks are taken.
public struct CallbackServerSettings: Sendable {
    /// The address to listen at; nothing else is bound.
    public var host: String
    /// The port; 0 takes a free one.
    public var port: Int
    /// The addresses of attempts.
    public var addresses: CallbackAddress
    /// How callbacks are signed; nil where no secret is shared, and signatures are not looked at.
    public var signature: WebhookSignature?
    /// The most connections at once; others wait to be taken.
    public var maximumConnectionCount = 1024
    /// The largest body in bytes.
    public var maximumBodyByteCount = 64 * 1024
    /// How long a connection may take to send the head of a request, and how long it may be idle.
    public var headTime = Duration.seconds(10)
    /// How long a body may take after its head.
    public var bodyTime = Duration.seconds(10)

    /// Settings of these parts.
    public init(
        host: String, port: Int, addresses: CallbackAddress, signature: WebhookSignature? = nil
    ) {
        self.host = host
        self.port = port
        self.addresses = addresses
        self.signature = signature
    }

    /// Reads `HOST:PORT`, such as `127.0.0.1:8080` or `[::1]:8080`; nil if it is something else.
    public static func hostAndPort(_ text: String) -> (host: String, port: Int)? {
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
