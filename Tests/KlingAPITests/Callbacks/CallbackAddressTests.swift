import Foundation
import KlingAPI
import Testing

struct CallbackAddressTests {
    private let secret = Data((0..<32).map { UInt8($0) })

    private func addresses(_ base: String = "https://example.com/kling/") throws -> CallbackAddress
    {
        try #require(CallbackAddress(base: base, secret: secret))
    }

    /// The path of an attempt's address.
    private func path(_ attempt: Int64) throws -> String {
        String(try addresses().address(ofAttempt: attempt).dropFirst("https://example.com".count))
    }

    @Test("an attempt is known by its own address, with and without the base's path")
    func roundTrip() throws {
        for attempt in [1, 42, .max] as [Int64] {
            let path = try path(attempt)
            #expect(path.hasPrefix("/kling/\(attempt)-"))
            #expect(try addresses().attempt(ofPath: path) == attempt)
            #expect(try addresses().attempt(ofPath: path + "?from=kling") == attempt)
            #expect(try addresses().attempt(ofPath: String(path.dropFirst(6))) == attempt)
        }
    }

    @Test("anything but the exact path is no attempt's")
    func wrongPaths() throws {
        let path = try path(42)
        let other = try #require(
            CallbackAddress(base: "https://example.com/kling", secret: Data(count: 32)))
        #expect(other.attempt(ofPath: path) == nil)
        let wrong = [
            path + "/", path + "=", String(path.dropLast()), "/kling" + path, path.lowercased(),
            path.replacing("42-", with: "43-"), path.replacing("42-", with: "042-"),
            path.replacing("42-", with: "+42-"), "", "/", "/42-", "/42", "/kling/", "42-x",
            String(repeating: "/", count: 100_000),
        ]
        for path in wrong {
            #expect(try addresses().attempt(ofPath: path) == nil, "\(path.prefix(60))")
        }
        // The last letter holds four bits of nothing: other letters decode to the same bytes.
        let last = try #require(path.last)
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        where letter != last {
            #expect(try addresses().attempt(ofPath: path.dropLast() + String(letter)) == nil)
        }
    }

    @Test("a base must be https, or http on loopback, and a secret long enough")
    func bases() {
        #expect(CallbackAddress(base: "http://example.com", secret: secret) == nil)
        #expect(CallbackAddress(base: "https://example.com/?a=b", secret: secret) == nil)
        #expect(CallbackAddress(base: "http://127.0.0.1:8080", secret: secret) != nil)
        #expect(CallbackAddress(base: "https://example.com", secret: Data(count: 15)) == nil)
    }

    @Test("HOST:PORT is read")
    func hostAndPort() {
        let found = ["127.0.0.1:80", "[::1]:8080", "localhost:0"].map {
            CallbackServerSettings.hostAndPort($0).map { "\($0.host) \($0.port)" }
        }
        #expect(found == ["127.0.0.1 80", "::1 8080", "localhost 0"])
        for text in ["80", ":80", "::1:80", "a:70000", "a:", "a:-1"] {
            #expect(CallbackServerSettings.hostAndPort(text) == nil)
        }
    }
}
