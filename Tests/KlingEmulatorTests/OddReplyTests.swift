import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

/// Replies that are no plain success and no plain refusal.
@Suite(.timeLimit(.minutes(10)))
struct OddReplyTests {
    @Test(
        "an odd success has its address where the fault says", arguments: EmulatorForm.allCases)
    func elsewhere(form: EmulatorForm) async throws {
        let plain = form == .page ? "audio_url" : "task_result.audios.0.url"
        for (fault, way) in [
            ("data-list", "data.0.\(plain)"), ("audio-elsewhere", plain),
            ("data-audio", "data.audio"), ("url-mp3", "data.url_mp3"),
            ("outputs-mp3", "outputs.0.mp3_url"), ("other-form", "result.file"),
            ("huge", "data.\(plain)"), ("same-request-id", "data.\(plain)"),
            ("echo-token", "data.\(plain)"),
        ] {
            try await withFault(fault, form: form) { _, caller in
                let reply = try await caller.speak("Hello.")
                let url = try #require(reply.text(way), "\(fault)")
                #expect(try await caller.get(url).status == 200)
            }
        }
    }

    @Test(
        "a success comes with the status that the fault names",
        arguments: [
            ("status-201", 201), ("status-202", 202), ("status-206", 206), ("code-0-400", 400),
            ("code-0-429", 429), ("code-0-no-audio-429", 429), ("html-200", 200),
        ])
    func status(fault: String, status: UInt) async throws {
        try await withFault(fault) { _, caller in
            let reply = try await caller.speak("Hello.")
            #expect(reply.status == status)
            let hasAudio = !["code-0-no-audio-429", "html-200"].contains(fault)
            #expect((reply.text("data.audio_url") != nil) == hasAudio)
        }
    }

    @Test(
        "a success without an address has nothing, null, a number or an empty text in its place",
        arguments: ["data-null", "data-number", "no-address", "empty-200"])
    func unreadable(fault: String) async throws {
        try await withFault(fault) { _, caller in
            let reply = try await caller.speak("Hello.")
            #expect(reply.status == 200)
            #expect(reply.text("data.audio_url") ?? "" == "")
        }
    }

    @Test("gzip is what curl unpacks, and gzip-broken what it does not", .needs("curl"))
    func gzip() async throws {
        try await withFault("gzip") { emulator, _ in
            let reply = try await curl(emulator, "--compressed")
            #expect(reply.exitCode == 0)
            #expect(reply.text.hasPrefix(#"{"code":0,"#))
        }
        try await withFault("gzip-broken") { emulator, _ in
            let reply = try await curl(emulator, "--compressed")
            #expect(reply.exitCode != 0)
        }
    }

    @Test("chunk-broken brings the whole JSON before it breaks", .needs("curl"))
    func brokenChunk() async throws {
        try await withFault("chunk-broken") { emulator, _ in
            let reply = try await curl(emulator)
            #expect(reply.exitCode == 56)
            let json = try JSONSerialization.jsonObject(with: Data(reply.output))
            #expect((json as? [String: Any])?["code"] as? Int == 0)
        }
    }

    @Test(
        "what breaks off after the charge brings no byte of HTTP", .needs("curl"),
        arguments: ["tls-break", "reset-after", "garbage-after", "status-199"])
    func brokenOff(fault: String) async throws {
        try await withFault(fault) { emulator, _ in
            let reply = try await curl(emulator)
            #expect(reply.exitCode != 0)
            #expect(reply.output.isEmpty)
            #expect(try emulator.bill().count == 1)
        }
    }

