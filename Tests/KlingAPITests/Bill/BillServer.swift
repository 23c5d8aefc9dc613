import AsyncHTTPClient
import KlingAPI
import NIOCore
import NIOPosix
import Testing

/// A server on loopback that answers each connection's one request by a function of its head.
func withBillServer<Value: Sendable>(
    _ answer: @escaping @Sendable (_ request: String) -> String,
    _ body: (_ baseURL: BaseURL, _ http: HTTPClient) async throws -> Value
) async throws -> Value {
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(FunctionHandler(answer: answer))
            }
        }
        .bind(host: "127.0.0.1", port: 0).get()
    let baseURL = try #require(BaseURL("http://127.0.0.1:\(server.localAddress?.port ?? 0)"))
    let http = HTTPClient(
        eventLoopGroupProvider: .singleton, configuration: KlingClient.configuration(width: 1))
    let result: Result<Value, any Error>
    do {
        result = .success(try await body(baseURL, http))
    } catch {
        result = .failure(error)
    }
    try await http.shutdown()
    try await server.close().get()
    return try result.get()
}

/// A whole reply with a body.
func billReply(_ status: String, _ body: String, headers: String = "") -> String {
    "HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
        + body
}

private final class FunctionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: @Sendable (String) -> String
    private var received = ""

    init(answer: @escaping @Sendable (String) -> String) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        let isPost = received.hasPrefix("POST")
        guard isPost ? received.hasSuffix("}") : received.hasSuffix("\r\n\r\n") else { return }
        let reply = ByteBuffer(string: answer(received))
        context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
        context.close(promise: nil)
    }
}
