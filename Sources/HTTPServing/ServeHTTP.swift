package import Hummingbird
package import HummingbirdCore
package import Logging
package import NIOCore

/// Serves HTTP at one address until the task is cancelled; the port is free again when this returns.
///
/// - Parameters:
///   - port: 0 takes a free one.
///   - server: what stands between a connection and the responder.
///   - maximumConnections: others wait to be taken; nil takes all.
///   - logger: where failures of the server itself go; requests are not logged.
///   - onListening: told the address, once requests are taken.
/// - Throws: `IOError` where the address cannot be listened at.
package func serveHTTP<Responder: HTTPResponder>(
    at host: String, port: Int, by responder: Responder, over server: HTTPServerBuilder,
    maximumConnections: Int? = nil, logger: Logger,
    onListening: @escaping @Sendable (SocketAddress) async -> Void
) async throws where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    // The server tells of its start and end at `info`, which is nobody's concern here.
    var logger = logger
    logger.logLevel = max(logger.logLevel, .warning)
    let listener = ListeningChannel()
    let application = Application(
        responder: responder, server: server,
        configuration: ApplicationConfiguration(
            address: .hostname(host, port: port), backlog: 4096,
            availableConnectionsDelegate: maximumConnections.map { MaximumAvailableConnections($0) }
        ),
        onServerRunning: { channel in
            listener.set(channel)
            if let address = channel.localAddress { await onListening(address) }
        },
        logger: logger)
    let serving = Task { try await application.run() }
    do {
        try await withTaskCancellationHandler {
            try await serving.value
        } onCancel: {
            listener.close { serving.cancel() }
        }
    } catch is CancellationError {
        return
    }
}

/// An address as it stands in a URL: `127.0.0.1:8080`, `[::1]:8080`.
package func hostAndPort(_ address: SocketAddress) -> String {
    let host = address.ipAddress ?? "localhost"
    return "\(host.contains(":") ? "[\(host)]" : host):\(address.port ?? 80)"
}
