import TestSupport
import Testing

/// What engines of games export, and where they look for their files.
@Suite(.timeLimit(.minutes(10)))
struct EnginePipelineTests {
    @Test("Ren'Py: each line's file is named by its identifier", .needs("ffprobe"))
    func renpy() async throws {
        try await runPipeline("Ren'Py") { result in
            let folder = "game/voice/"
            #expect(
                result.made == [folder + "start_5c4d22a1.ogg", folder + "start_a170b500.ogg"])
            let sound = try result.sound(folder + "start_a170b500.ogg", "codec_name")
            #expect(sound == "vorbis")
        }
    }

    @Test("Yarn Spinner: files are named by line IDs, voices go by language", .needs("ffprobe"))
    func yarn() async throws {
        try await runPipeline("Yarn Spinner") { result in
            #expect(result.made == ["Voices/0e3dc4b.wav", "Voices/1b9a07f.wav"])
            let sound = try result.sound("Voices/0e3dc4b.wav", "codec_name")
            #expect(sound == "pcm_s16le")
        }
    }

    @Test("Unreal: files are named as the dialogue script has it", .needs("ffprobe"))
    func unreal() async throws {
        try await runPipeline("Unreal Engine") { result in
            #expect(result.made == ["RawAudio/en/Bob_CannotDo_A05875C2.wav"])
            let sound = try result.sound("RawAudio/en/Bob_CannotDo_A05875C2.wav", "codec_name")
            #expect(sound == "pcm_s16le")
        }
    }

    @Test("Unity: each locale's files are named by the keys", .needs("ffprobe"))
    func unity() async throws {
        try await runPipeline("Unity") { result in
            #expect(result.made == ["Audio/de/GREETING.wav", "Audio/en/GREETING.wav"])
            let sound = try result.sound("Audio/de/GREETING.wav", "codec_name")
            #expect(sound == "pcm_s16le")
        }
    }
}
