import Foundation
import KlingEmulator
import TestServers
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CallTests {
    @Test("a call is answered in the documented form")
    func success() async throws {
        try await withEmulator(.silent()) { emulator in
            let reply = try await Caller(emulator).speak("Hello, this is a test speech.")
            #expect(reply.status == 200)
            #expect(reply.headers["content-type"] == "application/json")
            let documented = try reply.decoded()
            #expect(documented.code == 0)
            #expect(documented.message == "success")
            #expect(documented.request_id.hasPrefix("req_tts_"))
            let audio = try #require(documented.data)
            #expect(audio.audio_id.hasPrefix("audio_"))
            #expect(audio.audio_url.hasPrefix("\(emulator.address)/"))
            #expect(audio.audio_url.hasSuffix("\(audio.audio_id).mp3"))
            #expect(abs(Double(audio.created_at) / 1000 - Date().timeIntervalSince1970) < 60)
        }
    }

    @Test(
        "a wrong call is refused with the documented form",
        arguments: [
            ("", "request body must be a JSON object"),
            ("[1]", "request body must be a JSON object"),
            (#"{"text": "a""#, "request body must be a JSON object"),
            (#"{"voice_id": "v"}"#, "text is required for tts"),
            (#"{"voice_id": "v", "text": ""}"#, "text is required for tts"),
            (#"{"voice_id": "v", "text": " \n"}"#, "text is required for tts"),
            (#"{"voice_id": "v", "text": null}"#, "text is required for tts"),
            (#"{"voice_id": "v", "text": 1}"#, "text must be a string"),
            (
                #"{"voice_id": "v", "text": "éééééé"}"#,
                "text exceeds the maximum length of 5 characters for tts"
            ),
            (#"{"text": "a"}"#, "voice_id is required for tts"),
            (#"{"text": "a", "voice_id": ""}"#, "voice_id is required for tts"),
            (
                #"{"text": "a", "voice_id": "v", "speed": 0.49}"#,
                "speed must be between 0.5 and 2.0 for tts"
            ),
            (#"{"text": "a", "voice_id": "v", "speed": "1"}"#, "speed must be a number"),
            (
                #"{"text": "a", "voice_id": "v", "volume": 2.1}"#,
                "volume must be between 0.0 and 2.0 for tts"
            ),
            (
                #"{"text": "a", "voice_id": "v", "callback_url": "here"}"#,
                "callback_url must be an http or https URL"
            ),
        ])
    func refusal(body: String, message: String) async throws {
        try await withEmulator(.silent { $0.maximumCharacters = 5 }) { emulator in
            let reply = try await Caller(emulator).post(body)
            #expect(reply.status == 400)
            let documented = try reply.decoded()
            #expect(documented.code == 400)
            #expect(documented.message == message)
            #expect(documented.request_id.hasPrefix("req_"))
            #expect(try emulator.bill().isEmpty)
        }
    }

    @Test(
        "a call at the edge of what is allowed goes well",
        arguments: [
            #"{"text": "ééééé", "voice_id": "v"}"#,
            #"{"text": "a", "voice_id": "v", "speed": 0.5, "volume": 0}"#,
            #"{"text": "a", "voice_id": "v", "speed": 2, "volume": 2.0, "more": [1]}"#,
            #"{"text": "a", "voice_id": "v", "speed": null, "callback_url": "https://a.example/b"}"#,
        ])
    func edges(body: String) async throws {
        try await withEmulator(.silent { $0.maximumCharacters = 5 }) { emulator in
            let reply = try await Caller(emulator).post(body)
            #expect(reply.status == 200)
        }
    }

    @Test("a body of more than a megabyte is refused")
    func largeBody() async throws {
        try await withEmulator(.silent()) { emulator in
            let reply = try await Caller(emulator).speak(String(repeating: "a", count: 1 << 20))
            #expect(reply.status == 413)
        }
    }

    @Test("a call without a bearer token is refused", arguments: [nil, "", "Bearer ", "Basic abc"])
    func noToken(authorization: String?) async throws {
        try await withEmulator(.silent()) { emulator in
            let reply = try await Caller(emulator).post("{}", authorization: authorization)
            #expect(reply.status == 401)
            #expect(try reply.decoded().code == 401)
        }
    }

    @Test("where a token is set, only that one is let in")
    func token() async throws {
        try await withEmulator(.silent { $0.token = "secret" }) { emulator in
            let caller = Caller(emulator)
            let other = try await caller.post("{}", authorization: "Bearer other")
            let same = try await caller.post("{}", authorization: "bearer secret")
            #expect(other.status == 401)
            #expect(same.status == 400)
        }
    }

    @Test("where voices are listed, another one is refused with 1201")
    func voices() async throws {
        try await withEmulator(.silent { $0.voices = ["voice_001"] }) { emulator in
            let caller = Caller(emulator)
            #expect(try await caller.speak("known").decoded().code == 0)
            let reply = try await caller.post(#"{"text": "a", "voice_id": "v"}"#)
            #expect(reply.status == 400)
            #expect(try reply.decoded().code == 1201)
            #expect(try reply.decoded().message == "Voice id not found")
        }
    }

    @Test(
        "what is not there is answered with 404", arguments: ["/", "/kling/v1/tts", "/audio/a.mp3"])
    func notFound(path: String) async throws {
        try await withEmulator(.silent()) { emulator in
            let reply = try await Caller(emulator).get(emulator.address + path)
            #expect(reply.status == 404)
            #expect(try reply.decoded().code == 404)
        }
    }
}
