/// Who is let in to the pages: a value without a server.
///
/// What is asked of a request comes in this order, and the first that does not hold ends it: its method
/// is GET; it is for one of this machine's own names with the port it came to, so that no name that somebody
/// else's DNS leads here is served; a browser does not say that another site asks; and it has the secret.
/// That stands once in the address, from where it is swapped for a cookie that no script reads and no other
/// site sends.
package struct PageGate: Sendable {
    /// What lets in.
    package let secret: PageSecret

    /// The name in the address before the secret.
    package static let key = "key"
    /// Where programs ask for figures; they may bring the secret as a bearer token.
    package static let metrics = "/metrics"

    /// A gate for a secret.
    package init(_ secret: PageSecret) {
        self.secret = secret
    }

    /// What of a request the gate looks at.
    package struct Asked: Sendable {
        package var method = "GET"
        /// The header `Host`; nil without one.
        package var host: String?
        /// The port that it came to.
        package var port: Int
        /// Path and query.
        package var target = "/"
        /// The header `Cookie`.
        package var cookies: String?
        /// The header `Authorization`.
        package var authorization: String?
        /// The header `Sec-Fetch-Site`, by which browsers say who asks.
        package var fetchSite: String?

        /// A request that came to a port.
        package init(port: Int) { self.port = port }
    }

    /// What becomes of a request.
    package enum Verdict: Equatable, Sendable {
        /// It is answered.
        case admitted
        /// It is sent to this path, with a cookie.
        case swapped(path: String, cookie: String)
        /// It has no secret, or a wrong one.
        case unknown
        /// It is no question for this server.
        case misdirected
        /// It wants something else than to look.
        case notLooking
    }

    /// What becomes of a request.
    package func verdict(on asked: Asked) -> Verdict {
        guard asked.method == "GET" else { return .notLooking }
        guard let host = asked.host, Self.names(port: asked.port).contains(host.lowercased())
        else { return .misdirected }
        let target = Target(asked.target)
        if let key = target.key {
            guard secret.isRight(key) else { return .unknown }
            return .swapped(path: target.path, cookie: cookie(port: asked.port))
        }
        // A page of another port of this machine is of the same site, and gets cookies sent along.
        guard ["same-origin", "none", nil].contains(asked.fetchSite) else { return .misdirected }
        return hasCookie(asked) || hasToken(asked) ? .admitted : .unknown
    }

    /// The names of this machine, as a browser sends them to a port.
    static func names(port: Int) -> Set<String> {
        let names = ["127.0.0.1", "[::1]", "localhost"]
        return Set(names.map { "\($0):\(port)" } + (port == 80 ? names : []))
    }

    /// Cookies of one name are shared by all ports, so that each has a name of its own.
    private static func cookieName(port: Int) -> String { "kling-batch-\(port)" }

    private func cookie(port: Int) -> String {
        "\(Self.cookieName(port: port))=\(secret.text); Path=/; HttpOnly; SameSite=Strict"
    }

    private func hasToken(_ asked: Asked) -> Bool {
        let start = "Bearer "
        guard asked.target == Self.metrics, let given = asked.authorization,
            given.hasPrefix(start)
        else { return false }
        return secret.isRight(given.dropFirst(start.count))
    }

    private func hasCookie(_ asked: Asked) -> Bool {
        let start = Self.cookieName(port: asked.port) + "="
        return (asked.cookies ?? "").split(separator: ";").contains { cookie in
            let cookie = cookie.drop { $0 == " " }
            return cookie.hasPrefix(start) && secret.isRight(cookie.dropFirst(start.count))
        }
    }
}

/// Where a request wants to go, and the key that its address has.
private struct Target {
    let path: String
    let key: Substring?

    init(_ target: String) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        // A redirect to `//host` would lead elsewhere.
        let isOwn = parts[0].hasPrefix("/") && !parts[0].hasPrefix("//") && !parts[0].contains("\\")
        path = isOwn ? String(parts[0]) : "/"
        let start = PageGate.key + "="
        key =
            parts.count > 1
            ? parts[1].split(separator: "&").first { $0.hasPrefix(start) }?.dropFirst(start.count)
            : nil
    }
}
