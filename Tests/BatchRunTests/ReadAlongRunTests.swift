import Audiobooks
import BatchPlanning
import BatchRun
import Foundation
import JobLists
import KlingEmulator
import Markup
import Reports
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

    @Test("one that cannot be written keeps no audiobook from being made, and is tried again alone")
    func taken() async throws {
        try await Self.with { batch, emulator, book in
            func run() async throws -> [String] {
                try await batch.run(at: emulator) { settings in
                    book(&settings)
                    settings.book.audiobook = .init()
                }.problems
            }
            let taken = batch.outputFolder + "/The Lamp.epub"
            try FileManager.default.createDirectory(
                atPath: batch.outputFolder, withIntermediateDirectories: true)
            try "mine".write(toFile: taken, atomically: true, encoding: .utf8)
            for _ in 1...2 {
                let problems = try await run()
                #expect(problems.count == 1)
                #expect(problems[0].hasPrefix("the read-along book “The Lamp” is not made: "))
            }
            let account = try #require(try batch.report().books.first)
            #expect(account.files == ["The Lamp.m4b", "The Lamp.m3u8"])
            #expect(account.problem == "the read-along book is not made; run the batch again")
            let faults = try await batch.faultsFound()
            #expect(faults.count == 1)
            #expect(faults[0].contains("the read-along book is not made"))
            // What was made is checked.
            let audiobook = URL(filePath: batch.outputFolder + "/The Lamp.m4b")
            let bytes = try Data(contentsOf: audiobook)
            try (bytes + [0]).write(to: audiobook)
            #expect(try await batch.faultsFound().count == 2)
            try bytes.write(to: audiobook)
            try FileManager.default.removeItem(atPath: taken)
            #expect(try await run() == [])
            #expect(try await batch.faultsFound() == [])
            #expect(try batch.report().books.first?.problem == nil)
            let made = batch.events.all.compactMap { event in
                if case .bookFileMade(let name, _) = event { name } else { nil }
            }
            #expect(made.sorted() == ["The Lamp.epub", "The Lamp.m3u8", "The Lamp.m4b"])
        }
    }

    @Test("an audiobook that cannot be written keeps no read-along book from being made")
    func audiobookTaken() async throws {
        try await Self.with { batch, emulator, book in
            try FileManager.default.createDirectory(
                atPath: batch.outputFolder, withIntermediateDirectories: true)
            try "mine".write(
                toFile: batch.outputFolder + "/The Lamp.m4b", atomically: true, encoding: .utf8)
            let problems = try await batch.run(at: emulator) { settings in
                book(&settings)
                settings.book.audiobook = .init()
            }.problems
            #expect(problems.count == 1)
            #expect(problems[0].hasPrefix("the audiobook “The Lamp” is not made: "))
            let account = try #require(try batch.report().books.first)
            #expect(account.files == ["The Lamp.m3u8", "The Lamp.epub"])
            #expect(account.problem == "the audiobook is not made; run the batch again")
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
