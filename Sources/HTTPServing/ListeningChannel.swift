import NIOCore
import Synchronization

/// The channel on which a server takes connections, so that it can be closed first.
///
/// A server that is cancelled while connections wait to be taken traps in SwiftNIO, which wants
/// every connection it has accepted to be handled. So no more are accepted, those that wait are
/// taken, and only then everything is cancelled.
final class ListeningChannel: Sendable {
    private let channel = Mutex<(any Channel)?>(nil)

    /// How long connections that wait get to be taken; far more than they need.
    private static let grace = TimeAmount.milliseconds(100)

    func set(_ channel: any Channel) {
        self.channel.withLock { $0 = channel }
    }

    /// Accepts no more connections, and soon after does the rest.
    func close(then finish: @escaping @Sendable () -> Void) {
        guard let channel = channel.withLock({ $0 }) else { return finish() }
        channel.close(promise: nil)
        channel.eventLoop.scheduleTask(in: Self.grace, finish)
    }
}
