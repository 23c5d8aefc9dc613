import Reports
import Audiobooks
import BatchPlanning
import BatchRun
import Clips
import DurableFiles
import Foundation
import JobLists
import KlingEmulator
import Ledger
import MP3
import SpeechTasks
import Testing
import Texts
import Tracks
import VoiceTracks

/// Books become chapters, tracks and an audiobook.
@Suite(.timeLimit(.minutes(10)))
struct BookTests {
    /// A small book of our own writing, as Markdown.
    private static func book(_ chapters: [(title: String, text: String)]) -> String {
        "---\ntitle: The Lamp\nauthor: A. Writer\n---\n\n"
            + chapters.map { "## \($0.title)\n\n\($0.text)\n" }.joined(separator: "\n")
    }

    private static func sentences(_ name: String, _ count: Int) -> String {
        (1...count).map { "This is sentence \($0) of the \(name) chapter." }
            .joined(separator: " ")
    }

    private static let chapters = [
        (title: "The First", text: sentences("first", 5)),
        (title: "The Second", text: sentences("second", 40)),
        (title: "The Third", text: sentences("third", 4)),
    ]

    private static func with(
        _ body: (TestBatch, RunningEmulator, _ change: (inout RunSettings) -> Void) async throws
            -> Void
    ) async throws {
        try await TestBatch.with { batch, emulator in
            let path = batch.folder + "/lamp.md"
            try book(chapters).write(toFile: path, atomically: true, encoding: .utf8)
            try await body(batch, emulator) { settings in
                settings.inputs = [path]
                settings.reading.defaults.voiceID = "calm_story1"
                settings.calls.maximumCharacters = 500
                settings.book.audiobook = nil
            }
        }
    }

    @Test("each chapter becomes a track, in the fewest calls; the playlist names them all")
    func tracks() async throws {
        try await Self.with { batch, emulator, book in
            try await batch.finish(at: emulator, book)
            #expect(try batch.states() == ["done": 3])
            #expect(
                batch.tracks().sorted() == [
                    "01 The First.mp3", "02 The Second.mp3", "03 The Third.mp3", "The Lamp.m3u8",
                ])
            let characters = Self.chapters[1].text.count + "The Second\n\n".count
            let paid = 2 + (characters + 499) / 500
            #expect(try emulator.bill().count == paid)
            let playlist = try String(
                contentsOfFile: batch.outputFolder + "/The Lamp.m3u8", encoding: .utf8)
            #expect(playlist.contains("02 The Second.mp3"))
            #expect(try await batch.faultsFound() == [])
            try await batch.finish(at: emulator, book)
            #expect(try emulator.bill().count == paid)
        }
    }

    @Test("an edit in a long chapter pays for at most two calls, a renamed one for its first")
    func edit() async throws {
        try await Self.with { batch, emulator, book in
            try await batch.finish(at: emulator, book)
            let paid = try emulator.bill().count
            var chapters = Self.chapters
            chapters[1].text = chapters[1].text.replacingOccurrences(
                of: "sentence 20 of", with: "sentence 20, which is new, of")
            try Self.book(chapters).write(
                toFile: batch.folder + "/lamp.md", atomically: true, encoding: .utf8)
            #expect(try await batch.plan(at: emulator, book).figures.callsToPay <= 2)
            chapters[1].title = "Another Name"
            chapters.insert(("New", "Something new."), at: 0)
            try Self.book(chapters).write(
                toFile: batch.folder + "/lamp.md", atomically: true, encoding: .utf8)
            try await batch.finish(at: emulator, book)
            #expect(try emulator.bill().count <= paid + 5)
            #expect(try batch.states()["done"] == 4)
        }
    }

    @Test("a playlist of somebody else's stays, and the run says so")
    func foreignPlaylist() async throws {
        try await Self.with { batch, emulator, book in
            try FileManager.default.createDirectory(
                atPath: batch.outputFolder, withIntermediateDirectories: true)
            let playlist = batch.outputFolder + "/The Lamp.m3u8"
            try "mine".write(toFile: playlist, atomically: true, encoding: .utf8)
            let summary = try await batch.run(at: emulator, book)
            #expect(try batch.states() == ["done": 3])
            #expect(summary.problems.contains { $0.contains("The Lamp.m3u8") })
            #expect(try String(contentsOfFile: playlist, encoding: .utf8) == "mine")
        }
    }

    @Test("an audiobook in MP3 takes no track's name")
    func sameName() async throws {
        try await Self.with { batch, emulator, book in
            let path = batch.folder + "/01 The Lamp.md"
            try "---\ntitle: 01 The Lamp\n---\n\n# The Lamp\n\nIt shone.\n".write(
                toFile: path, atomically: true, encoding: .utf8)
            try await batch.finish(at: emulator) { settings in
                book(&settings)
                settings.inputs = [path]
                settings.book.audiobook = .init(format: .mp3)
            }
            #expect(
                batch.tracks().sorted() == [
                    "01 The Lamp (audiobook).m3u8", "01 The Lamp (audiobook).mp3",
                    "01 The Lamp.mp3",
                ])
        }
    }

    @Test("an audiobook takes the place of what was made of its book, by name, and of nothing else")
    func ownFiles() async throws {
        try await Self.with { batch, emulator, book in
            try await batch.finish(at: emulator, book)
            let audiobook = batch.outputFolder + "/The Lamp.mp3"
            try "mine".write(toFile: audiobook, atomically: true, encoding: .utf8)
            func run(_ format: AudiobookFormat?, _ sync: BookSettings.Sync?) async throws
                -> [String]
            {
                try await batch.run(at: emulator) { settings in
                    book(&settings)
                    settings.book.audiobook = format.map { .init(format: $0) }
                    settings.book.sync = sync
                }.problems
            }
            let problems = try await run(.mp3, .lrc)
            #expect(problems.contains { $0.contains("The Lamp.mp3 is there already") })
            #expect(try String(contentsOfFile: audiobook, encoding: .utf8) == "mine")
            #expect(try await batch.faultsFound().contains { $0.contains("audiobook is not made") })
            // What was written before the failure, or for other settings, is the batch's own.
            try Self.book(Self.chapters + [("The Fourth", "At last.")]).write(
                toFile: batch.folder + "/lamp.md", atomically: true, encoding: .utf8)
            #expect(try await run(.m4b, .vtt) == [])
            #expect(try await batch.faultsFound() == [])
            try Self.book(Self.chapters).write(
                toFile: batch.folder + "/lamp.md", atomically: true, encoding: .utf8)
            #expect(try await run(.m4b, .lrc) == [])
            let notes = try batch.report().books
            #expect(notes.flatMap(\.files).contains("01 The First.lrc"))
            #expect(notes.flatMap(\.earlierFiles).contains("01 The First.vtt"))
        }
    }

    @Test("a chapter that is held keeps the audiobook waiting, and the run says so")
    func waiting() async throws {
        try await Self.with { batch, emulator, book in
            let summary = try await batch.run(at: emulator) { settings in
                book(&settings)
                settings.budget = Money("0.10")
                settings.book.audiobook = .init()
            }
            #expect(summary.end.isSpendingReached)
            #expect(!batch.tracks().contains { $0.hasSuffix(".m4b") })
            let notes = try batch.report().books
            #expect(notes.first?.problem?.contains("waits for") == true)
        }
    }
}
