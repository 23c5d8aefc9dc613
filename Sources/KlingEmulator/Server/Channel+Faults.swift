import HTTPTypes
import Hummingbird
import NIOCore

extension Channel {
    /// From now on the connection closes when the client closes its side.
    ///
    /// By default it stays half open, so that a client may end its side and still read the reply.
    func closeWithClient() async {
        try? await setOption(.allowRemoteHalfClosure, value: false).get()
    }

    /// Waits until the client gives up, or so long.
    func hold(for time: Duration) async {
        let end = eventLoop.scheduleTask(in: TimeAmount(time)) { self.close(promise: nil) }
        await withTaskCancellationHandler {
            try? await closeFuture.get()
        } onCancel: {
            close(promise: nil)
        }
        end.cancel()
    }
}

extension Response {
    /// No reply: the connection is closed, and what the server tries to send gets nowhere.
    static func dropped(_ channel: any Channel) async -> Response {
        try? await channel.close().get()
        return Response(status: .ok)
    }
}