    @Test(
        "lengths are announced as the fault says",
        arguments: [
            ("seconds-for-ms", 10.0), ("zero-duration", 0), ("wrong-duration", 21_016),
        ])
    func announced(fault: String, duration: Double) async throws {
        try await withFault(fault) { _, caller in
            let reply = try await caller.speak(String(repeating: "a", count: 135))
            #expect(reply.value("data.duration") as? Double == duration)
            // An information frame, and 10.008 s in frames of 24 ms.
            let audio = try await caller.get(try #require(reply.text("data.audio_url")))
            #expect(audio.body.count == 418 * 48)
        }
    }

    @Test("truncated speech lasts a second, and the same audio is byte for byte the same")
    func sound() async throws {
        try await withFault("truncated-speech") { _, caller in
            let reply = try await caller.speak(String(repeating: "word ", count: 500))
            #expect(900...1100 ~= (reply.number("data.duration") ?? 0))
        }
        try await withFault("same-audio") { _, caller in
            let one = try await caller.speak("one").decoded().data
            let other = try await caller.speak("something longer than that").decoded().data
            #expect(one?.audio_id != other?.audio_id)
            let bytes = try await caller.get(try #require(one?.audio_url)).body
            #expect(try await caller.get(try #require(other?.audio_url)).body == bytes)
        }
    }

    @Test("truncatesAbove cuts only what is longer, to what so many characters take")
    func truncatesAbove() async throws {
        try await withEmulator(.silent { $0.truncatesAbove = 135 }) { emulator in
            let caller = Caller(emulator)
            for (count, milliseconds) in [(54, 4008), (135, 10_008), (1350, 10_008)] {
                let reply = try await caller.speak(String(repeating: "a", count: count))
                #expect(reply.number("data.duration") == milliseconds)
            }
            #expect(try emulator.bill().map(\.characters) == [54, 135, 1350])
        }
    }

    @Test("words that a terminal should never be shown come as they are")
    func escapes() async throws {
        for (fault, status) in [("escape-message", UInt(200)), ("escape-refusal", 400)] {
            try await withFault(fault) { _, caller in
                let reply = try await caller.speak("Hello.")
                #expect(reply.status == status)
                let message = try #require(reply.text("message")).unicodeScalars
                for scalar in ["\u{1B}", "\u{07}", "\r", "\u{202E}"] as [Unicode.Scalar] {
                    #expect(message.contains(scalar))
                }
            }
        }
        try await withFault("long-message") { _, caller in
            let reply = try await caller.speak("Hello.")
            #expect(reply.text("message")?.count == 900_000)
        }
    }

    @Test("the token comes back in every word, and the bill does not have it")
    func echo() async throws {
        try await withFault("echo-token", form: .gateway) { emulator, caller in
            let reply = try await caller.call(
                ["text": "a", "voice_id": "v"], authorization: "Bearer sk-secret")
            for way in ["message", "request_id", "data.task_result.audios.0.id"] {
                #expect(reply.text(way)?.contains("sk-secret") == true)
            }
            #expect(reply.headers["x-oneapi-request-id"]?.contains("sk-secret") == true)
            let bill = try String(contentsOfFile: emulator.billPath, encoding: .utf8)
            #expect(!bill.contains("sk-secret"))
        }
    }

    @Test(
        "the gateway's refusals have its names",
        arguments: [
            ("get-channel-failed", 500, "get_channel_failed"),
            ("model-mapping-failed", 400, "model_mapping_failed"),
            ("do-request-failed", 500, "do_request_failed"),
            ("quota-not-enough", 403, "quota_not_enough"),
            ("nested-1301", 400, "fail_to_fetch_task"), ("kling-1301", 400, "fail_to_fetch_task"),
            ("nested-500x", 500, "fail_to_fetch_task"), ("tts-failed-1201", 400, "tts_failed"),
            ("saturated", 429, "fail_to_fetch_task"), ("kling-1302", 429, "fail_to_fetch_task"),
        ])
    func gateway(fault: String, status: UInt, code: String) async throws {
        try await withFault(fault, form: .gateway) { _, caller in
            let reply = try await caller.speak("Hello.", speed: 1)
            #expect(reply.status == status)
            #expect(reply.text("code") == code)
            // Kling's 429 loses its code.
            #expect(reply.text("message")?.contains("上游负载已饱和") == (status == 429))
        }
    }

    private func curl(_ emulator: RunningEmulator, _ options: String...) async throws
        -> Tool.Result
    {
        try await Tool.curl.run(
            options + [
                "-s", "-H", "Authorization: Bearer token", "\(emulator.address)/kling/v1/tts",
                "-d", #"{"text": "Hello.", "voice_id": "v"}"#,
            ])
    }

    private func withFault(
        _ fault: String, form: EmulatorForm = .page,
        perform body: (RunningEmulator, Caller) async throws -> Void
    ) async throws {
        let settings = try EmulatorSettings.silent {
            $0.form = form
            $0.faults = try FaultShares("\(fault):1")
        }
        try await withEmulator(settings) { try await body($0, Caller($0, form: form)) }
    }
}
