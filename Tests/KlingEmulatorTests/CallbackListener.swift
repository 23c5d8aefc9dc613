import Foundation
import Synchronization
import TestServers

/// Takes callbacks on a free port of this machine.
struct CallbackListener: Sendable {
    /// Its address.
    let address: String
    /// What arrives, in its order.
    let arrivals: AsyncStream<Arrival>

    struct Arrival: Sendable {
        /// By names in lower case.
        let headers: [String: String]
        let body: Data

        init(request: String) {
            let parts = request.components(separatedBy: "\r\n\r\n")
            let fields = parts[0].components(separatedBy: "\r\n").dropFirst().map { line in
                let field = line.split(separator: ":", maxSplits: 1).map(String.init)
                return (field[0].lowercased(), field[1].trimmingCharacters(in: .whitespaces))
            }
            headers = Dictionary(fields) { first, _ in first }
            body = Data(parts.dropFirst().joined(separator: "\r\n\r\n").utf8)
        }

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:]
        }
    }

    /// Runs with a listener that answers with these statuses in turn, and with 200 after them.
    static func with(
        statuses: [String] = [], _ body: (CallbackListener) async throws -> Void
    ) async throws {
        let (arrivals, arriving) = AsyncStream<Arrival>.makeStream()
        let rest = Mutex(statuses[...])
        try await withScriptedServer { request in
            arriving.yield(Arrival(request: request))
            return .reply(rest.withLock { $0.popFirst() } ?? "200 OK")
        } _: { address, _ in
            try await body(CallbackListener(address: address + "/told", arrivals: arrivals))
        }
    }
}
