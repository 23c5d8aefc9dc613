import AsyncHTTPClient
import Crypto
import Foundation
import KlingAPI
import NIOCore
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)), .tags(.timing))
struct CallbackServerTests {
    private static let notFound =
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    private static let taken = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    private static let takenLast =
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    private let last = "Connection: close\r\n"

    @Test("a callback is taken with its attempt and its outcome, and answered with a bare 200")
    func takes() async throws {
        let taken = Taken()
        let answer = try await withCallbackServer(take: taken.take) { server in
            try await server.answer(
                to: server.request(
                    7, #"{"task_status":"failed","task_status_msg":"no"}"#, headers: last))
        }
        #expect(answer == Self.takenLast)
        #expect(taken.all.map(\.attempt) == [7])
        #expect(taken.all.map(\.outcome) == [.failed(message: "no")])
        #expect(
            taken.all.map { String(decoding: $0.body, as: UTF8.self).prefix(9) } == [#"{"task_st"#])
    }

    @Test("an unreadable body is taken too, its bytes kept")
    func unreadable() async throws {
        let taken = Taken()
        let answer = try await withCallbackServer(take: taken.take) { server in
            try await server.answer(to: server.request(7, "what?", headers: last))
        }
        #expect(answer == Self.takenLast)
        #expect(taken.all.map(\.outcome) == [.unreadable])
        #expect(taken.all.map(\.body) == [Data("what?".utf8)])
    }

    @Test("nothing is answered before it was taken, and what cannot be taken is asked for again")
    func commitsFirst() async throws {
        struct NoDisk: Error {}
        let (begun, beginning) = AsyncStream<Void>.makeStream()
        let (commits, committing) = AsyncStream<Void>.makeStream()
        try await withCallbackServer { arrival in
            guard arrival.attempt != 8 else { throw NoDisk() }
            beginning.yield()
            for await _ in commits { break }
        } _: { server in
            let connection = try await server.connect()
            try await connection.send(server.request(7, headers: last))
            for await _ in begun { break }
            #expect(connection.received.text.withLock { $0 }.isEmpty)
            committing.yield()
            #expect(try await connection.all() == Self.takenLast)
            let failed = try await server.answer(to: server.request(8, headers: last))
            #expect(
                failed == "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n"
                    + "Connection: close\r\n\r\n")
        }
    }

    @Test("duplicates are taken and answered alike, over one connection and pipelined")
    func duplicates() async throws {
        let taken = Taken()
        let answer = try await withCallbackServer(take: taken.take) { server in
            let one = server.request(7)
            return try await server.answer(to: one + one + server.request(7, headers: last))
        }
        #expect(answer == Self.taken + Self.taken + Self.takenLast)
        #expect(taken.all.map(\.attempt) == [7, 7, 7])
    }

    @Test("a wrong token, path or method, and a missing one, get one and the same bare 404")
    func revealsNothing() async throws {
        let taken = Taken()
        try await withCallbackServer(take: taken.take) { server in
            let right = server.request(7)
            let path = server.path(7)
            let wrong = [
                right.replacing("POST", with: "GET"), right.replacing("POST", with: "OPTIONS"),
                right.replacing(path, with: "/"),
                right.replacing(path, with: "/8-" + path.dropFirst(3)),
                right.replacing(path, with: path.dropLast() + "!"),
                right.replacing(path, with: path + "/"), "GET /favicon.ico HTTP/1.1\r\n\r\n",
                "HEAD \(path) HTTP/1.1\r\n\r\n",
            ]
            for request in wrong {
                let answer = try await server.answer(to: request)
                #expect(answer == Self.notFound, "\(request)")
            }
            let noHTTP = try await server.answer(to: "no HTTP at all\r\n\r\n")
            #expect(noHTTP.isEmpty)
        }
        #expect(taken.all.isEmpty)
    }

    @Test("a body of 64 KiB is taken; a larger one is refused, and 2 MB do no harm")
    func largeBodies() async throws {
        let taken = Taken()
        try await withCallbackServer(take: taken.take) { server in
            let full = String(repeating: "x", count: 64 * 1024)
            #expect(
                try await server.answer(to: server.request(7, full, headers: last))
                    == Self.takenLast)
            let refused =
                "HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            #expect(try await server.answer(to: server.request(7, full + "x")) == refused)
            let huge = String(repeating: full, count: 32)
            let connection = try await server.connect()
            // The server may close before all of it is written.
            connection.channel.writeAndFlush(
                ByteBuffer(string: server.request(7, huge)), promise: nil)
            #expect(try await connection.all() == refused)
            let chunked = try await server.connect()
            let head =
                "POST \(server.path(7)) HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
            let chunk = "10000\r\n\(full)\r\n"
            chunked.channel.writeAndFlush(
                ByteBuffer(string: head + String(repeating: chunk, count: 32)), promise: nil)
            #expect(try await chunked.all() == refused)
            #expect(try await server.answer(to: server.request(8, headers: last)) == Self.takenLast)
        }
        #expect(taken.all.map(\.attempt) == [7, 8])
    }

    @Test("heads and bodies that never end are dropped without a word")
    func slowSenders() async throws {
        let taken = Taken()
        try await withCallbackServer {
            $0.headTime = .seconds(1)
            $0.bodyTime = .seconds(1)
        } take: {
            taken.take($0)
        } _: { server in
            for bytes in ["", "POST /", String(server.request(7).dropLast())] {
                let answer = try await server.answer(to: bytes)
                #expect(answer.isEmpty)
            }
            #expect(try await server.answer(to: server.request(8, headers: last)) == Self.takenLast)
        }
        #expect(taken.all.map(\.attempt) == [8])
    }

    @Test("past the most connections further ones wait until one ends")
    func connectionLimit() async throws {
        let taken = Taken()
        try await withCallbackServer {
            $0.maximumConnectionCount = 2
            $0.headTime = .seconds(60)
        } take: {
            taken.take($0)
        } _: { server in
            let idle = [try await server.connect(), try await server.connect()]
            // An answer shows that both were accepted.
            for connection in idle {
                try await connection.send(server.request(1))
                try await connection.answers(1)
            }
            let waiting = try await server.connect()
            try await waiting.send(server.request(2, headers: last))
            try await idle[1].send(server.request(3))
            try await idle[1].answers(2)
            #expect(taken.all.map(\.attempt) == [1, 1, 3])
            try await idle[0].channel.close().get()
            #expect(try await waiting.all() == Self.takenLast)
            #expect(taken.all.map(\.attempt) == [1, 1, 3, 2])
        }
    }

    @Test("a stop answers what is being taken, ends idle connections, and frees the port")
    func stops() async throws {
        let (begun, beginning) = AsyncStream<Void>.makeStream()
        let (commits, committing) = AsyncStream<Void>.makeStream()
        let wasCancelled = Mutex(false)
        try await withCallbackServer { _ in
            beginning.yield()
            for await _ in commits { break }
            wasCancelled.withLock { $0 = Task.isCancelled }
        } _: { server in
            let idle = try await server.connect()
            let busy = try await server.connect()
            try await busy.send(server.request(7))
            for await _ in begun { break }
            let stopping = Task { try await server.stop() }
            #expect(try await idle.all().isEmpty)
            committing.yield()
            // Its answer says that it is the last one where it was told in time.
            #expect([Self.taken, Self.takenLast].contains(try await busy.all()))
            try await stopping.value
            await #expect(throws: (any Error).self) { try await server.connect() }
        }
        #expect(!wasCancelled.withLock { $0 })
    }

    @Test("with a secret only signed callbacks are taken; without one signatures do not matter")
    func signatures() async throws {
        let key = Data((0..<24).map { UInt8($0) })
        let body = #"{"task_status":"processing"}"#
        func headers(_ time: Int, key: Data) -> String {
            let code = HMAC<SHA256>.authenticationCode(
                for: Data("msg_1.\(time).\(body)".utf8), using: SymmetricKey(data: key))
            return "webhook-id: msg_1\r\nwebhook-timestamp: \(time)\r\n"
                + "Webhook-Signature: v1,\(Data(code).base64EncodedString())\r\n\(last)"
        }
        let now = Int(Date().timeIntervalSince1970)
        let taken = Taken()
        try await withCallbackServer {
            $0.signature = WebhookSignature(secret: "whsec_" + key.base64EncodedString())
        } take: {
            taken.take($0)
        } _: { server in
            let answers = [
                try await server.answer(
                    to: server.request(1, body, headers: headers(now, key: key))),
                try await server.answer(
                    to: server.request(2, body, headers: headers(now, key: Data(count: 24)))),
                try await server.answer(
                    to: server.request(3, body, headers: headers(now - 900, key: key))),
                try await server.answer(to: server.request(4, body)),
            ]
            #expect(
                answers == [Self.takenLast, Self.notFound, Self.notFound, Self.notFound])
        }
        #expect(taken.all.map(\.attempt) == [1])
        try await withCallbackServer(take: taken.take) { server in
            _ = try await server.answer(
                to: server.request(5, body, headers: headers(0, key: Data(count: 24))))
        }
        #expect(taken.all.map(\.attempt) == [1, 5])
    }

    @Test("many senders at once are all answered, each callback taken once")
    func manySenders() async throws {
        let taken = Taken()
        try await withCallbackServer(take: taken.take) { server in
            try await withThrowingTaskGroup { group in
                for sender in 0..<64 as Range<Int64> {
                    group.addTask {
                        let connection = try await server.connect()
                        for number in 0..<20 as Range<Int64> {
                            try await connection.send(
                                server.request(
                                    sender * 20 + number, headers: number == 19 ? last : ""))
                        }
                        let answers = try await connection.all().components(separatedBy: "200 OK")
                        #expect(answers.count == 21)
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(Set(taken.all.map(\.attempt)) == Set(0..<1280))
        #expect(taken.all.count == 1280)
    }

    @Test("an address that cannot be listened at is told")
    func taken() async throws {
        try await withCallbackServer(take: { _ in }) { server in
            let settings = CallbackServerSettings(
                host: "127.0.0.1", port: server.port, addresses: server.addresses)
            await #expect(throws: CallbackServerError.self) {
                try await CallbackServer.run(settings, take: { _ in })
            }
        }
    }
}
