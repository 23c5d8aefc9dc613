import AsyncHTTPClient
import AudioFixtures
import Clips
import Crypto
import DurableFiles
import Logging
import MP3
import TestServers
import Testing

@Suite("A download", .timeLimit(.minutes(10)))
struct ClipDownloaderTests {
    private let hash = TestAudio.hash(1)
    private let audio = TestAudio.noise(frames: 50, seed: 1)

    /// Downloads a path from a server with these replies; gives the files in the store, too.
    private func download(
        _ path: String = "/a.mp3", replies: [String: ScriptedAnswer],
        announced: Duration? = nil, limits: DownloadLimits = DownloadLimits(),
        idle: Duration = .seconds(300),
        host: String = "127.0.0.1", allowsPlainHTTP: Bool = true
    ) async throws -> (outcome: DownloadOutcome, files: [String], requests: [String]) {
        try await withFolder { folder in
            try await withScriptedServer(replies: replies) { address, requests in
                let store = ClipStore(folder: folder)
                try store.prepare()
                let client = HTTPClient(
                    configuration: ClipDownloader.clientConfiguration(width: 4, idle: idle))
                let downloader = ClipDownloader(
                    client: client, store: store, allowsPlainHTTP: allowsPlainHTTP,
                    limits: limits, logger: Logger(label: "test"))
                let outcome = await downloader.download(
                    from: address.replacing("127.0.0.1", with: host) + path, hash: hash,
                    announced: announced)
                try await client.shutdown()
                return (outcome, files(below: folder), requests.all)
            }
        }
    }

    @Test("of whole audio is stored under the task's name")
    func stored() async throws {
        let result = try await download(
            replies: ["/a.mp3": .ok(audio)], announced: TestAudio.duration(frames: 50))
        let clip = try #require(result.outcome.clip)
        #expect(clip.fileName == "\("\(hash)".prefix(2))/\(hash).mp3")
        #expect(clip.byteCount == audio.count)
        #expect(clip.sha256 == Array(SHA256.hash(data: audio)))
        #expect(clip.duration == TestAudio.duration(frames: 50))
        #expect(clip.format == AudioFormat(sampleRateHz: 24_000, channelCount: 1))
        #expect(result.files == [clip.fileName])
    }

    @Test("of long audio goes to the disk in pieces and gives the same")
    func longAudio() async throws {
        let long = TestAudio.noise(frames: 9001, seed: 3)
        let result = try await download(replies: ["/a.mp3": .ok(long)])
        let clip = try #require(result.outcome.clip)
        #expect(clip.byteCount == long.count)
        #expect(clip.sha256 == Array(SHA256.hash(data: long)))
        #expect(clip.duration == TestAudio.duration(frames: 9001))
        #expect(result.files == [clip.fileName])
    }

    @Test("never carries a token")
    func noToken() async throws {
        let result = try await download(replies: ["/a.mp3": .ok(audio)])
        #expect(result.requests.count == 1)
        #expect(result.requests.allSatisfy { !$0.lowercased().contains("authorization") })
    }

    @Test(
        "of an expired address says so", arguments: ["403 Forbidden", "404 Not Found", "410 Gone"])
    func expired(line: String) async throws {
        let result = try await download(replies: ["/a.mp3": .reply(line)])
        #expect(result.outcome == .expired(Int(line.prefix(3)) ?? 0))
        #expect(result.files.isEmpty)
    }

    @Test(
        "with another status can be tried again", arguments: ["500 Oops", "429 Slow", "204 None"])
    func otherStatus(line: String) async throws {
        let result = try await download(replies: ["/a.mp3": .reply(line)])
        #expect(result.outcome.failure?.contains(line.prefix(3)) == true)
    }

    @Test(
        "with a status below 200 can be tried again",
        arguments: ["000 Odd", "099 Odd", "101 Switch"])
    func oddStatus(line: String) async throws {
        let result = try await download(replies: ["/a.mp3": .reply(line)])
        #expect(result.outcome.failure?.contains("status") == true)
        #expect(result.files.isEmpty)
    }

    @Test("of audio that is not whole is bad and leaves nothing behind")
    func badAudio() async throws {
        let cut = Array(audio.dropLast(20))
        let bodies = [
            [], Array("<html>".utf8), cut, audio + Array("garbage".utf8) + audio,
            TestAudio.noise(frames: 9001, seed: 1).dropLast(7),
        ]
        for body in bodies {
            let result = try await download(
                replies: ["/a.mp3": .ok(body)], announced: TestAudio.duration(frames: 50))
            guard case .bad = result.outcome else {
                Issue.record("\(result.outcome)")
                continue
            }
            #expect(result.files.isEmpty)
        }
    }

