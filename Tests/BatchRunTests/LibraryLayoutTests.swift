import AudioFixtures
import BatchPlanning
import BatchRun
import Foundation
import JobLists
import KlingEmulator
import SystemPackage
import TestServers
import TestSupport
import Testing

/// Books in the folders of a library.
@Suite(.timeLimit(.minutes(10)), .needs("ffmpeg", "ffprobe"))
struct LibraryLayoutTests {
    private static let text = """
        ---
        title: "Lamps: a story"
        author: T. Writer
        date: 1995-03-01
        publisher: House
        series: Sons of Lamps
        series-part: 2
        subjects: [Fantasy, Light]
        description: A lamp.
        isbn: 978-0-306-40615-7
        ---

        # The First

        It shone on the door.

        # The Second

        It went out again.
        """

    private static func with(
        _ text: String = text,
        _ body: (TestBatch, RunningEmulator, _ change: (inout RunSettings) -> Void) async throws
            -> Void
    ) async throws {
        try await TestBatch.with { batch in
            try await withSilentEmulator { emulator in
                let path = batch.folder + "/lamp.md"
                try text.write(toFile: path, atomically: true, encoding: .utf8)
                try await body(batch, emulator) { settings in
                    settings.inputs = [path]
                    settings.reading.defaults.voiceID = "calm_story1"
                    settings.book.layout = .abs
                }
            }
        }
    }

    private static let folder = "T. Writer/Sons of Lamps/Vol 2 - 1995 - Lamps - a story"

