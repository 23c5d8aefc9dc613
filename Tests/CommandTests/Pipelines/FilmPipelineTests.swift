import AudioFixtures
import Foundation
import SystemPackage
import TestSupport
import Testing

/// Voice tracks where people watch films.
@Suite(.timeLimit(.minutes(10)))
struct FilmPipelineTests {
    /// A film of twelve seconds.
    private static func film(_ name: String, in folder: String) throws {
        _ = try output(of: [
            "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i",
            "testsrc=size=64x48:rate=5:duration=12", "-c:v", "mpeg4", folder + "/" + name,
        ])
    }

    private func check(_ result: PipelineResult, _ name: String, codec: String) throws {
        #expect(result.made.contains(name))
        #expect(try result.sound(name, "codec_name").hasPrefix(codec))
        let length = try result.container(name, "duration")
        #expect(abs((Double(length) ?? 0) - 12) < 0.1)
    }

    @Test("Jellyfin finds the track beside the film by its language", .needs("ffmpeg", "ffprobe"))
    func jellyfin() async throws {
        try await runPipeline("Jellyfin") { kling in
            try Self.film("Movies/Film (1946)/Film (1946).mkv", in: kling.folder)
        } check: { result in
            try check(result, "Movies/Film (1946)/Film (1946).en.mka", codec: "opus")
            #expect(!result.made.contains { $0.hasSuffix(".mkv") })
        }
    }

    @Test("Kodi finds the track beside the film by its name", .needs("ffmpeg", "ffprobe"))
    func kodi() async throws {
        try await runPipeline("Kodi") { kling in
            try Self.film("Film.mkv", in: kling.folder)
        } check: { result in
            try check(result, "Film.en.m4a", codec: "aac")
        }
    }
}
