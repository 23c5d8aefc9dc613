import CZlib
import Foundation
import KlingAPI
import TestServers
import Testing

/// Replies that no service should send.
@Suite(.timeLimit(.minutes(10)))
struct OddReplyTests {
    private static let success = #"{"code":0,"data":{"audio_url":"https://a.b/c.mp3"}}"#

    private func meaning(_ answer: ScriptedAnswer) async throws -> ReplyMeaning {
        try await call(answer, deadline: .seconds(300)).result.meaning
    }

    @Test(
        "a status below 200 ends neither the process nor the doubt",
        arguments: ["000", "001", "099", "101", "104", "150", "199"])
    func oddStatus(status: String) async throws {
        for ending in [
            "\r\n\r\n", "\r\nContent-Length: 2\r\n\r\n{}", "\r\nUpgrade: x\r\n\r\nbytes",
        ] {
            let (result, _) = try await call(.text("HTTP/1.1 \(status) Odd\(ending)"))
            #expect(result.meaning == .unknown(timedOut: false))
            #expect(result.reply.httpStatus == Int(status) || result.reply.httpStatus == nil)
        }
    }

    @Test("interim replies pass, and the real one counts", arguments: [100, 102, 103])
    func interim(status: Int) async throws {
        let body = Self.success
        let meaning = try await meaning(
            .text(
                "HTTP/1.1 \(status) Wait\r\n\r\nHTTP/1.1 200 OK\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"))
        #expect(meaning == .succeeded)
    }

    @Test("a body that breaks off behind whole JSON is read")
    func brokenBehindJSON() async throws {
        let body = Self.success
        let length = String(body.utf8.count, radix: 16)
        let head = "HTTP/1.1 200 OK\r\n"
        let chunked = head + "Transfer-Encoding: chunked\r\n\r\n\(length)\r\n\(body)\r\n"
        for text in [
            head + "Content-Length: 3000\r\n\r\n\(body)", chunked, chunked + "not a length\r\n",
        ] {
            #expect(try await meaning(.text(text)) == .succeeded)
        }
    }

    @Test("whole JSON that stands when the deadline comes is read")
    func stalledBehindJSON() async throws {
        let text = "HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\n\(Self.success)"
        // On a busy machine a short deadline may pass before the JSON is there.
        var meanings: [ReplyMeaning] = []
        for seconds in [0.5, 5, 60] where meanings.last != .succeeded {
            let (result, _) = try await call(.stalled(text), deadline: .seconds(seconds))
            meanings.append(result.meaning)
        }
        #expect(meanings.last == .succeeded)
    }

    @Test("a success that breaks off before whole JSON is unknown, a refusal stays one")
    func truncated() async throws {
        #expect(
            try await meaning(
                .text("HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n{\"code\": 0, \"data\""))
                == .unknown(timedOut: false))
        #expect(
            try await meaning(
                .text("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 300\r\n\r\n{\"co"))
                == .throttled(.unspecified))
    }

    @Test("packed replies are read, whichever way they are packed")
    func packed() async throws {
        for (name, window) in [("gzip", 31), ("deflate", 15), ("deflate", -15), ("x-gzip", 31)] {
            let body = try packed(Array(Self.success.utf8), windowBits: Int32(window))
            let meaning = try await meaning(
                .reply("200 OK", body: body, headers: "Content-Encoding: \(name)\r\n"))
            #expect(meaning == .succeeded)
        }
        let body = try packed(Array(Self.success.utf8), windowBits: 31)
        #expect(try await meaning(.reply("200 OK", body: body)) == .succeeded)
    }

    @Test("a success that unpacks to too much, or cannot be unpacked, cannot be read")
    func bomb() async throws {
        let bomb = try packed([UInt8](repeating: 32, count: 16 << 20), windowBits: 31)
        for body in [bomb, Array("no gzip".utf8), [0x1F, 0x8B, 8, 0, 1]] {
            let meaning = try await meaning(
                .reply("200 OK", body: body, headers: "Content-Encoding: gzip\r\n"))
            #expect(meaning == .unreadableSuccess)
        }
    }

    @Test("a success of more than 8 MiB cannot be read, one of less can")
    func large() async throws {
        let blanks = [UInt8](repeating: 32, count: (8 << 20) + 1)
        #expect(try await meaning(.reply("200 OK", body: blanks)) == .unreadableSuccess)
        let body = Array(Self.success.utf8) + blanks.prefix(4 << 20)
        #expect(try await meaning(.reply("200 OK", body: body)) == .succeeded)
    }

    @Test("the first 64 KiB of a success that cannot be read are kept, without the token")
    func keptBody() async throws {
        let words = "<p>sk-secret-1</p>" + String(repeating: "x", count: 100_000)
        let (result, _) = try await call(.json("200 OK", words))
        #expect(result.meaning == .unreadableSuccess)
        let body = try #require(result.body)
        #expect(body.count == 64 << 10)
        #expect(body.starts(with: Data("<p>(token)</p>xxx".utf8)))
        let refused = try await call(.json("400 Bad Request", words)).result
        #expect(refused.body == nil)
    }

    private func packed(_ bytes: [UInt8], windowBits: Int32) throws -> [UInt8] {
        var stream = z_stream()
        let opened = deflateInit2_(
            &stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        try #require(opened == Z_OK)
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count / 100 + 1000)
        input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                _ = deflate(&stream, Z_FINISH)
            }
        }
        return Array(output.prefix(Int(stream.total_out)))
    }
}
