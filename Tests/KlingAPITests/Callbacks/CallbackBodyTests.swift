import Crypto
import Foundation
import KlingAPI
import Testing

struct CallbackBodyTests {
    private func read(_ body: String) -> CallbackOutcome { CallbackBody.read(Data(body.utf8)) }

    @Test("the page's reply is a success, its duration in milliseconds")
    func page() {
        let body = """
            {"code":0,"message":"success","request_id":"r","data":{"audio_id":"a","audio_url":\
            "https://example.com/a.mp3","duration":5200,"created_at":1722769557708}}
            """
        let audio = CallbackAudio(
            id: "a", url: "https://example.com/a.mp3", durationMilliseconds: 5200,
            createdAt: 1_722_769_557_708)
        #expect(read(body) == .succeeded(audio))
    }

    @Test("Kling's task is a success, its duration in seconds as a text, also inside `data`")
    func kling() {
        let task = """
            {"task_id":"t","task_status":"succeed","task_status_msg":"","created_at":1722769557708,\
            "updated_at":1722769557709,"final_unit_deduction":"0.5","task_result":{"audios":[{"id":"a",\
            "url":"https://example.com/a.mp3","duration":"5.2"}]}}
            """
        let audio = CallbackAudio(
            id: "a", url: "https://example.com/a.mp3", durationMilliseconds: 5200,
            createdAt: 1_722_769_557_708, units: "0.5")
        #expect(read(task) == .succeeded(audio))
        #expect(read(#"{"code":0,"data":\#(task)}"#) == .succeeded(audio))
    }

    @Test(
        "what does not bring audio is told apart",
        arguments: [
            (#"{"task_status":"submitted"}"#, .working),
            (#"{"task_status":"processing","task_result":{}}"#, .working),
            (#"{"task_status":"failed","task_status_msg":"risk"}"#, .failed(message: "risk")),
            (#"{"task_status":"failed"}"#, .failed(message: "no reason is given")),
            (#"{"code":1301,"message":"content"}"#, .failed(message: "content")),
            (#"{"error":{"message":"gone"}}"#, .failed(message: "gone")),
            (#"{"task_status":"succeed","task_result":{"audios":[]}}"#, .unreadable),
            (#"{"code":0,"message":"success"}"#, .unreadable),
            (#"{"code":0,"data":{"audio_url":"file:///etc/passwd"}}"#, .unreadable),
            (#"{"code":0,"data":{"audio_url":""}}"#, .unreadable),
            ("[]", .unreadable), ("", .unreadable), ("{", .unreadable), ("null", .unreadable),
        ] as [(String, CallbackOutcome)])
    func others(body: String, outcome: CallbackOutcome) {
        #expect(read(body) == outcome)
    }

    @Test("audio under a failure is a success")
    func contradiction() {
        let outcome = read(#"{"code":500,"data":{"audio_url":"https://e.com/a","duration":1e99}}"#)
        #expect(outcome == .succeeded(CallbackAudio(url: "https://e.com/a")))
    }
}

struct WebhookSignatureTests {
    /// The example of the Standard Webhooks specification's own libraries.
    private let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
    private let timestamp = "1614265330"
    private let body = Data(#"{"test": 2432232314}"#.utf8)
    private let right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    private func isRight(
        _ signatures: String?, body: Data? = nil, after seconds: Double = 0, id: String? = nil
    ) throws -> Bool {
        try #require(WebhookSignature(secret: secret)).isRight(
            id: id ?? self.id, timestamp: timestamp, signatures: signatures,
            body: body ?? self.body,
            now: Date(timeIntervalSince1970: 1_614_265_330 + seconds))
    }

    @Test("the specification's example is right, alone and among others, for five minutes")
    func example() throws {
        #expect(try isRight(right))
        #expect(try isRight("v1a,AAAA v1,AAAA \(right)"))
        #expect(try isRight(right, after: 300))
        #expect(try isRight(right, after: -300))
        #expect(try !isRight(right, after: 301))
        #expect(try !isRight(right, after: -301))
    }

    @Test("another body, id or signature is wrong")
    func wrong() throws {
        #expect(try !isRight(right, body: Data("{}".utf8)))
        #expect(try !isRight(right, id: "msg_2"))
        for signatures in [nil, "", "v1,", "v1,AAAA", "v2," + right.dropFirst(3)] {
            #expect(try !isRight(signatures))
        }
        #expect(WebhookSignature(secret: "whsec_") == nil)
        #expect(WebhookSignature(secret: "whsec_!") == nil)
    }
}
