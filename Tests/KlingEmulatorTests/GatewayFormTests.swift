import Foundation
import KlingEmulator
import TestServers
import Testing

/// The form of the gateway's public source.
@Suite(.timeLimit(.minutes(10)))
struct GatewayFormTests {
    @Test("a success is Kling's own reply, and the bill has the name of the header")
    func success() async throws {
        try await withGateway { emulator, caller in
            let reply = try await caller.call(["text": "你好", "voice_id": "any"])
            #expect(reply.status == 200)
            #expect(reply.number("code") == 0)
            #expect(reply.text("data.task_status") == "succeed")
            #expect(reply.value("data.final_unit_deduction") == nil)
            let url = try #require(reply.text("data.task_result.audios.0.url"))
            #expect(try await caller.get(url).status == 200)
            // Two characters of Chinese last 0.48 s.
            #expect(reply.text("data.task_result.audios.0.duration") == "0.5")
            let entry = try #require(try emulator.bill().first)
            #expect(entry.requestID == reply.headers["x-oneapi-request-id"])
            #expect(entry.requestID != reply.text("request_id"))
            #expect(entry.taskID == reply.text("data.task_id"))
            #expect(entry.audioID == reply.text("data.task_result.audios.0.id"))
        }
    }

    @Test(
        "bad parameters are refused in the gateway's order and words",
        arguments: [
            (#"{}"#, "text is required for tts"),
            (#"{"voice_id": "v", "text": ""}"#, "text is required for tts"),
            (
                #"{"text": "\#(String(repeating: "中", count: 334))", "voice_language": "xx"}"#,
                "text length exceeds maximum 1000 characters, got: 1002"
            ),
            (#"{"text": "a", "voice_language": "xx"}"#, "voice_id is required for tts"),
            (
                #"{"text": "a", "voice_id": "v", "voice_language": "xx", "voice_speed": 9}"#,
                "voice_language must be zh or en"
            ),
            (
                #"{"text": "a", "voice_id": "v", "voice_speed": 0.7}"#,
                "voice_speed must be between 0.8 and 2.0"
            ),
        ])
    func refusal(body: String, message: String) async throws {
        try await withGateway { emulator, caller in
            let reply = try await caller.post(body)
            #expect(reply.status == 500)
            #expect(reply.text("code") == "build_request_failed")
            #expect(reply.text("message") == message)
            #expect(reply.headers["x-oneapi-request-id"]?.isEmpty == false)
            #expect(try emulator.bill().isEmpty)
        }
    }

    @Test("exactly 1,000 bytes pass, and what the form does not know is ignored")
    func edges() async throws {
        try await withGateway { emulator, caller in
            let text = String(repeating: "中", count: 333) + "a"
            let reply = try await caller.call([
                "text": text, "voice_id": "v", "speed": "fast", "volume": 99,
            ])
            #expect(reply.status == 200)
            #expect(try emulator.bill().map(\.characters) == [334])
        }
    }

    @Test(
        "what Kling refuses comes as text inside the gateway's own error",
        arguments: [
            ("tiyuxi_xuedi", "en", 1), ("nobody", "zh", 1), ("tiyuxi_xuedi", "zh", 1.25),
        ])
    func nested(voice: String, language: String, speed: Double) async throws {
        let settings = EmulatorSettings.silent {
            $0.form = .gateway
            $0.voices = ["tiyuxi_xuedi"]
        }
        try await withEmulator(settings) { emulator in
            let reply = try await Caller(emulator, form: .gateway).call([
                "text": "a", "voice_id": voice, "voice_language": language, "voice_speed": speed,
            ])
            #expect(reply.status == 400)
            #expect(reply.text("code") == "fail_to_fetch_task")
            let message = try #require(reply.text("message"))
            let inner = try JSONSerialization.jsonObject(with: Data(message.utf8))
            #expect((inner as? [String: Any])?["code"] as? Int == 1201)
            #expect(try emulator.bill().isEmpty)
        }
    }

    @Test("the page's address is not there, and says so for nothing")
    func wrongRoute() async throws {
        try await withGateway { _, caller in
            let reply = try await caller.post("{}", to: "/kling/v1/tts", authorization: nil)
            #expect(reply.status == 404)
            #expect(reply.text("error.message") == "Invalid URL (POST /kling/v1/tts)")
            #expect(reply.text("error.type") == "invalid_request_error")
            #expect(reply.headers["x-oneapi-request-id"]?.isEmpty == false)
        }
    }

    @Test("a wrong token is refused in the gateway's frame; its prefix may be left out")
    func token() async throws {
        let settings = EmulatorSettings.silent {
            $0.form = .gateway
            $0.token = "sk-secret"
        }
        try await withEmulator(settings) { emulator in
            let caller = Caller(emulator, form: .gateway)
            let wrong = try await caller.post("{}", authorization: "Bearer sk-other")
            #expect(wrong.status == 401)
            #expect(wrong.text("error.type") == "new_api_error")
            let bare = try await caller.post("{}", authorization: "Bearer secret")
            #expect(bare.status == 500)
        }
    }

    @Test(
        "a body of more than a megabyte is refused in each form", arguments: EmulatorForm.allCases)
    func largeBody(form: EmulatorForm) async throws {
        try await withEmulator(.silent { $0.form = form }) { emulator in
            let reply = try await Caller(emulator, form: form)
                .speak(String(repeating: "a", count: 1 << 20))
            #expect(reply.status == 413)
        }
    }

    private func withGateway(
        _ body: (RunningEmulator, Caller) async throws -> Void
    ) async throws {
        try await withEmulator(.silent { $0.form = .gateway }) {
            try await body($0, Caller($0, form: .gateway))
        }
    }
}
