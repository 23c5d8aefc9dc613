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
