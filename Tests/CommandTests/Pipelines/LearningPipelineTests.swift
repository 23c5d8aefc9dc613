import TestSupport
import Testing

/// What Anki exports, and the form of speech corpora.
@Suite(.timeLimit(.minutes(10)))
struct LearningPipelineTests {
    @Test("Anki: files are named by the notes' identifiers, in one folder", .needs("ffprobe"))
    func anki() async throws {
        try await runPipeline("Anki") { result in
            #expect(result.made == ["media/k7Rw2.mp3", "media/p0Qs9.mp3"])
            let sound = try result.sound("media/k7Rw2.mp3", "codec_name")
            #expect(sound == "mp3")
        }
    }

    @Test("LJ Speech: files stand in wavs", .needs("ffprobe"))
    func ljspeech() async throws {
        try await runPipeline("LJ Speech") { result in
            #expect(
                result.made == [
                    "LJSpeech/wavs/LJ001-0001.wav", "LJSpeech/wavs/LJ001-0002.wav",
                ])
            let sound = try result.sound("LJSpeech/wavs/LJ001-0001.wav")
            #expect(sound == "pcm_s16le,22050,1")
        }
    }
}
