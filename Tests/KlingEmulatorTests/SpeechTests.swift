import Foundation
import KlingEmulator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct SpeechTests {
    private static let speech: EmulatorSettings = {
        var settings = EmulatorSettings()
        settings.audioEngine = .speech
        return settings
    }()

    @Test(
        "speech lasts what the reply says, in every language",
        .needs("espeak-ng", "ffmpeg"),
        arguments: [
            "Hello, this is a test speech.", "Das wäre schön.", "Это проверка.", "这是一个测试。",
            "これはテストです。", "…",
        ])
    func speech(text: String) async throws {
        try await withEmulator(Self.speech) { emulator in
            let caller = Caller(emulator)
            let audio = try #require(try await caller.speak(text).decoded().data)
            let again = try #require(try await caller.speak(text).decoded().data)
            #expect(audio.duration >= 300 && audio.duration == again.duration)
            #expect(audio.audio_id != again.audio_id)
            let samples = try await Tool.ffmpeg.run([
                "-v", "warning", "-i", audio.audio_url, "-f", "s16le", "-",
            ])
            #expect(samples.errors == "")
            // The MP3's own length; what is decoded lacks the encoder's delay and padding.
            #expect(audio.duration - samples.output.count / 48 <= 3 * 24)
            #expect(audio.duration * 48 >= samples.output.count)
        }
    }

    @Test(
        "speech twice as fast is shorter, and silence at volume 0",
        .needs("espeak-ng", "ffmpeg"))
    func parameters() async throws {
        try await withEmulator(Self.speech) { emulator in
            let caller = Caller(emulator)
            let text = "Speed and volume are heard."
            let normal = try #require(try await caller.speak(text).decoded().data)
            let fast = try #require(try await caller.speak(text, speed: 2).decoded().data)
            #expect(fast.duration < normal.duration * 7 / 10)
            let silent = try await caller.post(
                #"{"text": "Speed and volume are heard.", "voice_id": "v", "volume": 0}"#)
            let samples = try await Tool.ffmpeg.run([
                "-v", "warning", "-i", try #require(try silent.decoded().data).audio_url,
                "-f", "s16le", "-",
            ])
            #expect(samples.output.count > 10_000)
            #expect(samples.output.allSatisfy { $0 == 0 })
        }
    }
}
