package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why this machine's own addresses cannot be listened at.
package struct LoopbackError: Error, Equatable, CustomStringConvertible {
    /// Where.
    package let address: String
    /// What the system says.
    package let reason: String

    /// What happened and what to do next.
    package var description: String {
        "cannot listen at \(address): \(reason); give another port, or 0 for any free one"
    }
}

/// Serves HTTP on 127.0.0.1 and ::1, under one port, until the task is cancelled; nothing else is bound.
///
/// A machine without IPv6 has the first of them alone. A connection that sends no whole request for ten
/// seconds is closed.
///
/// - Parameters:
///   - port: 0 takes a free one.
///   - maximumConnections: so many on each address; others wait to be taken.
///   - onListening: told the port, once requests are taken.
/// - Throws: ``LoopbackError``.
package func serveLoopback<Responder: HTTPResponder>(
    port: Int, by responder: Responder, maximumConnections: Int, logger: Logger,
    onListening: @escaping @Sendable (_ port: Int) async -> Void
) async throws where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    let (ports, bound) = AsyncStream<Int>.makeStream()
    @Sendable func serve(
        at host: String, port: Int, _ isBound: @escaping @Sendable (Int) async -> Void
    ) async throws {
        do {
            try await serveHTTP(
                at: host, port: port, by: responder,
                over: .http1(configuration: .init(idleTimeout: .seconds(10))),
                maximumConnections: maximumConnections, logger: logger
            ) { await isBound($0.port ?? port) }
        } catch let error as IOError where !error.isNoSuchAddress {
            throw LoopbackError(
                address: host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)",
                reason: "\(error)")
        }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await serve(at: "127.0.0.1", port: port) { bound.yield($0) } }
        group.addTask {
            guard let port = await ports.first(where: { _ in true }) else { return }
            do {
                try await serve(at: "::1", port: port, onListening)
            } catch let error as IOError where error.isNoSuchAddress {
                await onListening(port)
                // The other address is served until this is cancelled.
                for await _ in AsyncStream<Void>.makeStream().stream {}
            }
        }
        defer { group.cancelAll() }
        try await group.next()
    }
}

extension IOError {
    /// Whether this machine has no address of the kind.
    fileprivate var isNoSuchAddress: Bool {
        [EADDRNOTAVAIL, EAFNOSUPPORT, EPROTONOSUPPORT].contains(errnoCode)
    }
}
