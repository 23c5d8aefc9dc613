import NIOCore
import NIOPosix
import NIOSSL

/// Runs a body with a server on loopback that answers every request in the same way.
package func withScriptedServer<Value: Sendable>(
    _ answer: ScriptedAnswer, certificate: TestCertificate? = nil,
    _ body: (_ address: String, _ requests: Requests) async throws -> Value
) async throws -> Value {
    try await withScriptedServer(certificate: certificate, answering: { _ in answer }, body)
}

/// Runs a body with a server on loopback that answers each request as a function of it.
///
/// It knows nothing of HTTP but where a request ends, so that replies can be as wrong as they like.
package func withScriptedServer<Value: Sendable>(
    certificate: TestCertificate? = nil,
    answering answer: @escaping @Sendable (_ request: String) -> ScriptedAnswer,
    _ body: (_ address: String, _ requests: Requests) async throws -> Value
) async throws -> Value {
    let requests = Requests()
    let tls = try certificate.map { try NIOSSLContext(configuration: $0.server) }
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                let pipeline = channel.pipeline.syncOperations
                if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                try pipeline.addHandler(AnswerHandler(answer: answer, requests: requests))
            }
        }
        .bind(host: "127.0.0.1", port: 0).get()
    let scheme = certificate == nil ? "http" : "https"
    let result: Result<Value, any Error>
    do {
        let port = server.localAddress?.port ?? 0
        result = .success(try await body("\(scheme)://127.0.0.1:\(port)", requests))
    } catch {
        result = .failure(error)
    }
    try await server.close().get()
    return try result.get()
}

private final class AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: @Sendable (String) -> ScriptedAnswer
    private let requests: Requests
    private var received: [UInt8] = []

    init(answer: @escaping @Sendable (String) -> ScriptedAnswer, requests: Requests) {
        self.answer = answer
        self.requests = requests
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
        let request = String(decoding: received, as: UTF8.self)
        guard isWhole(request) else { return }
        received = []
        requests.add(request)
        write(answer(request), context)
    }

    private func write(_ answer: ScriptedAnswer, _ context: ChannelHandlerContext) {
        let tls = try? context.pipeline.syncOperations.context(
            handlerType: NIOSSLServerHandler.self)
        let writer = answer.isPastTLS ? tls ?? context : context
        let written = writer.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: answer.bytes)))
        switch answer.end {
        case .closes: written.assumeIsolated().whenComplete { _ in writer.close(promise: nil) }
        case .stands: break
        case .drips: drip(context)
        }
    }

    private func drip(_ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: [0])), promise: nil)
        guard context.channel.isActive else { return }
        _ = context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(20)) { [self] in
            drip(context)
        }
    }

    /// Whether the head has ended and as much of a body came as it announces.
    private func isWhole(_ request: String) -> Bool {
        guard let end = request.firstRange(of: "\r\n\r\n") else { return false }
        let length = request[..<end.lowerBound].split(separator: "\r\n").lazy
            .filter { $0.lowercased().hasPrefix("content-length:") }
            .compactMap { Int($0.dropFirst("content-length:".count).drop { $0 == " " }) }.first
        return request[end.upperBound...].utf8.count >= length ?? 0
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
