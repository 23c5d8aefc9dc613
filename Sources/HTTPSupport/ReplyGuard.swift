package import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// A reply has a status that no client can go on from.
package struct OddStatus: Error, Equatable, CustomStringConvertible {
    /// The status, below 200.
    package let code: Int

    /// What came, for a person.
    package var description: String { "the reply has the impossible status \(code)" }
}

extension HTTPClient.Configuration {
    /// Keeps replies that no service should send from ending the process or losing what they said.
    ///
    /// async-http-client takes every status below 200 for an interim reply whose real one follows, while
    /// the decoder below it takes those below 100 for whole replies: the two disagree, and the process
    /// ends. Here only 100, 102 and 103 pass as interim replies; switching protocols, 101, is never
    /// asked for; anything else is an error, ``OddStatus``. An error behind the bytes of a body comes
    /// after these bytes, which would be dropped otherwise. Connections are HTTP/1.1, where this can be
    /// seen to.
    package mutating func guardReplies() {
        httpVersion = .http1Only
        http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.makeCompletedFuture {
                let pipeline = channel.pipeline.syncOperations
                do {
                    let decoder = try pipeline.context(
                        handlerType: ByteToMessageHandler<HTTPResponseDecoder>.self)
                    try pipeline.addHandler(ReplyGuard(), position: .after(decoder.handler))
                } catch {
                    // A connection that cannot be guarded is not used.
                    channel.close(promise: nil)
                }
            }
        }
    }
}

/// Stands between the decoder and the client, and hands on only what the client can take.
private final class ReplyGuard: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    private static let interim: Set<UInt> = [100, 102, 103]

    private var hasRefused = false
    private var isReading = false
    /// An error that waits until the client has taken the bytes before it.
    private var held: (any Error)?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasRefused else { return }
        isReading = true
        guard case .head(let head) = unwrapInboundIn(data), head.status.code < 200,
            !Self.interim.contains(head.status.code)
        else { return context.fireChannelRead(data) }
        hasRefused = true
        context.fireErrorCaught(OddStatus(code: Int(head.status.code)))
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isReading, held == nil {
            held = error
        } else {
            context.fireErrorCaught(error)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        release(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        release(context)
        context.fireChannelInactive()
    }

    private func release(_ context: ChannelHandlerContext) {
        isReading = false
        guard let error = held else { return }
        held = nil
        context.fireErrorCaught(error)
    }
}