    @Test(
        "of whole audio of another length than announced is stored and says so",
        arguments: [.zero, .milliseconds(1), .seconds(-1), .seconds(2), .seconds(86_400)]
            as [Duration])
    func announcedOtherwise(announced: Duration) async throws {
        let result = try await download(replies: ["/a.mp3": .ok(audio)], announced: announced)
        let clip = try #require(result.outcome.clip)
        #expect(clip.announcedOtherwise == announced)
        #expect(clip.duration == TestAudio.duration(frames: 50))
        #expect(result.requests.count == 1)
    }

    @Test(
        "without a number of bytes is fetched three times where it is too short, then kept",
        arguments: [
            (50, 2.0, 3, true), (9001, 300.0, 3, true), (50, 1.2, 1, false), (50, 1.0, 1, false),
            (50, 0.005, 1, true), (50, 0.0, 1, true), (50, 20_000.0, 1, true),
        ])
    func shortAudio(frames: Int, seconds: Double, requests: Int, isNoted: Bool) async throws {
        let body = TestAudio.silence(frames: frames)
        let reply = ScriptedAnswer(
            Array("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".utf8) + body)
        let result = try await download(
            replies: ["/a.mp3": reply], announced: .seconds(seconds))
        let clip = try #require(result.outcome.clip)
        #expect(result.requests.count == requests)
        #expect((clip.announcedOtherwise != nil) == isNoted)
        #expect(clip.byteCount == body.count && result.files == [clip.fileName])
    }

    @Test("tells in one clean, short line what a host says, and no query of an address")
    func hostWords() async throws {
        let said = "\u{1B}[31mOops\u{7}\r\n \u{202E}https://host/a?signature=secret"
        let reason = "\(ClipError.notFetched(said))"
        #expect(reason.contains("Oops") && reason.contains("https://host/a"))
        #expect(reason.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" })
        #expect(!reason.contains("secret"))
        let long = ToolError.failed(
            tool: "ffmpeg", reason: String(repeating: "x", count: 900_000))
        #expect("\(long)".count < 400)
        let away = "Location: ftp://host/a?signature=secret\r\n"
        let told = try await download(
            "/r", replies: ["/r": .reply("302 Found", headers: away)])
        #expect(told.outcome.failure?.contains("host is not https") == true)
        #expect(told.outcome.failure?.contains("secret") == false)
    }

    @Test(
        "may last 250 ms or 2 % longer or shorter than announced",
        arguments: [
            (50, 1450, true), (50, 1451, false), (50, 950, true), (50, 949, false),
            (5000, 122_448, true), (5000, 122_449, false),
        ])
    func tolerance(frames: Int, announcedMilliseconds: Int, isAsAnnounced: Bool) async throws {
        let result = try await download(
            replies: ["/a.mp3": .ok(TestAudio.silence(frames: frames))],
            announced: .milliseconds(announcedMilliseconds))
        let clip = try #require(result.outcome.clip)
        #expect((clip.announcedOtherwise == nil) == isAsAnnounced)
    }

    @Test("that breaks off can be tried again and leaves nothing behind", arguments: [50, 9001])
    func brokenOff(frames: Int) async throws {
        let whole = ScriptedAnswer.ok(TestAudio.silence(frames: frames))
        let broken = ScriptedAnswer(whole.bytes.dropLast(96))
        let result = try await download(replies: ["/a.mp3": broken])
        #expect(result.outcome.failure != nil)
        #expect(result.files.isEmpty)
    }

    @Test("that stands still in its body is ended", arguments: [50, 9001])
    func standstill(frames: Int) async throws {
        let whole = ScriptedAnswer.ok(TestAudio.silence(frames: frames))
        let stalled = ScriptedAnswer(whole.bytes.dropLast(96), end: .stands)
        let result = try await download(
            replies: ["/a.mp3": stalled], idle: .milliseconds(50))
        #expect(result.outcome.failure != nil)
        #expect(result.files.isEmpty)
    }

    @Test("whose body drips for longer than the limit is ended")
    func drip() async throws {
        let whole = ScriptedAnswer.ok(audio)
        let drip = ScriptedAnswer(whole.bytes.dropLast(96), end: .drips)
        let result = try await download(
            replies: ["/a.mp3": drip], limits: DownloadLimits(total: .milliseconds(100)))
        #expect(result.outcome.failure != nil)
        #expect(result.files.isEmpty)
    }

