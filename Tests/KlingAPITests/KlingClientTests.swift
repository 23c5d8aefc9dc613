import Foundation
import KlingAPI
import SpeechTasks
import TestServers
import Testing

@Suite(.timeLimit(.minutes(10)))
struct KlingClientTests {
    @Test("the documented reply is read whole, and the documented request is sent")
    func documentedReply() async throws {
        let body = """
            {"code": 0, "message": "success", "request_id": "req_tts_123456", "data": {
            "audio_id": "audio_abc123", "audio_url": "https://example.com/tts/audio_abc123.mp3",
            "duration": 5200, "created_at": 1722769557708}}
            """
        let (result, requests) = try await call(.json("200 OK", body))
        #expect(result.meaning == .succeeded)
        #expect(result.body == nil)
        #expect(result.reply.requestID == "req_tts_123456")
        #expect(result.reply.audioID == "audio_abc123")
        #expect(result.reply.durationMilliseconds == 5200)
        #expect(result.reply.createdAt == 1_722_769_557_708)
        let request = try #require(requests.first)
        #expect(request.hasPrefix("POST /kling/v1/tts HTTP/1.1\r\n"))
        #expect(request.contains("Authorization: Bearer sk-secret-1\r\n"))
    }

    @Test(
        "each form has its path and its fields, and leaves out what it has no field for",
        arguments: [
            (
                ServiceForm.page, "/kling/v1/tts",
                #"{"callback_url":"https://example.com/done","speed":1.2,"text":"Hello, “world”.\n","voice_id":"reader_en_m-v1","volume":0.5}"#
            ),
            (
                .gateway, "/kling/v1/audio/tts",
                #"{"callback_url":"https://example.com/done","text":"Hello, “world”.\n","voice_id":"reader_en_m-v1","voice_language":"en","voice_speed":1.2}"#
            ),
            (
                .kling.with(path: "v2/tts"), "/v2/tts",
                #"{"text":"Hello, “world”.\n","voice_id":"reader_en_m-v1","voice_language":"en","voice_speed":1.2}"#
            ),
        ])
    func forms(form: ServiceForm, path: String, body: String) async throws {
        let (_, requests) = try await call(.json("200 OK", "{}"), form: form)
        let request = try #require(requests.first)
        #expect(request.hasPrefix("POST \(path) HTTP/1.1\r\n"))
        #expect(request.hasSuffix("\r\n\r\n" + body))
    }

    @Test("a request says its length and comes in one piece")
    func framing() async throws {
        let (_, requests) = try await call(.json("200 OK", "{}"))
        let request = try #require(requests.first)
        let body = try #require(request.split(separator: "\r\n\r\n").last)
        #expect(request.lowercased().contains("content-length: \(body.utf8.count)\r\n"))
        #expect(!request.lowercased().contains("transfer-encoding"))
    }

    @Test("a gateway's own error form is read")
    func gatewayForm() async throws {
        let body =
            #"{"error": {"message": "You exceeded your current quota", "type": "insufficient_quota", "code": "x"}}"#
        let (result, _) = try await call(.json("429 Too Many Requests", body))
        #expect(result.meaning == .refusedBatch(.credit))
        #expect(result.reply.message == "You exceeded your current quota")
    }

    @Test("an HTML page from a gateway is unknown, and its words are kept")
    func html() async throws {
        let (result, _) = try await call(
            .json("502 Bad Gateway", "<html>\n<h1>Bad gateway</h1></html>"))
        #expect(result.meaning == .unknown(timedOut: true))
        #expect(result.reply.message == "<html> <h1>Bad gateway</h1></html>")
    }

    @Test("a refusal says how long to wait, and its headers name the request")
    func headers() async throws {
        let (result, _) = try await call(
            .json(
                "429 Too Many Requests", "{}",
                headers: "Retry-After: 7\r\nX-Oneapi-Request-Id: 2026-1\r\nX-Request-Id: b\r\n"))
        #expect(result.meaning == .throttled(.unspecified))
        #expect(result.reply.retryAfter == .seconds(7))
        #expect(result.reply.headerRequestID == "2026-1")
        #expect(result.reply.requestID == nil)
    }

    @Test("a redirect stops the batch and is not followed")
    func redirect() async throws {
        let (result, requests) = try await call(
            .json("307 Temporary Redirect", "", headers: "Location: http://127.0.0.1:9/\r\n"))
        #expect(result.meaning == .refusedBatch(.redirect))
        #expect(requests.count == 1)
    }

    @Test("what a service says comes cleaned and without the token")
    func cleaned() async throws {
        let body = """
            {"code": 1002, "message": "bad\\u001b[2J\\u202e token sk-secret-1", "request_id":
            "r sk-secret-1", "data": {"audio_id": "\\u0007sk%2Dsecret-1"}}
            """
        let (result, _) = try await call(
            .json("401 Unauthorized", body, headers: "X-Request-Id: sk-secr\r\n"))
        #expect(result.reply.message == "bad token (token)")
        #expect(result.reply.requestID == "r (token)")
        #expect(result.reply.audioID == "(token)")
        #expect(result.reply.headerRequestID == "(token)")
    }

    @Test("a token in an audio address is masked, and the call is a success")
    func tokenInAddress() async throws {
        let (result, _) = try await call(
            .json("200 OK", #"{"code":0,"data":{"audio_url":"https://a.b/c?key=sk-secret-1&x"}}"#))
        #expect(result.meaning == .succeeded)
        #expect(result.reply.audioURL == "https://a.b/c?key=(token)&x")
    }

    @Test("no error and no credential shows a secret")
    func tokenStaysSecret() async throws {
        for answer in [
            ScriptedAnswer.close, .json("401 Unauthorized", "{}"), .text("sk-secret-1\r\n\r\n"),
        ] {
            let (result, _) = try await call(answer)
            #expect(!"\(result)".contains("secret"))
        }
        let keys = Credential.keys(access: "access-1", secret: "secret-1")
        var dumped = ""
        dump([keys, .bearer("secret-1")], to: &dumped)
        #expect(!"\(keys) \(String(reflecting: keys)) \(dumped)".contains("-1"))
    }

    @Test("an access key and its secret sign a token for each call, which nobody gets to see")
    func signedToken() async throws {
        let keys = Credential.keys(access: "access-1", secret: "secret-1")
        // From Python: hmac.new(b'secret-1', header + b'.' + payload, hashlib.sha256).
        #expect(
            keys.token(now: Date(timeIntervalSince1970: 1_700_000_000))
                == "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjE3MDAwMDE4MDAsImlzcyI6ImFjY2Vzcy0xIiwibmJmIjoxNjk5OTk5OTk1fQ.L0w7Gx9wF_mYTHcLUKpLosyjZ64KXCuOVJimdntpJCY"
        )
        let (result, requests) = try await withScriptedServer(
            answering: { request in
                let token = request.split(separator: "Bearer ").last?.prefix { $0 != "\r\n" } ?? ""
                return .json("401 Unauthorized", #"{"message":"bad \#(token) of access-1"}"#)
            },
            { address, requests in
                (try await call(at: address, form: .kling, credential: keys), requests.all)
            })
        #expect(requests.first?.contains("Authorization: Bearer eyJhbGciOiJIUzI1NiIs") == true)
        #expect(result.reply.message == "bad (token) of (token)")
    }
}