    @Test("audiobookshelf's scanner finds one book, with author, series, number, year and title")
    func scan() async throws {
        try await Self.with { batch, emulator, book in
            try await batch.finish(at: emulator, book)
            #expect(
                LibraryScan(batch.tracks()).books == [
                    LibraryScan.Book(
                        folder: Self.folder, author: "T. Writer", series: "Sons of Lamps",
                        sequence: "2", year: "1995", title: "Lamps - a story", audioCount: 1)
                ])
            #expect(
                batch.tracks().filter { $0.hasPrefix(".tracks/") }.sorted() == [
                    ".tracks/lamp/01 The First.mp3", ".tracks/lamp/02 The Second.mp3",
                    ".tracks/lamp/Lamps - a story.m3u8",
                ])
            let faults = try await batch.faultsFound()
            #expect(faults == [])
        }
    }

    @Test("metadata.json has the members that audiobookshelf reads, and no other")
    func metadata() async throws {
        try await Self.with { batch, emulator, book in
            let cover = try TestAudio.picture("jpg", in: FilePath(batch.folder))
            let path = batch.folder + "/front.jpg"
            try write(cover, to: FilePath(path))
            try await batch.finish(at: emulator) { settings in
                book(&settings)
                settings.book.given.coverPath = path
                settings.book.given.narrators = ["Sam Reader"]
            }
            let folder = FilePath(batch.outputFolder).appending(Self.folder)
            let data = Data(try contents(of: folder.appending("metadata.json")))
            let said = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let documented: Set = [
                "tags", "chapters", "title", "subtitle", "authors", "narrators", "series", "genres",
                "publishedYear", "publishedDate", "publisher", "description", "isbn", "asin",
                "language", "explicit", "abridged",
            ]
            #expect(Set(said.keys).isSubset(of: documented))
            #expect(said["title"] as? String == "Lamps: a story")
            #expect(said["authors"] as? [String] == ["T. Writer"])
            #expect(said["narrators"] as? [String] == ["Sam Reader"])
            #expect(said["series"] as? [String] == ["Sons of Lamps #2"])
            #expect(said["genres"] as? [String] == ["Fantasy", "Light"])
            #expect(said["publishedYear"] as? String == "1995")
            #expect(said["publisher"] as? String == "House")
            #expect(said["description"] as? String == "A lamp.")
            #expect(said["isbn"] as? String == "9780306406157")
            let chapters = try #require(said["chapters"] as? [[String: Any]])
            #expect(chapters.map { $0["title"] as? String } == ["The First", "The Second"])
            #expect(chapters[0]["start"] as? Double == 0)
            #expect(chapters[1]["start"] as? Double == chapters[0]["end"] as? Double)
            #expect(try contents(of: folder.appending("desc.txt")) == Array("A lamp.\n".utf8))
            #expect(try contents(of: folder.appending("cover.jpg")) == cover)
        }
    }

    @Test("what the library's program writes into metadata.json stays, and nothing is made anew")
    func edited() async throws {
        try await Self.with { batch, emulator, book in
            try await batch.finish(at: emulator, book)
            let folder = batch.outputFolder + "/" + Self.folder
            let audiobook = folder + "/Lamps - a story.m4b"
            let made = try FileManager.default.attributesOfItem(atPath: audiobook)
            try "{\"title\": \"Mine\"}".write(
                toFile: folder + "/metadata.json", atomically: true, encoding: .utf8)
            let summary = try await batch.run(at: emulator, book)
            #expect(summary.problems.isEmpty)
            let now = try FileManager.default.attributesOfItem(atPath: audiobook)
            #expect(now[.systemFileNumber] as? Int == made[.systemFileNumber] as? Int)
            #expect(
                try String(contentsOfFile: folder + "/metadata.json", encoding: .utf8)
                    == "{\"title\": \"Mine\"}")
            let faults = try await batch.faultsFound()
            #expect(faults == [])
        }
    }

    @Test(
        "names are safe and short enough, and none is hidden",
        arguments: [
            ("..", "../etc/passwd"), (".hidden", ".."), ("A/B: \"C\"?", "x\\y|z*"),
            (String(repeating: "語", count: 200), String(repeating: "é", count: 300)),
        ])
    func names(author: String, title: String) async throws {
        try await Self.with { batch, emulator, book in
            try await batch.finish(at: emulator) { settings in
                book(&settings)
                settings.book.given.authors = [author]
                settings.book.given.title = title
            }
            let found = LibraryScan(batch.tracks()).books
            #expect(found.count == 1)
            let parts = found.first?.folder.split(separator: "/") ?? []
            #expect(parts.count == 3)
            #expect(parts.allSatisfy { $0.utf8.count <= 240 && !$0.hasPrefix(".") })
        }
    }

    @Test("two books that would have one folder are refused before anything is paid")
    func sameFolder() async throws {
        try await Self.with { batch, emulator, book in
            let other = batch.folder + "/copy.md"
            try Self.text.write(toFile: other, atomically: true, encoding: .utf8)
            await #expect(throws: PlanningError.self) {
                try await batch.run(at: emulator) { settings in
                    book(&settings)
                    settings.inputs.append(other)
                }
            }
            let bill = try emulator.bill()
            #expect(bill.isEmpty)
        }
    }

    @Test("in one folder, as ever, the audiobook stays where it was and nothing stands beside it")
    func plain() async throws {
        try await Self.with { batch, emulator, book in
            try await batch.finish(at: emulator) { settings in
                book(&settings)
                settings.book.layout = .plain
            }
            #expect(
                batch.tracks().sorted() == [
                    "01 The First.mp3", "02 The Second.mp3", "Lamps_ a story.m3u8",
                    "Lamps_ a story.m4b",
                ])
        }
    }

    @Test("a number without a series, and a cover that is no picture, are refused")
    func refusals() async throws {
        let text = "# One\n\nSome words.\n"
        try await Self.with(text) { batch, emulator, book in
            for change in [
                { (given: inout GivenMetadata) in given.seriesPart = "2" },
                { (given: inout GivenMetadata) in given.coverPath = batch.folder + "/lamp.md" },
            ] {
                await #expect(throws: PlanningError.self) {
                    try await batch.run(at: emulator) { settings in
                        book(&settings)
                        change(&settings.book.given)
                    }
                }
            }
            let bill = try emulator.bill()
            #expect(bill.isEmpty)
        }
    }
}
