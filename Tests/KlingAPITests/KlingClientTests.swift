import AsyncHTTPClient
import KlingAPI
import SpeechTasks
import Testing

@Suite(.timeLimit(.minutes(10)))
struct KlingClientTests {
    private let task = SpeechTask(
        service: .emulator, text: "Hello, “world”.\n", voiceID: "reader_en_m-v1",
        speed: Thousandths(1200))

    /// Makes one call against a server that gives this answer.
    private func call(
        _ answer: ScriptedAnswer, deadline: Duration = .seconds(20)
    ) async throws -> (Reply, ReplyMeaning, requests: [String]) {
        try await withScriptedServer(answer) { address, requests in
            let (reply, meaning) = try await call(at: address, deadline: deadline)
            return (reply, meaning, requests.all)
        }
    }

    private func call(
        at address: String, deadline: Duration = .seconds(20)
    ) async throws -> (Reply, ReplyMeaning) {
        let baseURL = try #require(BaseURL(address))
        let http = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: KlingClient.configuration(width: 1))
        let client = KlingClient(
            http: http, baseURL: baseURL, token: "secret", callbackURL: "https://example.com/done",
            deadline: deadline)
        let result = await client.synthesize(task)
        try await http.shutdown()
        return result
    }

    @Test("the documented reply is read whole, and the documented request is sent")
    func documentedReply() async throws {
        let body = """
            {"code": 0, "message": "success", "request_id": "req_tts_123456", "data": {
            "audio_id": "audio_abc123", "audio_url": "https://example.com/tts/audio_abc123.mp3",
            "duration": 5200, "created_at": 1722769557708}}
            """
        let (reply, meaning, requests) = try await call(.json("200 OK", body))
        #expect(meaning == .succeeded)
        #expect(reply.requestID == "req_tts_123456")
        #expect(reply.audioID == "audio_abc123")
        #expect(reply.durationMilliseconds == 5200)
        #expect(reply.createdAt == 1_722_769_557_708)
        let request = try #require(requests.first)
        #expect(request.hasPrefix("POST /kling/v1/tts HTTP/1.1\r\n"))
        #expect(request.contains("Authorization: Bearer secret\r\n"))
        #expect(request.contains(#""speed":1.2"#))
        #expect(request.contains(#""callback_url":"https://example.com/done""#))
        #expect(request.contains(#""text":"Hello, “world”.\n""#))
        #expect(!request.contains("volume"))
    }

    @Test("a gateway's own error form is read")
    func gatewayForm() async throws {
        let body =
            #"{"error": {"message": "You exceeded your current quota", "type": "insufficient_quota", "code": "x"}}"#
        let (reply, meaning, _) = try await call(.json("429 Too Many Requests", body))
        #expect(meaning == .refusedBatch(.credit))
        #expect(reply.message == "You exceeded your current quota")
    }

    @Test("an HTML page from a gateway is unknown, and its words are kept")
    func html() async throws {
        let (reply, meaning, _) = try await call(
            .json("502 Bad Gateway", "<html>\n<h1>Bad gateway</h1></html>"))
        #expect(meaning == .unknown(timedOut: true))
        #expect(reply.message == "<html> <h1>Bad gateway</h1></html>")
    }

    @Test("a refusal says how long to wait")
    func retryAfter() async throws {
        let (reply, meaning, _) = try await call(
            .json("429 Too Many Requests", "{}", headers: "Retry-After: 7\r\n"))
        #expect(meaning == .throttled(.unspecified))
        #expect(reply.retryAfter == .seconds(7))
    }

    @Test("a redirect stops the batch and is not followed")
    func redirect() async throws {
        let (_, meaning, requests) = try await call(
            .json("307 Temporary Redirect", "", headers: "Location: http://127.0.0.1:9/\r\n"))
        #expect(meaning == .refusedBatch(.redirect))
        #expect(requests.count == 1)
    }

    @Test("a connection lost after sending may have been charged")
    func connectionLost() async throws {
        let (_, meaning, _) = try await call(.close)
        #expect(meaning == .unknown(timedOut: false))
    }

    @Test("a reply that breaks off may have been charged")
    func truncated() async throws {
        let (_, meaning, _) = try await call(
            .bytes("HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n{\"code\": 0, \"data\""))
        #expect(meaning == .unknown(timedOut: false))
    }

    @Test("a refusal whose body breaks off is still a refusal")
    func truncatedRefusal() async throws {
        let (_, meaning, _) = try await call(
            .bytes("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 300\r\n\r\n{\"co"))
        #expect(meaning == .throttled(.unspecified))
    }

    @Test("no answer within the deadline may have been charged")
    func noAnswer() async throws {
        let (_, meaning, _) = try await call(.hold, deadline: .milliseconds(200))
        #expect(meaning == .unknown(timedOut: true))
    }

    @Test("a head without its body is held to the deadline too")
    func noBody() async throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        let (_, meaning, _) = try await call(.bytes(head), deadline: .milliseconds(200))
        if case .unknown = meaning { return }
        Issue.record("\(meaning) is not unknown")
    }

    @Test("a reply larger than 1 MB is refused")
    func tooLarge() async throws {
        let body = String(repeating: " ", count: (1 << 20) + 1)
        let (_, meaning, _) = try await call(.json("200 OK", body))
        #expect(meaning == .unknown(timedOut: false))
    }

    @Test("a refused connection was not sent")
    func connectionRefused() async throws {
        // A port that was free a moment ago: nobody listens there now.
        let address = try await withScriptedServer(.close) { address, _ in address }
        let (_, meaning) = try await call(at: address)
        guard case .notSent = meaning else {
            Issue.record("\(meaning) is not notSent")
            return
        }
    }

    @Test("a name that does not resolve was not sent")
    func unknownHost() async throws {
        let (_, meaning) = try await call(at: "https://host.invalid")
        guard case .notSent = meaning else {
            Issue.record("\(meaning) is not notSent")
            return
        }
    }

    @Test("a token that a gateway repeats is taken out of its message")
    func repeatedToken() async throws {
        let (reply, _, _) = try await call(
            .json("401 Unauthorized", #"{"code": 1002, "message": "invalid token secret"}"#))
        #expect(reply.message == "invalid token (token)")
    }

    @Test("no error holds the token")
    func tokenStaysSecret() async throws {
        for answer in [
            ScriptedAnswer.close, .json("401 Unauthorized", "{}"), .bytes("nonsense\r\n\r\n"),
        ] {
            let (reply, meaning, _) = try await call(answer)
            #expect(!"\(reply) \(meaning)".contains("secret"))
        }
    }
}
