import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Takes callbacks over HTTP; TLS is for the proxy in front of it.
package enum CallbackServer {
    /// Hands over a callback; its sender is told that it was taken once this has returned.
    package typealias Take = @Sendable (CallbackArrival) async throws -> Void

    /// Serves until the task is cancelled.
    ///
    /// Then no more connections are accepted, what is being taken is answered, and this returns. A
    /// callback that `take` throws for is answered with 503, so that it comes again.
    ///
    /// - Parameters:
    ///   - onListening: told the host and the port, once callbacks are taken.
    ///   - take: writes a callback down for good. Duplicates and late ones come to it as well; many
    ///     run at once, at most one for each connection.
    /// - Throws: ``CallbackServerError`` if the address cannot be listened at, or no longer.
    package static func run(
        _ settings: CallbackServerSettings,
        onListening: @escaping @Sendable (_ host: String, _ port: Int) async -> Void = { _, _ in },
        take: @escaping Take
    ) async throws {
        let connections = CallbackConnections()
        let (arrivals, arriving) = AsyncStream<PendingCallback>.makeStream()
        let listener = try await listen(
            settings, connections: connections, arriving: arriving)
        // What is being taken must not be cancelled with the server: its sender waits for an answer.
        let taking = Task { await answer(arrivals, settings: settings, take: take) }
        await withTaskCancellationHandler {
            let address = listener.localAddress
            await onListening(settings.host, address?.port ?? settings.port)
            try? await listener.closeFuture.get()
        } onCancel: {
            listener.close(promise: nil)
        }
        await connections.closeAll()
        arriving.finish()
        await taking.value
        guard Task.isCancelled else {
            throw CallbackServerError(
                address: "\(settings.host):\(settings.port)", reason: "the system closed it")
        }
    }

    private static func listen(
        _ settings: CallbackServerSettings, connections: CallbackConnections,
        arriving: AsyncStream<PendingCallback>.Continuation
    ) async throws -> any Channel {
        let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            // One at a time, so that the limit holds.
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        ConnectionLimit(maximum: settings.maximumConnectionCount))
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    connections.add(channel)
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withErrorHandling: false)
                    try channel.pipeline.syncOperations.addHandler(
                        CallbackHandler(settings: settings, arriving: arriving))
                }
            }
        do {
            return try await bootstrap.bind(host: settings.host, port: settings.port).get()
        } catch {
            throw CallbackServerError(
                address: "\(settings.host):\(settings.port)", reason: "\(error)")
        }
    }

    /// Takes callbacks side by side and answers each.
    private static func answer(
        _ arrivals: AsyncStream<PendingCallback>, settings: CallbackServerSettings,
        take: @escaping Take
    ) async {
        await withDiscardingTaskGroup { group in
            for await pending in arrivals {
                group.addTask {
                    let status = await status(of: pending, settings: settings, take: take)
                    pending.answer(status)
                }
            }
        }
    }

    private static func status(
        of pending: PendingCallback, settings: CallbackServerSettings, take: Take
    ) async -> HTTPResponseStatus {
        if let signature = settings.signature {
            let isRight = signature.isRight(
                id: pending.header("webhook-id"), timestamp: pending.header("webhook-timestamp"),
                signatures: pending.header("webhook-signature"), body: pending.body, now: Date())
            guard isRight else { return .notFound }
        }
        do {
            try await take(
                CallbackArrival(
                    attempt: pending.attempt, outcome: CallbackBody.read(pending.body),
                    body: pending.body))
            return .ok
        } catch {
            return .serviceUnavailable
        }
    }
}

/// Why callbacks cannot be taken.
package struct CallbackServerError: Error, Equatable, CustomStringConvertible {
    /// Where they should have been taken.
    package let address: String
    /// What the system says.
    package let reason: String

    /// What happened and what to do next.
    package var description: String {
        "callbacks cannot be taken at \(address): \(reason); give another --callback-listen"
    }
}

/// A callback that waits to be taken.
struct PendingCallback: Sendable {
    let attempt: Int64
    let headers: HTTPHeaders
    let body: Data
    /// Sends the answer.
    let answer: @Sendable (HTTPResponseStatus) -> Void

    func header(_ name: String) -> String? { headers.first(name: name) }
}
