import LivePages
import Testing

/// Who is let in to the pages.
struct PageGateTests {
    private let gate = PageGate(PageSecret())

    /// A request that the gate admits.
    private func welcome(_ change: (inout PageGate.Asked) -> Void = { _ in }) -> PageGate.Verdict {
        var asked = PageGate.Asked(port: 8765)
        asked.host = "127.0.0.1:8765"
        asked.cookies = "kling-batch-8765=\(gate.secret.text)"
        change(&asked)
        return gate.verdict(on: asked)
    }

    @Test("a secret has 128 bits, and no two are alike")
    func secrets() {
        let secrets = (0..<100).map { _ in PageSecret().text }
        #expect(Set(secrets).count == 100)
        #expect(secrets.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
    }

    @Test(
        "who has the cookie is admitted under each of this machine's own names",
        arguments: ["127.0.0.1:8765", "[::1]:8765", "localhost:8765", "LocalHost:8765"])
    func names(host: String) {
        #expect(welcome { $0.host = host } == .admitted)
    }

    @Test(
        "a name that is none of this machine's own, or has another port, is not served, secret or not",
        arguments: [
            nil, "", "127.0.0.1", "127.0.0.1:8766", "localhost:80", "example.com:8765",
            "localhost.example.com:8765", "127.0.0.1.nip.io:8765", "127.0.0.2:8765", "0.0.0.0:8765",
            "[::]:8765", "user@127.0.0.1:8765", "127.0.0.1:8765@example.com", "127.0.0.1:8765 ",
        ] as [String?])
    func otherNames(host: String?) {
        #expect(welcome { $0.host = host } == .misdirected)
        let target = "/?key=\(gate.secret.text)"
        #expect(
            welcome {
                $0.host = host
                $0.target = target
            } == .misdirected)
    }

    @Test("port 80 is one that browsers leave out")
    func portOfHTTP() {
        #expect(
            welcome {
                $0.port = 80
                $0.host = "localhost"
                $0.cookies = "kling-batch-80=\(gate.secret.text)"
            } == .admitted)
    }

    @Test("the secret in the address is swapped for a cookie, and the address is left without it")
    func swap() {
        for path in ["/", "/batch/7"] {
            let verdict = welcome {
                $0.cookies = nil
                $0.target = "\(path)?key=\(gate.secret.text)"
                $0.fetchSite = "cross-site"
            }
            #expect(
                verdict
                    == .swapped(
                        path: path,
                        cookie: "kling-batch-8765=\(gate.secret.text); Path=/; HttpOnly; "
                            + "SameSite=Strict"))
        }
    }

    @Test(
        "a redirect leads to no other host",
        arguments: ["//example.com", "/\\example.com", "http://example.com/", "\\\\example.com"])
    func redirect(path: String) {
        guard
            case .swapped(let target, _) = welcome({
                $0.target = "\(path)?key=\(gate.secret.text)"
            })
        else {
            Issue.record("not swapped")
            return
        }
        #expect(target == "/")
    }

    @Test("without the secret nobody is let in")
    func strangers() {
        let wrong = PageSecret().text
        let right = gate.secret.text
        for cookies in [
            nil, "", "kling-batch-8765=", "kling-batch-8765=\(wrong)", "kling-batch-8766=\(right)",
            "kling-batch-8765=\(right)0", "kling-batch-8765=\(right.dropLast())", right,
            "kling-batch-8765=\(right.uppercased())", "x-kling-batch-8765=\(right)",
        ] as [String?] where cookies != "kling-batch-8765=\(right)" {
            #expect(welcome { $0.cookies = cookies } == .unknown, "\(cookies ?? "none")")
        }
        for key in ["", wrong, String(right.dropLast())] {
            #expect(welcome { $0.target = "/?key=\(key)" } == .unknown)
        }
    }

    @Test("the cookie is found among others")
    func otherCookies() {
        #expect(
            welcome { $0.cookies = "a=b; kling-batch-8765=\(gate.secret.text); c=d" } == .admitted)
    }

    @Test("a page of another site, or of another port, gets nothing in somebody's name")
    func otherSites() {
        for site in ["cross-site", "same-site"] {
            #expect(welcome { $0.fetchSite = site } == .misdirected)
        }
        for site in ["same-origin", "none"] {
            #expect(welcome { $0.fetchSite = site } == .admitted)
        }
    }

    @Test("a program brings the secret as a bearer token, and gets figures with it alone")
    func programs() {
        func verdict(_ target: String, _ authorization: String) -> PageGate.Verdict {
            welcome {
                $0.cookies = nil
                $0.target = target
                $0.authorization = authorization
            }
        }
        let secret = gate.secret.text
        #expect(verdict("/metrics", "Bearer \(secret)") == .admitted)
        for authorization in ["Bearer \(PageSecret().text)", "Basic \(secret)", secret, "Bearer "] {
            #expect(verdict("/metrics", authorization) == .unknown)
        }
        for target in ["/", "/batch/1", "/metrics/", "/metrics?a=b"] {
            #expect(verdict(target, "Bearer \(secret)") == .unknown)
        }
    }

    @Test(
        "nothing but looking is answered", arguments: ["POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
    func methods(method: String) {
        #expect(welcome { $0.method = method } == .notLooking)
    }
}
