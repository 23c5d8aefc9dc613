import Books
import Foundation
import Markup
import Narration
import TestSupport
import Testing
import Texts

@Suite("Book dump")
struct BookDumpTests {
    private let metadata = BookMetadata(
        title: "Tales", authors: ["A. Poe"], language: "en", publisher: "P/Q", date: "1845")
    private let roles = Roles(
        otherHeadings: "head", dialogue: "talk", voices: ["ANNA": "a"])

    private func chapters(_ books: [(title: String?, blocks: [Block])]) throws -> [SpokenChapter] {
        var narrator = Narrator(metadata: metadata, roles: roles)
        return try books.enumerated().map { index, chapter in
            try narrator.spoken(
                Spoken.item(chapter.blocks, number: index + 1, title: chapter.title))
        }
    }

    private func threeChapters() throws -> [SpokenChapter] {
        try chapters([
            (
                "One: a/b?",
                [Block(.heading(level: 2), "CHAPTER I"), Block(.paragraph, "“Yes,” x.")]
            ),
            (nil, [Block(.verse, "a\nb"), Block(.paragraph, "[voice:ANNA]c[/voice] d")]),
            ("Three", [Block(.paragraph, "e")]),
        ])
    }

    /// What is spoken of a folder.
    private func spoken(_ folder: String) throws -> [SpokenChapter] {
        let book = try BookDump.read(from: folder)
        var narrator = Narrator(metadata: book.metadata, roles: roles)
        return try ChapterList(of: book).items.map { item throws in try narrator.spoken(item) }
    }

    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test("a dump read back is spoken as the book was, voices, titles and cover with it")
    func roundTrip() throws {
        try withTemporaryFolder { folder in
            let folder = folder + "/a/b"
            let cover = BookCover(bytes: [1, 2, 3], mediaType: "image/png")
            let chapters = try threeChapters()
            try BookDump.write(chapters, metadata: metadata, cover: cover, to: folder)
            #expect(
                try names(folder) == [
                    "001 One_ a_b_.txt", "002.txt", "003 Three.txt", "book.json", "cover.png",
                ])
            let text = try String(contentsOfFile: folder + "/001 One_ a_b_.txt", encoding: .utf8)
            #expect(text == "CHAPTER I\n\n“Yes,” x.\n")
            let book = try BookDump.read(from: folder)
            #expect(book.metadata == metadata && book.cover == cover)
            let again = try spoken(folder)
            #expect(again.map(\.stretches) == chapters.map(\.stretches))
            #expect(again.map(\.title) == chapters.map(\.title))
            #expect(BookDump.isDump(path: folder) && !BookDump.isDump(path: folder + "/.."))
        }
    }

    @Test("any book is spoken from its dump as it was", arguments: 0..<40)
    func randomRoundTrips(seed: UInt64) throws {
        var numbers = SplitMix64(seed: seed)
        let words =
            SplitMix64.words + ["[voice:ANNA]", "[/voice]", "a\u{2028}b", "http://x.y/z"]
        let books = (0..<5).map { _ -> (title: String?, blocks: [Block]) in
            (numbers.blocks(words: ["", "CON", "a/b", "…", "章"]).first?.text, [])
        }.map { ($0.title, numbers.blocks(words: words)) }
        let written = try chapters(books)
        try withTemporaryFolder { folder in
            try BookDump.write(written, metadata: metadata, cover: nil, to: folder)
            let read = try spoken(folder)
            let kept = written.filter { !$0.stretches.isEmpty }
            #expect(read.map(\.text) == kept.map(\.text))
            #expect(read.map(\.title) == kept.map(\.title))
            #expect(read.map(\.stretches) == kept.map(\.stretches))
        }
    }

    @Test("edited, new and reordered chapters are read as they stand")
    func edits() throws {
        try withTemporaryFolder { folder in
            try BookDump.write(try threeChapters(), metadata: metadata, cover: nil, to: folder)
            try Spoken.write("\u{FEFF}x\r\ny\r\n\r\n \r\n\r\nz", to: folder + "/001 One_ a_b_.txt")
            let second = try spoken(folder)[1].text
            try Spoken.write("new", to: folder + "/002b Interlude.txt")
            try Spoken.write("first", to: folder + "/000 - Preface.TXT")
            try Spoken.write("no chapter", to: folder + "/notes.md")
            #expect(
                try spoken(folder).map { "\($0.title ?? "-"): \($0.text)" } == [
                    "Preface: first", "One: a/b?: x\ny\n\nz", "-: \(second)", "Interlude: new",
                    "Three: e",
                ])
            let json = try String(contentsOfFile: folder + "/book.json", encoding: .utf8)
            #expect(json.contains("\"publisher\" : \"P/Q\""))
            try Spoken.write(
                """
                {"format": "kling-batch book 1", "chapters": [
                  {"file": "003 Three.txt"}, {"file": "002.txt"}, {"file": "001 One_ a_b_.txt"}]}
                """, to: folder + "/book.json")
            #expect(
                try spoken(folder).map(\.text) == ["first", "e", second, "new", "x\ny\n\nz"])
        }
    }

    @Test("an emptied text and one that is a link are refused by name, not passed over")
    func refusesTexts() throws {
        try withTemporaryFolder { folder in
            try BookDump.write(try threeChapters(), metadata: metadata, cover: nil, to: folder)
            try Spoken.write(" \n", to: folder + "/002.txt")
            #expect(Spoken.error { _ = try spoken(folder) }.contains("/002.txt: there is nothing"))
            try FileManager.default.removeItem(atPath: folder + "/002.txt")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/002.txt", withDestinationPath: "003 Three.txt")
            #expect(
                Spoken.error { _ = try spoken(folder) }.contains("/002.txt: is a symbolic link"))
        }
    }

    @Test("a paragraph that says what a heading says is text in the dump as well")
    func sameWords() throws {
        try withTemporaryFolder { folder in
            let alpha = try chapters([
                ("Alpha", [Block(.heading(level: 1), "Alpha"), Block(.paragraph, "Alpha")])
            ])
            try BookDump.write(alpha, metadata: metadata, cover: nil, to: folder)
            let read = try BookDump.read(from: folder)
            #expect(read.chapters[0].blocks.map(\.kind) == [.heading(level: 1), .paragraph])
        }
    }

    @Test("a newer dump takes an older one's place, and leaves other files")
    func replaces() throws {
        try withTemporaryFolder { folder in
            let chapters = try threeChapters()
            try BookDump.write(chapters, metadata: metadata, cover: nil, to: folder)
            try Spoken.write("mine", to: folder + "/002b Mine.txt")
            try BookDump.write([chapters[2]], metadata: metadata, cover: nil, to: folder)
            #expect(try names(folder) == ["002b Mine.txt", "003 Three.txt", "book.json"])
        }
    }

    @Test("a text that somebody edited is not replaced by a newer dump")
    func keepsEdits() throws {
        try withTemporaryFolder { folder in
            let chapters = try threeChapters()
            let write = { try BookDump.write(chapters, metadata: metadata, cover: nil, to: folder) }
            try write()
            try Spoken.write("e, proof-read", to: folder + "/003 Three.txt")
            #expect(Spoken.error(write).contains("/003 Three.txt: was changed since"))
            #expect(try spoken(folder).last?.text == "e, proof-read")
            try FileManager.default.removeItem(atPath: folder + "/003 Three.txt")
            #expect(Spoken.error(write).contains("/003 Three.txt: was changed since"))
            try Spoken.write("e\n", to: folder + "/003 Three.txt")
            try write()
            let json = try String(contentsOfFile: folder + "/book.json", encoding: .utf8)
            let edited = json.replacingOccurrences(of: "\"Three\"", with: "\"The Third\"")
            try Spoken.write(edited, to: folder + "/book.json")
            #expect(Spoken.error(write).contains("/book.json: was changed since"))
        }
    }

    @Test("a folder of other things is not written into, nor a file in the way replaced")
    func refusesFolders() throws {
        try withTemporaryFolder { folder in
            let chapters = try threeChapters()
            try Spoken.write("mine", to: folder + "/x.txt")
            let write = { try BookDump.write(chapters, metadata: metadata, cover: nil, to: folder) }
            #expect(
                Spoken.error(write).hasSuffix(
                    "holds files that are no dump; name a new or empty folder"))
            try Spoken.write("{}", to: folder + "/book.json")
            #expect(Spoken.error(write).hasSuffix("/book.json: `format` is missing"))
            try Spoken.write(
                "{\"format\": \"kling-batch book 1\", \"chapters\": []}", to: folder + "/book.json")
            try Spoken.write("mine", to: folder + "/002.txt")
            #expect(Spoken.error(write).contains("/002.txt: stands in the way"))
            #expect(try names(folder) == ["002.txt", "book.json", "x.txt"])
        }
    }

    @Test(
        "a list that cannot be followed is told",
        arguments: [
            ("[{\"file\": \"a.txt\"}]", "/a.txt: the file is missing"),
            ("[{\"file\": \"../x.txt\"}]", "/book.json: `../x.txt` is no name of a file"),
            (
                "[{\"file\": \"x.txt\"}, {\"file\": \"x.txt\"}]",
                "/book.json: it lists `x.txt` twice"
            ),
            ("[{\"title\": \"x\"}]", "/book.json: `chapters.1.file` is missing"),
        ])
    func faultyLists(chapters: String, message: String) throws {
        try withTemporaryFolder { folder in
            try Spoken.write("x", to: folder + "/x.txt")
            try Spoken.write(
                "{\"format\": \"kling-batch book 1\", \"chapters\": \(chapters)}",
                to: folder + "/book.json")
            let text = Spoken.error { _ = try BookDump.read(from: folder) }
            #expect(text.contains(message), "\(text)")
        }
    }

    @Test("a text that is not UTF-8 is told")
    func otherEncoding() throws {
        try withTemporaryFolder { folder in
            try BookDump.write(try threeChapters(), metadata: metadata, cover: nil, to: folder)
            try Data([0x66, 0xFC]).write(to: URL(fileURLWithPath: folder + "/002.txt"))
            #expect(
                Spoken.error { _ = try BookDump.read(from: folder) }
                    .hasSuffix("/002.txt: is not UTF-8; save it as UTF-8"))
        }
    }
}
