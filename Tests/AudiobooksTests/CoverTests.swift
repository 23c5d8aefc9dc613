import AudioFixtures
import Audiobooks
import Foundation
import MP3
import SystemPackage
import TestSupport
import Testing

@Suite("A cover", .timeLimit(.minutes(10)))
struct CoverTests {
    @Test(
        "of another kind becomes a PNG",
        .needs("ffmpeg"),
        arguments: ["gif", "webp", "bmp", "tiff"])
    func converted(kind: String) async throws {
        try await withFolder { folder in
            let bytes = try TestAudio.picture(kind, in: folder)
            let converter = CoverConverter(workFolder: folder.appending("work"))
            guard case .picture(let picture) = try await converter.convert(bytes) else {
                Issue.record("left out")
                return
            }
            #expect(picture.mediaType == "image/png")
            #expect(files(below: folder).isEmpty)
        }
    }

    @Test("that is a PNG stays as it is, and is left out where it is cut short")
    func kept() async throws {
        try await withFolder { folder in
            let bytes = try TestAudio.picture("png", in: folder)
            let converter = CoverConverter(workFolder: folder.appending("work"))
            let kept = try await converter.convert(bytes)
            #expect(kept == CoverPicture(bytes).map { .picture($0) })
            guard case .leftOut = try await converter.convert(Array(bytes.prefix(60))) else {
                Issue.record("a damaged picture is taken")
                return
            }
        }
    }

    @Test("is taken by how it begins where nothing can look at it")
    func unseen() async throws {
        let converter = CoverConverter(workFolder: "/dev/null/nowhere")
        let bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]
        guard case .picture(let picture) = try await converter.convert(bytes) else {
            Issue.record("left out")
            return
        }
        #expect(picture.bytes == bytes && picture.mediaType == "image/jpeg")
    }

    @Test(
        "that is no picture, or names other files, is left out with a reason",
        arguments: ["", "<html>", "ffconcat version 1.0\nfile picture.png\n"])
    func leftOut(text: String) async throws {
        try await withFolder { folder in
            let converter = CoverConverter(workFolder: folder.appending("work"))
            guard case .leftOut(let reason) = try await converter.convert(Array(text.utf8)) else {
                Issue.record("converted")
                return
            }
            #expect(reason.hasPrefix("the cover is left out: "))
            #expect(files(below: folder).isEmpty)
        }
    }
}
