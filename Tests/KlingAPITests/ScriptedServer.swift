import NIOCore
import NIOPosix
import Synchronization

/// A server on loopback that answers every connection's first request with given bytes.
///
/// nil closes the connection without an answer; `.hold` never answers.
enum ScriptedAnswer: Sendable {
    case bytes(String)
    case close
    case hold

    /// A whole HTTP/1.1 reply with a JSON body.
    static func json(_ status: String, _ body: String, headers: String = "") -> ScriptedAnswer {
        .bytes(
            "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\n\(headers)"
                + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)")
    }
}

/// What a scripted server was asked, as text.
final class Requests: Sendable {
    private let texts = Mutex<[String]>([])

    func add(_ text: String) { texts.withLock { $0.append(text) } }

    var all: [String] { texts.withLock { $0 } }
}

func withScriptedServer<Value: Sendable>(
    _ answer: ScriptedAnswer,
    _ body: (_ address: String, _ requests: Requests) async throws -> Value
) async throws -> Value {
    let requests = Requests()
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(
                    AnswerHandler(answer: answer, requests: requests))
            }
        }
        .bind(host: "127.0.0.1", port: 0).get()
    let port = server.localAddress?.port ?? 0
    let result: Result<Value, any Error>
    do {
        result = .success(try await body("http://127.0.0.1:\(port)", requests))
    } catch {
        result = .failure(error)
    }
    try await server.close().get()
    return try result.get()
}

private final class AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: ScriptedAnswer
    private let requests: Requests
    private var received = ""

    init(answer: ScriptedAnswer, requests: Requests) {
        self.answer = answer
        self.requests = requests
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        // The body of these requests is one JSON object; its last brace ends the request.
        guard received.hasSuffix("}") else { return }
        requests.add(received)
        switch answer {
        case .bytes(let text):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            context.close(promise: nil)
        case .close:
            context.close(promise: nil)
        case .hold:
            break
        }
    }
}
