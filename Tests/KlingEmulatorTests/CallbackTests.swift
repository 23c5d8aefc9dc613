import Crypto
import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

/// What the address in `callback_url` is told.
@Suite(.timeLimit(.minutes(10)), .tags(.timing))
struct CallbackTests {
    @Test("the page's form is that of the reply, also where the reply was lost")
    func page() async throws {
        for fault in ["code-429:0", "drop-after:1", "no-answer:1", "html-504:1"] {
            try await withCallbacks(.page, faults: fault) { emulator, listener in
                let reply = try? await call(emulator, telling: listener.address)
                var arrivals = listener.arrivals.makeAsyncIterator()
                let told = try #require(await arrivals.next())
                let entry = try #require(try emulator.bill().first)
                #expect(told.json["code"] as? Int == 0)
                #expect(told.json["request_id"] as? String == entry.requestID)
                let data = told.json["data"] as? [String: Any]
                #expect(data?["audio_id"] as? String == entry.audioID)
                if fault == "code-429:0" {
                    #expect(reply?.text("data.audio_url") == data?["audio_url"] as? String)
                }
            }
        }
    }

    @Test("Kling's form is that of its other tasks, as often as it is asked for")
    func kling() async throws {
        try await withCallbacks(.kling, form: .gateway, times: 3) { emulator, listener in
            let reply = try await call(emulator, form: .gateway, telling: listener.address)
            var arrivals = listener.arrivals.makeAsyncIterator()
            for _ in 0..<3 {
                let told = try #require(await arrivals.next())
                #expect(told.json["task_id"] as? String == reply.text("data.task_id"))
                #expect(told.json["task_status"] as? String == "succeed")
                let result = told.json["task_result"] as? [String: Any]
                let audio = (result?["audios"] as? [[String: Any]])?.first
                #expect(audio?["duration"] as? String == "0.4")
            }
        }
    }

    @Test("one that is not taken is sent again, and signed after Standard Webhooks")
    func signedAgain() async throws {
        let key = Data("a secret of 24 bytes long".utf8)
        try await withCallbacks(
            .page, secret: "whsec_\(key.base64EncodedString())",
            statuses: ["500 Internal Server Error", "404 Not Found"]
        ) { emulator, listener in
            _ = try await call(emulator, telling: listener.address)
            var arrivals = listener.arrivals.makeAsyncIterator()
            var ids: Set<String> = []
            for _ in 0..<3 {
                let told = try #require(await arrivals.next())
                let id = try #require(told.headers["webhook-id"])
                let time = try #require(told.headers["webhook-timestamp"])
                let code = HMAC<SHA256>.authenticationCode(
                    for: Data("\(id).\(time).".utf8) + told.body, using: SymmetricKey(data: key))
                let signature = "v1,\(Data(code).base64EncodedString())"
                #expect(told.headers["webhook-signature"] == signature)
                ids.insert(id)
            }
            #expect(ids.count == 1)
        }
    }

    @Test("a call that is refused is not told of")
    func untold() async throws {
        try await withCallbacks(.page) { emulator, listener in
            let caller = Caller(emulator)
            _ = try await caller.call(["text": "a", "callback_url": listener.address])
            let reply = try await call(emulator, telling: listener.address)
            var arrivals = listener.arrivals.makeAsyncIterator()
            let told = try #require(await arrivals.next())
            #expect(told.json["request_id"] as? String == reply.text("request_id"))
        }
    }

    private func call(
        _ emulator: RunningEmulator, form: EmulatorForm = .page, telling address: String
    ) async throws -> Caller.Reply {
        try await Caller(emulator, form: form).call([
            "text": "Hello", "voice_id": "v", "callback_url": address,
        ])
    }

    private func withCallbacks(
        _ body: CallbackSettings.Form, form: EmulatorForm = .page, faults: String = "",
        times: Int = 1, secret: String? = nil, statuses: [String] = [],
        perform: (RunningEmulator, CallbackListener) async throws -> Void
    ) async throws {
        let settings = try EmulatorSettings.silent {
            $0.form = form
            $0.callbacks.form = body
            $0.callbacks.times = times
            $0.callbacks.secret = secret
            $0.faults = try FaultShares(faults)
            $0.noAnswerHold = .milliseconds(1)
        }
        try await CallbackListener.with(statuses: statuses) { listener in
            try await withEmulator(settings) { try await perform($0, listener) }
        }
    }
}
