import Foundation
import TestSupport
import Testing

/// What readers of EPUBs with media overlays get.
@Suite(.timeLimit(.minutes(10)))
struct ReadAlongPipelineTests {
    @Test("a book becomes an EPUB that shows what is heard", .needs("ffmpeg", "python3"))
    func epub() async throws {
        try await runPipeline("Read-along books") { result in
            #expect(
                result.made == [
                    "lamp/01 The First Night.mp3", "lamp/02 The Second Night.mp3",
                    "lamp/The Lamp.epub", "lamp/The Lamp.m3u8",
                ])
            let names = try output(
                of: ["python3", "-m", "zipfile", "-l", result.path("lamp/The Lamp.epub")])
            #expect(names.contains("EPUB/overlays/page-0002.smil"))
        }
    }
}
