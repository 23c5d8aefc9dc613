import HummingbirdCore
import Logging
import NIOCore

/// A channel whose pipeline begins with an ``OutermostHandler``, in front of TLS.
struct MarkedChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(OutermostHandler())
        }.flatMap {
            base.setup(channel: channel, logger: logger)
        }
    }

    func handle(value: Base.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}

/// Passes everything on; what is written from its place goes straight to the socket.
final class OutermostHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
}