    @Test("of more than the limit is bad", arguments: [true, false])
    func tooLarge(tellsLength: Bool) async throws {
        var reply = ScriptedAnswer.ok(audio)
        if !tellsLength { reply.bytes = Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + audio }
        let result = try await download(
            replies: ["/a.mp3": reply], limits: DownloadLimits(byteCount: 1000))
        #expect(result.outcome == .bad("the audio is larger than 1000 bytes"))
    }

    @Test("follows five redirects, relative ones too, and no more")
    func redirects() async throws {
        var replies = ["/0": ScriptedAnswer.ok(audio)]
        for step in 1...6 {
            let line = ["301 A", "302 B", "303 C", "307 D", "308 E", "302 F"][step - 1]
            replies["/\(step)"] = .reply(line, headers: "Location: /\(step - 1)\r\n")
        }
        let five = try await download("/5", replies: replies)
        #expect(five.outcome.clip != nil)
        #expect(five.requests.count == 6)
        let six = try await download("/6", replies: replies)
        #expect(six.outcome == .failed("the audio was not fetched: more than 5 redirects"))
    }

    @Test("goes nowhere but to https or, where the API is http on this machine, to this machine")
    func addresses() async throws {
        let replies = ["/a.mp3": ScriptedAnswer.ok(audio)]
        let http = try await download(replies: replies, allowsPlainHTTP: false)
        #expect(http.requests.isEmpty)
        let away = [
            "http://192.0.2.1/a.mp3", "file:///etc/passwd", "ftp://127.0.0.1/a", "",
            "http://localhost.example.com/a.mp3", "//192.0.2.1/a.mp3",
        ]
        for location in away {
            let result = try await download(
                "/r", replies: ["/r": .reply("302 Found", headers: "Location: \(location)\r\n")])
            #expect(result.outcome.failure != nil)
            #expect(result.files.isEmpty)
        }
        let local = try await download(replies: replies, host: "localhost")
        #expect(local.outcome.clip != nil)
    }

    @Test("is refused where the client follows redirects by itself")
    func clientThatRedirects() async throws {
        try await withFolder { folder in
            let replies = [
                "/r": ScriptedAnswer.reply("302 Found", headers: "Location: /a.mp3\r\n"),
                "/a.mp3": .ok(audio),
            ]
            try await withScriptedServer(replies: replies) { address, requests in
                let store = ClipStore(folder: folder)
                try store.prepare()
                let client = HTTPClient()
                let downloader = ClipDownloader(
                    client: client, store: store, allowsPlainHTTP: true,
                    logger: Logger(label: "test"))
                let outcome = await downloader.download(
                    from: address + "/r", hash: hash, announced: nil)
                try await client.shutdown()
                #expect(outcome.failure != nil)
            }
        }
    }

    @Test("that is cancelled leaves nothing behind")
    func cancelled() async throws {
        let whole = ScriptedAnswer.ok(TestAudio.silence(frames: 9001))
        let stalled = ScriptedAnswer(whole.bytes.dropLast(96), end: .stands)
        let task = Task { try await download(replies: ["/a.mp3": stalled]) }
        task.cancel()
        let result = try? await task.value
        #expect(result?.outcome.clip == nil)
        #expect(result?.files.isEmpty ?? true)
    }
}

extension DownloadOutcome {
    /// The clip, where there is one.
    fileprivate var clip: StoredClip? {
        if case .stored(let clip) = self { clip } else { nil }
    }

    /// The reason of a failure that may go away.
    fileprivate var failure: String? {
        if case .failed(let reason) = self { reason } else { nil }
    }
}

extension ScriptedAnswer {
    /// A whole reply with audio.
    fileprivate static func ok(_ audio: [UInt8]) -> ScriptedAnswer {
        .reply("200 OK", body: audio)
    }
}

/// Runs a body with a server that has these replies to paths, and no others.
private func withScriptedServer<Value: Sendable>(
    replies: [String: ScriptedAnswer],
    _ body: (_ address: String, _ requests: Requests) async throws -> Value
) async throws -> Value {
    try await withScriptedServer(
        answering: { request in
            let path = request.split(separator: " ").dropFirst().first.map(String.init) ?? ""
            return replies[path] ?? .reply("404 Not Found")
        }, body)
}
