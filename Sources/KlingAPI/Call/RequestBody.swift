import NIOCore
import Synchronization

/// A request's body that knows whether anybody has asked for it.
///
/// async-http-client asks for it when the connection stands, its handshake is done and the head is
/// written. As long as nobody has asked, the service cannot have the text, and so cannot have
/// charged for it; once withdrawn it is never given out, however late somebody asks.
final class RequestBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    private enum State {
        case waiting
        case given
        case withdrawn
    }

    private let bytes: ByteBuffer
    private let state = Mutex(State.waiting)

    init(_ bytes: ByteBuffer) {
        self.bytes = bytes
    }

    var byteCount: Int { bytes.readableBytes }

    /// Takes the body back.
    ///
    /// - Returns: whether it never was and never will be given out.
    func withdraw() -> Bool {
        state.withLock { state in
            if state == .waiting { state = .withdrawn }
            return state == .withdrawn
        }
    }

    private func give() throws -> ByteBuffer {
        try state.withLock { state in
            guard state != .withdrawn else { throw CancellationError() }
            state = .given
            return bytes
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    /// Gives the body once, in one piece.
    struct Iterator: AsyncIteratorProtocol {
        fileprivate var body: RequestBody?

        mutating func next() async throws -> ByteBuffer? {
            let bytes = try body?.give()
            body = nil
            return bytes
        }
    }
}
