import NIOCore
import Synchronization

/// The connections that are open, so that they can be ended in order.
final class CallbackConnections: Sendable {
    /// Tells a connection to end once it has answered.
    struct Ending: Sendable {}

    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isEnding = false
    }

    private let state = Mutex(State())

    func add(_ channel: any Channel) {
        let key = ObjectIdentifier(channel)
        let isEnding = state.withLock { state in
            state.channels[key] = channel
            return state.isEnding
        }
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { $0.channels[key] = nil }
        }
        if isEnding { channel.close(promise: nil) }
    }

    /// Ends idle connections now and the others after their answers, and waits for all.
    func closeAll() async {
        let channels = state.withLock { state in
            state.isEnding = true
            return Array(state.channels.values)
        }
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(Ending()) }
        for channel in channels { try? await channel.closeFuture.get() }
    }
}

/// Accepts no more connections than there may be; the others wait with the system.
final class ConnectionLimit: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias OutboundIn = Never

    private let maximum: Int
    private var count = 0
    private var isWaiting = false

    init(maximum: Int) {
        self.maximum = maximum
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let accepted = unwrapInboundIn(data)
        count += 1
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        accepted.closeFuture.hop(to: context.eventLoop).whenComplete { _ in
            let (handler, context) = bound.value
            handler.count -= 1
            guard handler.isWaiting else { return }
            handler.isWaiting = false
            context.read()
        }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        isWaiting = count >= maximum
        if !isWaiting { context.read() }
    }
}
