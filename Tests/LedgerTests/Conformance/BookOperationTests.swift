import Ledger
import SpeechTasks
import Testing

/// What the ledger keeps of books.
@Suite(.timeLimit(.minutes(10)))
struct BookOperationTests {
    private static let planned = PlannedBook(
        source: "/books/book.epub", description: #"{"title":"A Book"}"#, cover: [1, 2],
        coverType: "image/png")

    private static func file(_ name: String, madeFrom: [UInt8] = [7]) -> BookFile {
        BookFile(
            file: StoredFile(file: name, byteCount: 3, sha256: [4], durationMilliseconds: 5),
            madeFrom: madeFrom)
    }

    /// Plans a book of these chapters.
    private func plan(
        _ ledger: RunLedger, _ planned: PlannedBook = planned, chapters: [String]
    ) throws -> BatchID {
        try ledger.plan(terms()) { writer in
            let book = try writer.add(planned)
            for (index, text) in chapters.enumerated() {
                var chapter = job("\(index + 1).mp3", text, title: "Chapter \(index + 1)")
                chapter.source = "\(planned.source)/\(index + 1).xhtml"
                chapter.kind = .chapter
                chapter.book = book
                chapter.trackForm = #"{"number":\#(index + 1)}"#
                try writer.add(chapter)
            }
        }
    }

    private func withBook(
        _ connection: TestedConnection, _ body: (TestedRun) async throws -> Void
    ) async throws {
        try await connection.withLedger { ledger, clock in
            let batch = try plan(ledger, chapters: ["One.", "Two."])
            let run = try ledger.beginRun(of: batch)
            try await body(TestedRun(ledger: ledger, clock: clock, batch: batch, run: run))
        }
    }

    @Test(
        "a book has what was planned, and its chapters in order",
        arguments: TestedConnection.allCases)
    func planned(connection: TestedConnection) async throws {
        try await withBook(connection) { on in
            let book = try #require(try on.reader.books(of: on.batch).first)
            #expect(book.planned.source == Self.planned.source)
            #expect(book.planned.description == Self.planned.description)
            #expect(book.planned.cover == [1, 2])
            #expect(book.planned.coverType == "image/png")
            #expect(book.chapters.map(\.title) == ["Chapter 1", "Chapter 2"])
            #expect(book.chapters.map(\.output) == ["1.mp3", "2.mp3"])
            #expect(book.chapters.map(\.state) == [.waiting, .waiting])
            #expect(book.missingChapterCount == 2)
            #expect(book.files.isEmpty && book.earlierFiles.isEmpty)
        }
    }

    @Test(
        "chapters that are made have their tracks and pieces", arguments: TestedConnection.allCases)
    func made(connection: TestedConnection) async throws {
        try await withBook(connection) { on in
            let before = try #require(try on.reader.books(of: on.batch).first)
            #expect(try on.reader.pieces(of: before.chapters[0]).isEmpty)
            try await on.finish()
            let book = try #require(try on.reader.books(of: on.batch).first)
            #expect(book.missingChapterCount == 0)
            #expect(book.chapters.map(\.track?.file) == ["1.mp3", "2.mp3"])
            let pieces = try on.reader.pieces(of: book.chapters[1])
            #expect(pieces.map(\.text) == ["Two."])
            #expect(pieces.map(\.durationMilliseconds) == [1000])
        }
    }

    @Test(
        "a book is the input that its chapters, which lie in files of it, were asked for by",
        arguments: TestedConnection.allCases)
    func input(connection: TestedConnection) async throws {
        try await withBook(connection) { on in
            try await on.finish()
            let inputs = try on.reader.inputs(of: on.batch)
            #expect(inputs.map(\.source) == [Self.planned.source])
            #expect(inputs.map(\.jobs) == [[.done: 2]])
        }
    }

