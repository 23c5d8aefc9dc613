import Foundation
import KlingAPI
import NIOCore
import NIOPosix
import Synchronization
import Testing

/// A callback server in this process, and what it took.
struct CallbackTestServer: Sendable {
    let port: Int
    let addresses: CallbackAddress
    /// Ends the server and waits until it has ended.
    let stop: @Sendable () async throws -> Void

    /// The path of an attempt's address.
    func path(_ attempt: Int64) -> String {
        let address = addresses.address(ofAttempt: attempt)
        return "/" + (address.split(separator: "/").last ?? "")
    }

    /// A whole request.
    func request(
        _ attempt: Int64, _ body: String = #"{"task_status":"processing"}"#, headers: String = ""
    ) -> String {
        "POST \(path(attempt)) HTTP/1.1\r\nHost: x\r\n\(headers)"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    /// What comes back for bytes on a connection of their own, until the server closes it.
    func answer(to bytes: String) async throws -> String {
        let connection = try await connect()
        try await connection.send(bytes)
        return try await connection.all()
    }

    func connect() async throws -> TestConnection {
        let received = Received()
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        ReceivingHandler(received: received))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return TestConnection(channel: channel, received: received)
    }
}

/// A connection that sends what it is told and keeps what it gets.
struct TestConnection: Sendable {
    let channel: any Channel
    let received: Received

    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text)).get()
    }

    /// All that came until the server closed the connection.
    func all() async throws -> String {
        for await _ in received.ends {}
        try? await channel.close().get()
        return received.text.withLock { $0 }
    }

    /// Waits until so many answers have come.
    func answers(_ count: Int) async throws {
        for await _ in received.arrivals {
            let text = received.text.withLock { $0 }
            if text.components(separatedBy: "\r\n\r\n").count > count { return }
        }
    }
}

/// What came over a connection.
final class Received: Sendable {
    let text = Mutex("")
    let arrivals: AsyncStream<Void>
    let arriving: AsyncStream<Void>.Continuation
    let ends: AsyncStream<Void>
    let ending: AsyncStream<Void>.Continuation

    init() {
        (arrivals, arriving) = AsyncStream.makeStream()
        (ends, ending) = AsyncStream.makeStream()
    }

    func end() {
        arriving.finish()
        ending.finish()
    }
}

private final class ReceivingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let received: Received

    init(received: Received) {
        self.received = received
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let text = String(buffer: unwrapInboundIn(data))
        received.text.withLock { $0 += text }
        received.arriving.yield()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed { received.end() }
    }

    func channelInactive(context: ChannelHandlerContext) { received.end() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { received.end() }
}

/// What a server took.
final class Taken: Sendable {
    private let arrivals = Mutex<[CallbackArrival]>([])

    var all: [CallbackArrival] { arrivals.withLock { $0 } }

    func take(_ arrival: CallbackArrival) { arrivals.withLock { $0.append(arrival) } }
}

/// Runs with a callback server at a free port of loopback.
func withCallbackServer<Value: Sendable>(
    _ change: (inout CallbackServerSettings) -> Void = { _ in },
    take: @escaping CallbackServer.Take,
    _ body: (CallbackTestServer) async throws -> Value
) async throws -> Value {
    let addresses = try #require(
        CallbackAddress(base: "http://127.0.0.1:1", secret: Data(count: 32)))
    var settings = CallbackServerSettings(host: "127.0.0.1", port: 0, addresses: addresses)
    change(&settings)
    let (ports, listening) = AsyncStream<Int>.makeStream()
    let running = Task { [settings] in
        defer { listening.finish() }
        try await CallbackServer.run(
            settings, onListening: { _, port in listening.yield(port) }, take: take)
    }
    let port = try #require(await ports.first { _ in true })
    let server = CallbackTestServer(port: port, addresses: addresses) {
        running.cancel()
        try await running.value
    }
    let result: Result<Value, any Error>
    do {
        result = .success(try await body(server))
    } catch {
        result = .failure(error)
    }
    try await server.stop()
    return try result.get()
}
