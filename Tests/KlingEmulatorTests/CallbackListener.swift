import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Takes callbacks on a free port of this machine.
struct CallbackListener: Sendable {
    /// Its address.
    let address: String
    /// What arrives, in its order.
    let arrivals: AsyncStream<Arrival>

    struct Arrival: Sendable {
        let headers: [String: String]
        let body: Data

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:]
        }
    }

    /// Runs with a listener that answers with these statuses in turn, and with 200 after them.
    static func with(
        statuses: [HTTPResponseStatus] = [], _ body: (CallbackListener) async throws -> Void
    ) async throws {
        let (arrivals, continuation) = AsyncStream<Arrival>.makeStream()
        let answers = Answers(statuses)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(
                        Handler(answers: answers, arrivals: continuation))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        do {
            try await body(
                CallbackListener(address: "http://127.0.0.1:\(port)/told", arrivals: arrivals))
        } catch {
            try await channel.close()
            throw error
        }
        try await channel.close()
    }

    /// The statuses that are still to be answered.
    private actor Answers {
        private var statuses: [HTTPResponseStatus]

        init(_ statuses: [HTTPResponseStatus]) {
            self.statuses = statuses
        }

        func next() -> HTTPResponseStatus { statuses.isEmpty ? .ok : statuses.removeFirst() }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let answers: Answers
        private let arrivals: AsyncStream<Arrival>.Continuation
        private var headers: [String: String] = [:]
        private var body = Data()

        init(answers: Answers, arrivals: AsyncStream<Arrival>.Continuation) {
            self.answers = answers
            self.arrivals = arrivals
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                let pairs = head.headers.map { ($0.name.lowercased(), $0.value) }
                headers = Dictionary(pairs) { first, _ in first }
                body = Data()
            case .body(let part): body.append(contentsOf: part.readableBytesView)
            case .end:
                arrivals.yield(Arrival(headers: headers, body: body))
                answer(on: context.channel)
            }
        }

        private func answer(on channel: any Channel) {
            let answers = answers
            Task {
                let head = HTTPResponseHead(
                    version: .http1_1, status: await answers.next(),
                    headers: ["Content-Length": "0"])
                channel.write(HTTPServerResponsePart.head(head), promise: nil)
                channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
            }
        }
    }
}
