import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

/// What a request came over: some faults are about that, and no HTTP server sends them by itself.
struct Connection: Sendable {
    let channel: any Channel
    /// Whether it speaks TLS.
    let isSecure: Bool

    /// From now on the connection closes when the client closes its side.
    ///
    /// By default it stays half open, so that a client may end its side and still read the reply.
    func closeWithClient() async {
        try? await channel.setOption(.allowRemoteHalfClosure, value: false).get()
    }

    /// Waits until the client gives up, or so long.
    func hold(for time: Duration) async {
        let end = channel.eventLoop.scheduleTask(in: TimeAmount(time)) {
            channel.close(promise: nil)
        }
        await withTaskCancellationHandler {
            try? await channel.closeFuture.get()
        } onCancel: {
            channel.close(promise: nil)
        }
        end.cancel()
    }

    /// No reply: the connection is closed, and what the server tries to send gets nowhere.
    func dropped() async -> Response {
        try? await channel.close().get()
        return Response(status: .ok)
    }

    /// Bytes as they stand, past the server's own HTTP, and the end of the connection.
    func raw(_ bytes: ByteBuffer) async -> Response {
        await write(bytes)
        return await dropped()
    }

    /// A reply whose status line comes at once, and all else after a time.
    func slow(_ reply: Reply, pause: Duration) async throws -> Response {
        var bytes = reply.bytes
        let lineByteCount = bytes.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) ?? 0
        if let line = bytes.readSlice(length: lineByteCount + 1) { await write(line) }
        try await Task.sleep(for: pause)
        return await raw(bytes)
    }

    private func write(_ bytes: ByteBuffer) async {
        try? await channel.eventLoop.flatSubmit {
            channel.write(bytes, from: HTTPResponseEncoder.self)
        }.get()
    }

    /// Ends a TLS connection in a record of garbage, and resets any other.
    func broken() async -> Response {
        guard isSecure else { return await reset() }
        try? await channel.eventLoop.flatSubmit {
            channel.write(
                ByteBuffer(string: "this is no record of TLS\r\n"), from: OutermostHandler.self)
        }.get()
        return await reset(lingering: true)
    }

    /// Closes beneath TLS, and unless what was sent is still to arrive, with a reset.
    func reset(lingering: Bool = false) async -> Response {
        if !lingering, let socket = channel as? any SocketOptionProvider {
            try? await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try? await channel.eventLoop.flatSubmit {
            channel.close(from: OutermostHandler.self)
        }.get()
        return Response(status: .ok)
    }
}

extension Channel {
    /// Writes bytes as if a handler had; on the channel's event loop.
    fileprivate func write(
        _ bytes: ByteBuffer, from handler: (some ChannelHandler).Type
    ) -> EventLoopFuture<Void> {
        let done = eventLoop.makePromise(of: Void.self)
        do {
            try pipeline.syncOperations.context(handlerType: handler)
                .writeAndFlush(NIOAny(bytes), promise: done)
        } catch {
            done.fail(error)
        }
        return done.futureResult
    }

    /// Closes the connection as if a handler had; on the channel's event loop.
    fileprivate func close(from handler: (some ChannelHandler).Type) -> EventLoopFuture<Void> {
        let done = eventLoop.makePromise(of: Void.self)
        do {
            try pipeline.syncOperations.context(handlerType: handler).close(promise: done)
        } catch {
            done.fail(error)
        }
        return done.futureResult
    }
}