    @Test(
        "a chapter that is claimed tells of its book and form",
        arguments: TestedConnection.allCases)
    func claimed(connection: TestedConnection) async throws {
        try await withBook(connection) { on in
            try await on.pay()
            try await on.ledger.storeClips(on.run)
            let book = try #require(try on.reader.books(of: on.batch).first)
            let chapters = try await on.ledger.claimReadyJobs(on.run, limit: 9)
            #expect(chapters.map(\.kind) == [.chapter, .chapter])
            #expect(chapters.map(\.book) == [book.book, book.book])
            #expect(chapters.map(\.trackForm) == [#"{"number":1}"#, #"{"number":2}"#])
            #expect(chapters.map(\.title) == ["Chapter 1", "Chapter 2"])
            #expect(chapters.map(\.firstWords) == ["One.", "Two."])
        }
    }

    @Test(
        "files recorded last are the book's; those of before are earlier ones",
        arguments: TestedConnection.allCases)
    func files(connection: TestedConnection) async throws {
        try await withBook(connection) { on in
            func book() throws -> BookRow {
                try #require(try on.reader.books(of: on.batch).first)
            }
            let id = try book().book
            try on.ledger.note(Self.file("part.m4b"), of: id)
            #expect(try book().files.isEmpty)
            #expect(try book().earlierFiles.map(\.file) == ["part.m4b"])
            try on.ledger.record([Self.file("a.m4b"), Self.file("a.m3u8")], of: id)
            #expect(try book().files.map(\.file.file) == ["a.m4b", "a.m3u8"])
            #expect(try book().files.map(\.madeFrom) == [[7], [7]])
            try on.ledger.record([Self.file("b.m4b", madeFrom: [8])], of: id)
            #expect(try book().files.map(\.madeFrom) == [[8]])
            #expect(try Set(book().earlierFiles.map(\.file)) == ["part.m4b", "a.m4b", "a.m3u8"])
            try on.ledger.supersedeFiles(of: id)
            #expect(try book().files.isEmpty)
            #expect(try book().earlierFiles.count == 4)
            let gone = try on.reader.ownedFiles(of: on.batch).filter { $0.file == "a.m4b" }
            try on.ledger.noteRemoved(files: gone)
            #expect(try Set(book().earlierFiles.map(\.file)) == ["part.m4b", "a.m3u8", "b.m4b"])
        }
    }

    @Test(
        "a plan without a book or a chapter has none; the same source again is the same book",
        arguments: TestedConnection.allCases)
    func plannedAgain(connection: TestedConnection) async throws {
        try await withBook(connection) { on in
            let first = try #require(try on.reader.books(of: on.batch).first)
            var changed = Self.planned
            changed.description = "{}"
            changed.cover = nil
            changed.coverType = nil
            _ = try plan(on.ledger, changed, chapters: ["One."])
            let again = try #require(try on.reader.books(of: on.batch).first)
            #expect(again.book == first.book)
            #expect(again.planned.description == "{}")
            #expect(again.planned.cover == nil)
            #expect(again.chapters.map(\.output) == ["1.mp3"])
            _ = try on.ledger.plan(jobs: [job("1.mp3", "One.")])
            #expect(try on.reader.books(of: on.batch).isEmpty)
        }
    }

    @Test(
        "a form that says the same makes no new track, whatever version wrote it",
        arguments: TestedConnection.allCases)
    func sameForm(connection: TestedConnection) async throws {
        try await withBook(connection) { on in
            try await on.finish()
            func planned(form: String) -> PlannedJob {
                var chapter = job("1.mp3", "One.", title: "Chapter 1")
                chapter.trackForm = form
                return chapter
            }
            for same in [#"{"version":1,"number":1}"#, #"{"version":2,"number":1}"#] {
                _ = try on.ledger.plan(jobs: [planned(form: same)])
                #expect(try on.jobs() == [.done: 1, .dropped: 1])
            }
            _ = try on.ledger.plan(jobs: [planned(form: #"{"version":2,"number":3}"#)])
            #expect(try on.jobs() == [.ready: 1, .dropped: 1])
        }
    }
}
