import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// How many streams of events there are.
///
/// A browser holds six connections to a server, and each stream is one of them: were there one for each of
/// many tabs, the next tab would wait for ever. Whoever gets none asks every two seconds.
final class StreamCount: Sendable {
    private let count = Mutex(0)

    private static let maximum = 4

    /// A stream, as long as the value lives.
    final class Place: Sendable {
        private let streams: StreamCount
        fileprivate init(_ streams: StreamCount) { self.streams = streams }
        deinit { streams.count.withLock { $0 -= 1 } }
    }

    /// A place for one more; nil where there is none.
    func take() -> Place? {
        let isTaken = count.withLock { count in
            guard count < Self.maximum else { return false }
            count += 1
            return true
        }
        return isTaken ? Place(self) : nil
    }
}

extension PageReply {
    /// A look, unless it is the one that is known.
    static func state(_ told: LedgerFeed.Told, after: Int?) -> PageReply {
        guard told.number != after else { return words("", .noContent) }
        var reply = PageReply(told.look.text, type: "application/json")
        reply.fields[.lookNumber] = "\(told.number)"
        return reply
    }

    /// Looks as they change, each an event, until the other side goes or the server ends.
    ///
    /// Nothing is kept for who reads slowly: the next look is asked for when the last one is written.
    static func events(
        of subject: PageSubject, in feed: LedgerFeed, after: Int?, _ place: StreamCount.Place
    ) -> PageReply {
        PageReply(
            type: "text/event-stream",
            ResponseBody { writer in
                try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
                var known = after
                var silence = 0
                while !Task.isCancelled {
                    let told = await feed.told(of: subject)
                    if told.number != known {
                        known = told.number
                        silence = 0
                        try await writer.write(ByteBuffer(string: told.event))
                    } else if silence >= quietTurns {
                        // A word from time to time, so that an end of the other side is noticed.
                        silence = 0
                        try await writer.write(ByteBuffer(string: ":\n\n"))
                    }
                    silence += 1
                    do { try await Task.sleep(for: turn) } catch { break }
                }
                withExtendedLifetime(place) {}
                try await writer.finish(nil)
            })
    }

    /// The time between two looks, and how many of them pass in silence.
    private static let turn = Duration.milliseconds(500)
    private static let quietTurns = 20
}

extension LedgerFeed.Told {
    /// As it stands in a stream; JSON is on one line.
    fileprivate var event: String { "event: look\nid: \(number)\ndata: \(look.text)\n\n" }
}

extension HTTPField.Name {
    static let lookNumber = named("Look-Number")
    static let lastEventID = named("Last-Event-ID")
}
