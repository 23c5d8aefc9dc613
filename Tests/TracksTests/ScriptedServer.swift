import NIOCore
import NIOPosix
import Synchronization

/// An HTTP server on loopback that answers each path with bytes written out in the test.
///
/// It knows nothing of HTTP but where a request's head ends, so that replies can be as wrong as
/// they like.
final class ScriptedServer: Sendable {
    /// What is written in answer, and what then becomes of the connection.
    struct Reply: Sendable {
        enum End {
            case closes
            case stands
            /// A byte every 20 ms, for as long as somebody takes it.
            case drips
        }

        var bytes: [UInt8]
        var end = End.closes

        static func ok(_ body: [UInt8], headers: String = "") -> Reply {
            Reply(
                bytes: Array("HTTP/1.1 200 OK\r\n".utf8)
                    + Array("Content-Length: \(body.count)\r\n\(closing)\(headers)\r\n".utf8)
                    + body)
        }

        static func status(_ line: String, headers: String = "") -> Reply {
            let head = "HTTP/1.1 \(line)\r\nContent-Length: 0\r\n\(closing)\(headers)\r\n"
            return Reply(bytes: Array(head.utf8))
        }

        private static let closing = "Connection: close\r\n"
    }

    private let replies: [String: Reply]
    private let heads = Mutex<[String]>([])
    private let channel: any Channel

    /// Runs a body with a server and stops the server.
    static func serving<Value>(
        _ replies: [String: Reply], _ body: (ScriptedServer) async throws -> Value
    ) async throws -> Value {
        let server = try await ScriptedServer(replies)
        do {
            let value = try await body(server)
            try await server.channel.close()
            return value
        } catch {
            try? await server.channel.close()
            throw error
        }
    }

    private init(_ replies: [String: Reply]) async throws {
        self.replies = replies
        let answers = Answers()
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Connection(answers))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        answers.server.withLock { $0 = self }
    }

    /// The address of a path.
    func url(_ path: String, host: String = "127.0.0.1") -> String {
        "http://\(host):\(channel.localAddress?.port ?? 0)\(path)"
    }

    /// The heads of all requests that came.
    var requests: [String] { heads.withLock { $0 } }

    fileprivate func answer(_ head: String) -> Reply {
        heads.withLock { $0.append(head) }
        let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        return replies[path] ?? .status("404 Not Found")
    }
}

private final class Answers: Sendable {
    let server = Mutex<ScriptedServer?>(nil)
}

private final class Connection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answers: Answers
    private var received = ""

    init(_ answers: Answers) {
        self.answers = answers
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        guard received.contains("\r\n\r\n") else { return }
        guard let reply = answers.server.withLock({ $0 })?.answer(received) else { return }
        received = ""
        let written = context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: reply.bytes)))
        switch reply.end {
        case .closes: written.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
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
}
