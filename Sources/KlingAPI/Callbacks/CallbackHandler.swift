import Foundation
import NIOCore
import NIOHTTP1

/// Reads the requests of one connection, one after the other, and writes their answers.
///
/// Whatever has no right address gets the same bare 404, before its body is read, and the connection
/// ends. A head or a body that takes too long ends it without a word.
final class CallbackHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        /// Between requests, or within a head.
        case waiting
        case body(Request)
        case taking
        /// Answered for the last time; this many bytes more were read and dropped.
        case ended(droppedByteCount: Int)
    }

    private struct Request {
        let attempt: Int64
        let head: HTTPRequestHead
        var body = ByteBuffer()
    }

    /// How long a connection stays after its last answer, so that the sender can read it.
    private static let lingerTime = TimeAmount.milliseconds(500)

    private let settings: CallbackServerSettings
    private let arriving: AsyncStream<PendingCallback>.Continuation
    private var state = State.waiting
    private var isEnding = false
    /// When the connection has waited too long; nil while it is our turn.
    private var deadline: NIODeadline?
    private var timer: Scheduled<Void>?

    init(
        settings: CallbackServerSettings, arriving: AsyncStream<PendingCallback>.Continuation
    ) {
        self.settings = settings
        self.arriving = arriving
    }

    func channelActive(context: ChannelHandlerContext) {
        wait(settings.headTime, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        state = .ended(droppedByteCount: 0)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): take(head, context)
        case .body(let bytes): take(bytes, context)
        case .end: takeEnd(context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is CallbackConnections.Ending:
            isEnding = true
            if case .waiting = state { context.close(promise: nil) }
        case ChannelEvent.inputClosed:
            // A sender that has ended its side may still read the answer.
            if case .taking = state { isEnding = true } else { context.close(promise: nil) }
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

// MARK: Reading

extension CallbackHandler {
    private func take(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard case .waiting = state else { return }
        guard head.method == .POST, let attempt = settings.addresses.attempt(ofPath: head.uri)
        else { return refuse(.notFound, context) }
        let announced = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        guard announced <= settings.maximumBodyByteCount else {
            return refuse(.payloadTooLarge, context)
        }
        state = .body(Request(attempt: attempt, head: head))
        wait(settings.bodyTime, context)
        if head.headers.first(name: "Expect")?.lowercased() == "100-continue" {
            let goOn = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(goOn)), promise: nil)
        }
    }

    private func take(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        if case .ended(let count) = state { return drop(bytes, after: count, context) }
        guard case .body(var request) = state else { return }
        guard request.body.readableBytes + bytes.readableBytes <= settings.maximumBodyByteCount
        else { return refuse(.payloadTooLarge, context) }
        // The buffer is not copied while it is written to.
        state = .taking
        request.body.writeImmutableBuffer(bytes)
        state = .body(request)
    }

    /// Drops what comes after the last answer, so that its sender sees the answer; not for long.
    private func drop(_ bytes: ByteBuffer, after count: Int, _ context: ChannelHandlerContext) {
        let count = count + bytes.readableBytes
        state = .ended(droppedByteCount: count)
        guard count > settings.maximumBodyByteCount else { return }
        try? context.channel.syncOptions?.setOption(.autoRead, value: false)
    }

    private func takeEnd(_ context: ChannelHandlerContext) {
        guard case .body(let request) = state else { return }
        state = .taking
        deadline = nil
        let connection = NIOLoopBound(
            (handler: self, context: context), eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        let isLast = !request.head.isKeepAlive
        arriving.yield(
            PendingCallback(
                attempt: request.attempt, headers: request.head.headers,
                body: Data(request.body.readableBytesView)
            ) { status in
                eventLoop.execute {
                    let (handler, context) = connection.value
                    handler.answer(status, isLast: isLast, context)
                }
            })
    }
}

// MARK: Answering

extension CallbackHandler {
    private func answer(
        _ status: HTTPResponseStatus, isLast: Bool, _ context: ChannelHandlerContext
    ) {
        guard case .taking = state else { return }
        // A wrong signature looks like a wrong address.
        guard status != .notFound, !isLast, !isEnding else { return refuse(status, context) }
        // The next request may come while this answer is written.
        state = .waiting
        wait(settings.headTime, context)
        write(status, isLast: false, context)
    }

    /// Answers and ends the connection, soon or as its sender ends it.
    private func refuse(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
        state = .ended(droppedByteCount: 0)
        deadline = nil
        write(status, isLast: true, context)
        context.close(mode: .output, promise: nil)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: Self.lingerTime) {
            bound.value.close(promise: nil)
        }
    }

    private func write(
        _ status: HTTPResponseStatus, isLast: Bool, _ context: ChannelHandlerContext
    ) {
        var head = HTTPResponseHead(version: .http1_1, status: status)
        head.headers.add(name: "Content-Length", value: "0")
        if isLast { head.headers.add(name: "Connection", value: "close") }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// Gives the other side so long; the one timer of a connection is set anew only when it fires.
    private func wait(_ time: Duration, _ context: ChannelHandlerContext) {
        deadline = .now() + TimeAmount(time)
        if timer == nil { startTimer(context) }
    }

    private func startTimer(_ context: ChannelHandlerContext) {
        let next = deadline ?? .now() + TimeAmount(settings.headTime)
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(deadline: next) {
            let (handler, context) = bound.value
            if let deadline = handler.deadline, deadline <= .now() {
                return context.close(promise: nil)
            }
            handler.startTimer(context)
        }
    }
}
