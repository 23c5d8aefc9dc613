import BatchPlanning
import BatchRun
import Foundation
import FoundationNetworking
import KlingAPI
import Ledger
import SQLiteConnection
import Testing

/// A place for callbacks on this machine.
struct TestCallbacks: Sendable {
    let terms: CallbackTerms

    /// A place at a port that was free a moment ago.
    ///
    /// - Parameter waitMinutes: how long a call of unknown outcome waits.
    init(waitMinutes: Double = 10) throws {
        let address = "127.0.0.1:\(try freePort())"
        terms = CallbackTerms(
            listen: address, base: "http://\(address)/tts", waitMinutes: waitMinutes)
    }

    /// Posts a callback for an attempt of a ledger that nobody holds, or whose secret is known.
    ///
    /// - Returns: the status of the answer.
    func post(_ body: String, for attempt: Int64, secret: [UInt8]) async throws -> Int {
        let addresses = try #require(CallbackAddress(base: terms.base, secret: Data(secret)))
        let url = try #require(URL(string: addresses.address(ofAttempt: attempt)))
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.httpBody = Data(body.utf8)
        let (_, response) = try await URLSession.shared.data(for: request)
        return try #require(response as? HTTPURLResponse).statusCode
    }
}

extension TestBatch {
    /// The secret of the addresses.
    func callbackSecret() async throws -> [UInt8] {
        try await RunLedger.withLedger(at: ledgerPath) { ledger in
            try await ledger.secret(named: "callback")
        }
    }

    /// Takes callbacks as `kling-batch callbacks` does until `body` has ended.
    ///
    /// - Parameter body: given a stream of what is taken.
    func servingCallbacks(
        _ callbacks: TestCallbacks, _ body: (AsyncStream<TakenCallback>) async throws -> Void
    ) async throws {
        let (all, taken) = AsyncStream<TakenCallback>.makeStream()
        let (beginnings, begun) = AsyncStream<Void>.makeStream()
        let server = Task { [ledgerPath] in
            defer { begun.finish() }
            try await serveCallbacks(
                callbacks.terms, ledgerPath: ledgerPath, logger: .silent,
                onListening: { _, _ in begun.yield() }, onTaken: { taken.yield($0) })
        }
        #expect(await beginnings.first { _ in true } != nil)
        try await body(all)
        server.cancel()
        try await server.value
    }
}

/// A port of loopback that nobody listens at.
func freePort() throws -> Int {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(file) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
            bind(file, pointer, length) == 0 && getsockname(file, pointer, &length) == 0
        }
    }
    try #require(isBound)
    return Int(UInt16(bigEndian: address.sin_port))
}
