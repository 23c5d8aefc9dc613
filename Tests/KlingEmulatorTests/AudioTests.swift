import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct AudioTests {
    /// The silent frame: MPEG-2 Layer III, 24 kHz, mono, 16 kbit/s; 24 ms in 48 bytes.
    private static let frameHeader = Data([0xFF, 0xF3, 0x24, 0xC4])

    @Test("silence is frames to the last byte, and lasts what the reply says")
    func frames() async throws {
        try await withEmulator(.silent()) { emulator in
            let caller = Caller(emulator)
            for text in [
                "a", "Hello, this is a test speech.", String(repeating: "word ", count: 1999),
            ] {
                let audio = try #require(try await caller.speak(text).decoded().data)
                let reply = try await caller.get(audio.audio_url)
                #expect(reply.headers["content-type"] == "audio/mpeg")
                let frames = stride(from: 0, to: reply.body.count, by: 48)
                    .map { reply.body[$0..<min($0 + 48, reply.body.count)] }
                #expect(frames.allSatisfy { $0.count == 48 && $0.starts(with: Self.frameHeader) })
                // The first frame is the information frame, which is not played.
                #expect((frames.count - 1) * 24 == audio.duration)
            }
        }
    }

    @Test(
        "the length follows the text, its language and the speed",
        arguments: [
            (String(repeating: "a", count: 135), 1.0, 10_000),
            (String(repeating: "a", count: 135), 2.0, 5_000),
            (String(repeating: "a", count: 135), 0.5, 20_000),
            (String(repeating: "ä", count: 118), 1.0, 10_000),
            (String(repeating: "д", count: 108), 1.0, 10_000),
            (String(repeating: "中", count: 42), 1.0, 10_000),
            (String(repeating: "漢か", count: 20), 1.0, 10_000),
            (String(repeating: "한", count: 43), 1.0, 10_000),
            ("a", 1.0, 300),
        ])
    func length(text: String, speed: Double, milliseconds: Int) async throws {
        try await withEmulator(.silent()) { emulator in
            let reply = try await Caller(emulator).speak(text, speed: speed)
            let duration = try #require(try reply.decoded().data).duration
            #expect(milliseconds...milliseconds + 24 ~= duration)
        }
    }

    @Test(
        "ffmpeg decodes silence to the exact length without a word",
        .needs("ffmpeg"))
    func decoded() async throws {
        try await withEmulator(.silent()) { emulator in
            let audio = try #require(
                try await Caller(emulator).speak("Hello, hello.").decoded().data)
            let samples = try await Tool.ffmpeg.run([
                "-v", "warning", "-i", audio.audio_url, "-f", "s16le", "-",
            ])
            #expect(samples.errors == "")
            #expect(samples.output.count == audio.duration * 24 * 2)
        }
    }

    @Test("an emulator that is started again serves the addresses of the one before")
    func restart() async throws {
        let (address, url) = try await withEmulator(.silent()) { emulator in
            var caller = Caller(emulator)
            caller.closes = true
            let audio = try #require(try await caller.speak("Hello.").decoded().data)
            return (emulator.address, audio.audio_url)
        }
        let port = try #require(URL(string: address)?.port)
        try await withEmulator(.silent { $0.port = port }) { emulator in
            let reply = try await Caller(emulator).get(url)
            #expect(reply.status == 200)
        }
    }

    @Test("an address whose time is over is refused with 403")
    func lifetime() async throws {
        try await withEmulator(.silent { $0.urlLifetime = .zero }) { emulator in
            let caller = Caller(emulator)
            let audio = try #require(try await caller.speak("Hello.").decoded().data)
            #expect(try await caller.get(audio.audio_url).status == 403)
        }
        try await withEmulator(.silent { $0.urlLifetime = .seconds(3600) }) { emulator in
            let caller = Caller(emulator)
            let audio = try #require(try await caller.speak("Hello.").decoded().data)
            #expect(try await caller.get(audio.audio_url).status == 200)
        }
    }

    @Test("an address that was never given is not found")
    func madeUp() async throws {
        try await withEmulator(.silent()) { emulator in
            let caller = Caller(emulator)
            let audio = try #require(try await caller.speak("Hello.").decoded().data)
            let other = audio.audio_url.replacingOccurrences(of: "audio_", with: "audio_1")
            #expect(try await caller.get(other).status == 404)
        }
    }
}
