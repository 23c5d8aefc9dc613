import NIOCore
import NIOPosix
import Synchronization

/// Runs a body with a server on loopback that gives every request the same bytes and hangs up; with
/// nil it never answers.
func withAnsweringServer(
    _ answer: String?,
    _ body: (_ address: String, _ requestCount: () -> Int) async throws -> Void
) async throws {
    try await withAnsweringServer({ _ in answer }, body)
}

/// The same with an answer that is a function of the request.
func withAnsweringServer(
    _ answer: @escaping @Sendable (_ request: String) -> String?,
    _ body: (_ address: String, _ requestCount: () -> Int) async throws -> Void
) async throws {
    let count = Mutex(0)
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(
                    AnswerHandler(answer: answer) { count.withLock { $0 += 1 } })
            }
        }
        .bind(host: "127.0.0.1", port: 0).get()
    let result: Result<Void, any Error>
    do {
        let address = "http://127.0.0.1:\(server.localAddress?.port ?? 0)"
        result = .success(try await body(address) { count.withLock { $0 } })
    } catch {
        result = .failure(error)
    }
    try await server.close().get()
    try result.get()
}

/// A whole HTTP/1.1 reply.
func httpReply(_ status: String, _ body: String, headers: String = "") -> String {
    "HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n"
        + "Connection: close\r\n\r\n\(body)"
}

/// Answers once a request is whole: questions end with the brace of their JSON, or have no body.
private final class AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: @Sendable (String) -> String?
    private let onRequest: @Sendable () -> Void
    private var received: [UInt8] = []

    init(answer: @escaping @Sendable (String) -> String?, onRequest: @escaping @Sendable () -> Void)
    {
        self.answer = answer
        self.onRequest = onRequest
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
        let request = String(decoding: received, as: UTF8.self)
        guard request.hasSuffix("}") || request.hasPrefix("GET ") && request.hasSuffix("\r\n\r\n")
        else { return }
        received = []
        onRequest()
        guard let answer = answer(request) else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer))).assumeIsolated()
            .whenComplete { _ in context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
