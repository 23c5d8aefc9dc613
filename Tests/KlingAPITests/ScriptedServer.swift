import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// What a scripted server does with a request.
enum ScriptedAnswer: Sendable {
    /// Writes these bytes and closes the connection.
    case bytes([UInt8])
    /// Writes these bytes and waits for the next request.
    case kept(String)
    /// Writes these bytes past TLS, as a broken server would, and closes the connection.
    case pastTLS(String)
    /// Writes these bytes and does nothing more.
    case stalled(String)
    /// Closes the connection without an answer.
    case close
    /// Never answers.
    case hold

    static func text(_ text: String) -> ScriptedAnswer { .bytes(Array(text.utf8)) }

    /// A whole HTTP/1.1 reply with a body.
    static func reply(
        _ status: String, body: [UInt8], headers: String = ""
    ) -> ScriptedAnswer {
        .bytes(
            Array(
                ("HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.count)\r\n"
                    + "Connection: close\r\n\r\n").utf8) + body)
    }

    /// A whole HTTP/1.1 reply with a JSON body.
    static func json(_ status: String, _ body: String, headers: String = "") -> ScriptedAnswer {
        .reply(
            status, body: Array(body.utf8), headers: "Content-Type: application/json\r\n" + headers)
    }
}

/// What a scripted server was asked, as text.
final class Requests: Sendable {
    private let texts = Mutex<[String]>([])

    func add(_ text: String) { texts.withLock { $0.append(text) } }

    var all: [String] { texts.withLock { $0 } }
}

/// Runs a body with a server on loopback that answers every request in the same way.
func withScriptedServer<Value: Sendable>(
    _ answer: ScriptedAnswer, certificate: TestCertificate? = nil,
    _ body: (_ address: String, _ requests: Requests) async throws -> Value
) async throws -> Value {
    try await withScriptedServer(certificate: certificate, answering: { _ in answer }, body)
}

/// Runs a body with a server on loopback that answers each request as a function of it.
func withScriptedServer<Value: Sendable>(
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
        switch answer(request) {
        case .bytes(let bytes):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes))).assumeIsolated()
                .whenComplete { _ in context.close(promise: nil) }
        case .kept(let text), .stalled(let text):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        case .pastTLS(let text):
            let tls = try? context.pipeline.syncOperations.context(
                handlerType: NIOSSLServerHandler.self)
            (tls ?? context).writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            (tls ?? context).close(promise: nil)
        case .close:
            context.close(promise: nil)
        case .hold:
            break
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
