import BatchPlanning
import BatchRun
import Foundation
import JobLists
import KlingEmulator
import Markup
import TestServers
import TestSupport
import Testing

/// From a book to its read-along book.
@Suite(.timeLimit(.minutes(10)), .needs("ffmpeg"))
struct ReadAlongRunTests {
    private static let book = """
        ---
        title: The Lamp
        author: A. Writer
        lang: en
        ---

        # The First

        It was lit[^1]. It shone.

        A [light]{.x} was seen.

        # The Second

        It went out.

        [^1]: With a match.
        """

    private static func with(
        _ body: (TestBatch, RunningEmulator, _ change: (inout RunSettings) -> Void) async throws
            -> Void
    ) async throws {
        try await TestBatch.with { batch in
            try await withSilentEmulator { emulator in
                let path = batch.folder + "/lamp.md"
                try book.write(toFile: path, atomically: true, encoding: .utf8)
                try await body(batch, emulator) { settings in
                    settings.inputs = [path]
                    settings.reading.defaults.voiceID = "calm_story1"
                    settings.book.audiobook = nil
                    settings.book.makesReadAlong = true
                }
            }
        }
    }

    private static func text(_ name: String, in batch: TestBatch) throws -> String {
        let archive = try ZIPArchive(path: batch.outputFolder + "/The Lamp.epub")
        return String(decoding: try archive.bytes(of: "EPUB/" + name), as: UTF8.self)
    }

    @Test("a book's text and its tracks become one file, which verify knows and no run makes again")
    func made() async throws {
        try await Self.with { batch, emulator, book in
            try await batch.finish(at: emulator, book)
            let package = try Self.text("package.opf", in: batch)
            #expect(package.contains("<dc:creator>A. Writer</dc:creator>"))
            #expect(package.contains("media:narrator\">calm_story1<"))
            #expect(try Self.text("text/page-0001.xhtml", in: batch).contains("It shone."))
            // A note is not spoken, and is there to be read.
            #expect(try Self.text("text/page-0003.xhtml", in: batch).contains("With a match."))
            #expect(!package.contains("overlay-page-0003"))
            let track = try Data(
                contentsOf: URL(filePath: batch.outputFolder + "/01 The First.mp3"))
            let archive = try ZIPArchive(path: batch.outputFolder + "/The Lamp.epub")
            #expect(try archive.bytes(of: "EPUB/audio/page-0001.mp3") == Array(track))
            #expect(try await batch.faultsFound() == [])
            let paid = try emulator.bill().count
            try await batch.finish(at: emulator, book)
            let made = batch.events.all.count {
                if case .bookFileMade("The Lamp.epub", _) = $0 { true } else { false }
            }
            #expect(made == 1)
            #expect(try emulator.bill().count == paid)
        }
    }

    @Test("asked for later, it is made of the tracks that are there, without a call")
    func later() async throws {
        try await Self.with { batch, emulator, book in
            try await batch.finish(at: emulator) { settings in
                book(&settings)
                settings.book.makesReadAlong = false
            }
            let paid = try emulator.bill().count
            #expect(!batch.tracks().contains("The Lamp.epub"))
            try await batch.finish(at: emulator, book)
            #expect(batch.tracks().contains("The Lamp.epub"))
            #expect(try emulator.bill().count == paid)
        }
    }

    @Test("it is made again where a chapter changes, and not at all while one is missing")
    func changes() async throws {
        try await Self.with { batch, emulator, book in
            try await batch.finish(at: emulator, book)
            try (Self.book + "\n\n# The Third\n\nThe end.\n").write(
                toFile: batch.folder + "/lamp.md", atomically: true, encoding: .utf8)
            let summary = try await batch.run(at: emulator) { settings in
                book(&settings)
                settings.budget = settings.price
                settings.calls.maximumCharacters = 10
            }
            #expect(summary.end.isSpendingReached)
            #expect(!(try Self.text("nav.xhtml", in: batch).contains("The Third")))
            try await batch.finish(at: emulator, book)
            #expect(try Self.text("nav.xhtml", in: batch).contains("The Third"))
            #expect(try await batch.faultsFound() == [])
        }
    }

    @Test("short chapters that share a track are one page, each with its line in the contents")
    func packed() async throws {
        try await Self.with { batch, emulator, book in
            try await batch.finish(at: emulator) { settings in
                book(&settings)
                settings.book.packsChapters = true
            }
            let contents = try Self.text("nav.xhtml", in: batch)
            #expect(contents.contains("text/page-0001.xhtml\">The First<"))
            #expect(contents.contains("text/page-0001.xhtml#p4\">The Second<"))
        }
    }

    @Test("it never takes the name of the book that it is made of")
    func source() async throws {
        try await Self.with { batch, emulator, book in
            try await batch.finish(at: emulator, book)
            let source = batch.folder + "/The Lamp.epub"
            try FileManager.default.copyItem(
                atPath: batch.outputFolder + "/The Lamp.epub", toPath: source)
            let bytes = try Data(contentsOf: URL(filePath: source))
            try await batch.finish(at: emulator) { settings in
                book(&settings)
                settings.inputs = [source]
                settings.outputFolder = batch.folder
                settings.batchName = "again"
                settings.rules.replacesFiles = true
            }
            #expect(try Data(contentsOf: URL(filePath: source)) == bytes)
            #expect(
                FileManager.default.fileExists(
                    atPath: batch.folder + "/The Lamp (read-along).epub"))
        }
    }
}
