import AudioFixtures
import Foundation
import SystemPackage
import TestSupport
import Testing

/// Audiobooks where people listen to them.
@Suite(.timeLimit(.minutes(10)))
struct AudiobookPipelineTests {
    /// A tag as ffprobe reads it.
    private func tag(_ name: String, _ file: String, _ result: PipelineResult) throws -> String {
        try output(of: [
            "ffprobe", "-v", "error", "-show_entries", "format_tags=\(name)", "-of",
            "default=nw=1:nk=1", result.path(file),
        ]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test(
        "audiobookshelf gets its folders, metadata.json and desc.txt", .needs("ffmpeg", "ffprobe"))
    func audiobookshelf() async throws {
        try await runPipeline("audiobookshelf") { result in
            let folder = "library/T. Writer/Sons of Lamps/Vol 2 - 1995 - Stone of Lamps/"
            #expect(
                result.made.filter { !$0.contains("/.tracks/") } == [
                    folder + "Stone of Lamps.m4b", folder + "desc.txt", folder + "metadata.json",
                ])
            let metadata = try result.text(folder + "metadata.json")
            #expect(metadata.contains("\"Sons of Lamps #2\""))
            #expect(metadata.contains("\"Sam Reader\""))
            #expect(try tag("SERIES-PART", folder + "Stone of Lamps.m4b", result) == "2")
        }
    }

    @Test(
        "an M4B says what its player sorts it by", .needs("ffmpeg", "ffprobe"),
        arguments: ["Plex", "BookPlayer", "Apple Books"])
    func m4b(title: String) async throws {
        let check: (PipelineResult) async throws -> Void = { result in
            let book = try #require(result.made.first { $0.hasSuffix(".m4b") })
            for (name, value) in [
                ("album", "Stone of Lamps"), ("album_artist", "T. Writer"),
                ("composer", "Sam Reader"), ("date", "1995"), ("media_type", "2"),
            ] {
                #expect(try tag(name, book, result) == value, "\(title): \(name)")
            }
            let chapters = try probed(
                "chapter=start_time", of: FilePath(result.path(book)), options: ["-show_chapters"])
            #expect(chapters.count == 2)
        }
        switch title {
        case "Plex": try await runPipeline("Plex", check: check)
        case "BookPlayer": try await runPipeline("BookPlayer", check: check)
        default: try await runPipeline("Apple Books", check: check)
        }
    }
}
