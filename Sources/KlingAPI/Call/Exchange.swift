import AsyncHTTPClient
import Foundation
import HTTPSupport
import NIOCore
import NIOHTTP1
import Synchronization

/// Sends one request and takes in its reply, within a deadline over both.
struct Exchange: Sendable {
    /// The largest body that is read, packed or unpacked; a true one has a few hundred bytes.
    static let maximumByteCount = 8 << 20

    let http: HTTPClient
    let deadline: Duration

    /// How a request ended.
    enum End {
        /// A reply came, or its beginning.
        case received(ReceivedReply)
        /// No reply came; `wasAsked` says whether the request's body was asked for before.
        case failed(any Error, wasAsked: Bool)
    }

    func send(_ request: HTTPClientRequest, body: Data? = nil) async -> End {
        let body = RequestBody(ByteBuffer(bytes: body ?? Data()))
        var request = request
        if body.byteCount > 0 {
            request.body = .stream(body, length: .known(Int64(body.byteCount)))
        }
        let arrival = Arrival()
        do {
            try await withDeadline(deadline) { [request] in
                try await receive(request, into: arrival)
            }
        } catch let error as OddStatus {
            return .received(ReceivedReply(oddStatus: error))
        } catch {
            let wasAsked = !body.withdraw()
            // A reply that breaks off may be whole in what matters.
            guard let reply = arrival.reply(end: .brokenOff, fault: error) else {
                return .failed(error, wasAsked: wasAsked)
            }
            return .received(reply)
        }
        guard let reply = arrival.reply(end: .whole) else {
            return .failed(DeadlinePassed(), wasAsked: true)
        }
        return .received(reply)
    }

    private func receive(_ request: HTTPClientRequest, into arrival: Arrival) async throws {
        // The client's own deadline ends once the head is there; this one covers the body too.
        let response = try await http.execute(request, deadline: .distantFuture)
        arrival.begin(status: Int(response.status.code), headers: response.headers)
        for try await bytes in response.body {
            guard arrival.append(bytes, limit: Self.maximumByteCount) else { return }
        }
    }
}

/// What has come of a reply so far, in reach of both the task that reads and the one that waits.
private final class Arrival: Sendable {
    private let reply = Mutex<ReceivedReply?>(nil)

    func begin(status: Int, headers: HTTPHeaders) {
        reply.withLock { $0 = ReceivedReply(status: status, headers: headers) }
    }

    /// Returns false once there is more than the limit, which then is all that is kept.
    func append(_ buffer: ByteBuffer, limit: Int) -> Bool {
        reply.withLock { reply in
            guard let count = reply?.bytes.count else { return false }
            buffer.withUnsafeReadableBytes { bytes in
                reply?.bytes.append(Data(bytes.prefix(limit - count)))
            }
            guard count + buffer.readableBytes <= limit else {
                reply?.end = .tooLarge
                return false
            }
            return true
        }
    }

    func reply(end: Reply.BodyEnd, fault: (any Error)? = nil) -> ReceivedReply? {
        reply.withLock { reply in
            guard var reply else { return nil }
            if reply.end == .whole { reply.end = end }
            reply.fault = fault
            return reply
        }
    }
}

/// A reply as it came over the wire.
struct ReceivedReply: Sendable {
    var status: Int
    var headers = HTTPHeaders()
    var bytes = Data()
    var end = Reply.BodyEnd.whole
    /// Why it broke off.
    var fault: (any Error)?

    init(status: Int, headers: HTTPHeaders) {
        self.status = status
        self.headers = headers
    }

    init(oddStatus: OddStatus) {
        status = oddStatus.code
        end = .brokenOff
        fault = oddStatus
    }
}
