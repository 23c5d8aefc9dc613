import Foundation
import GRDB

/// Names a book in its ledger.
package struct BookID: Hashable, Sendable, CustomStringConvertible {
    let value: Int64

    /// Its number in the ledger.
    package var description: String { "\(value)" }
}

/// A book as the plan hands it to the ledger.
package struct PlannedBook: Sendable {
    /// The file it was read from; one book each.
    package var source: String
    /// What it is and how its audiobook is made, as JSON of whoever makes it.
    package var description: String
    /// The picture on its front; nil if it has none.
    package var cover: [UInt8]?
    /// The picture's media type, such as `image/jpeg`.
    package var coverType: String?

    /// A book of these parts.
    package init(
        source: String, description: String, cover: [UInt8]? = nil, coverType: String? = nil
    ) {
        self.source = source
        self.description = description
        self.cover = cover
        self.coverType = coverType
    }
}

/// A book of a batch with what became of its chapters.
package struct BookRow: Sendable {
    /// Its name in the ledger.
    package let book: BookID
    /// As it was planned.
    package let planned: PlannedBook
    /// Its chapters in order.
    package let chapters: [BookChapterRow]
    /// The files of its audiobook, as they were made last.
    package let files: [BookFile]
    /// Files that were made of it and are no part of it now, as they were made.
    package let earlierFiles: [StoredFile]

    /// Chapters that have no track, or not the one they are to have.
    package var missingChapterCount: Int {
        chapters.count { $0.state != "done" || $0.track == nil }
    }
}

/// A chapter of a book.
package struct BookChapterRow: Sendable {
    let jobID: Int64
    /// Its title, if it has one.
    package let title: String?
    /// The track's file, relative to the output folder.
    package let output: String
    /// The job's state.
    package let state: String
    /// How the track is made: ``PlannedJob/trackForm``.
    package let trackForm: String?
    /// The track as it was recorded; nil where there is none.
    package let track: StoredFile?
}

/// A piece of a chapter: what one clip says, and for how long.
package struct SpokenPiece: Sendable {
    /// The text.
    package let text: String
    /// How long the clip plays, in milliseconds.
    package let durationMilliseconds: Int
}

/// A file of an audiobook.
package struct BookFile: Sendable {
    /// The file, relative to the output folder.
    package let file: StoredFile
    /// A hash of all it was made from; the same again means nothing is to be made.
    package let madeFrom: [UInt8]

    /// A file made from something with this hash.
    package init(file: StoredFile, madeFrom: [UInt8]) {
        self.file = file
        self.madeFrom = madeFrom
    }
}

extension PlanWriter {
    /// Adds a book, whose chapters are added after it.
    package func add(_ book: PlannedBook) throws -> BookID {
        let value = try Int64.fetchOne(
            database,
            sql: """
                INSERT INTO book (batch_id, generation, source, description, cover, cover_type)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (batch_id, source) DO UPDATE SET generation = excluded.generation,
                    description = excluded.description, cover = excluded.cover,
                    cover_type = excluded.cover_type
                RETURNING book_id
                """,
            arguments: [
                batch.value, generation, book.source, book.description,
                book.cover.map { Data($0) }, book.coverType,
            ])
        return BookID(value: value ?? 0)
    }
}

extension LedgerReader {
    /// The books that the latest plan of a batch has.
    package func books(of batch: BatchID) throws -> [BookRow] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT book.* FROM book JOIN batch USING (batch_id, generation)
                    WHERE batch_id = ? ORDER BY book_id
                    """, arguments: [batch.value]
            ).map { try database.bookRow($0) }
        }
    }

    /// What the clips of a chapter say, in order; empty where one is not stored.
    package func pieces(of chapter: BookChapterRow) throws -> [SpokenPiece] {
        try database.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT text, duration_ms
                    FROM job_task JOIN task USING (task_id) LEFT JOIN clip USING (task_id)
                    WHERE job_id = ? ORDER BY job_task.position
                    """, arguments: [chapter.jobID])
            let durations = rows.compactMap { $0["duration_ms"] as Int? }
            guard durations.count == rows.count else { return [] }
            return zip(rows, durations).map {
                SpokenPiece(text: $0["text"], durationMilliseconds: $1)
            }
        }
    }
}

extension RunLedger {
    /// Remembers the files of an audiobook that is whole; those it had before are earlier ones.
    package func record(_ files: [BookFile], of book: BookID) throws {
        try transaction { [now] database in
            try database.supersedeFiles(of: book)
            for (index, made) in files.enumerated() {
                try database.record(made, part: index + 1, of: book, at: now())
            }
        }
    }

    /// Remembers a file of an audiobook that is not whole yet, so that it is known to be ours.
    package func note(_ file: BookFile, of book: BookID) throws {
        try transaction { [now] database in
            try database.record(file, part: nil, of: book, at: now())
        }
    }

    /// Remembers that the files of an audiobook are not what it is to be made of any more.
    package func supersedeFiles(of book: BookID) throws {
        try transaction { database in try database.supersedeFiles(of: book) }
    }
}

extension Database {
    fileprivate func supersedeFiles(of book: BookID) throws {
        try run("UPDATE book_file SET part = NULL WHERE book_id = ?", [book.value])
    }

    fileprivate func record(_ made: BookFile, part: Int?, of book: BookID, at time: Int) throws {
        try run(
            "INSERT OR REPLACE INTO book_file VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                book.value, made.file.file, part, made.file.byteCount, Data(made.file.sha256),
                made.file.durationMilliseconds, Data(made.madeFrom), time,
            ])
    }

    fileprivate func bookRow(_ row: Row) throws -> BookRow {
        let book: Int64 = row["book_id"]
        let chapters = try Row.fetchAll(
            self,
            sql: """
                SELECT job.job_id, title, output, state, track_form, file, byte_count, sha256, duration_ms
                FROM job LEFT JOIN track USING (job_id)
                WHERE book_id = ? AND state <> 'dropped' ORDER BY position
                """, arguments: [book])
        let files = try Row.fetchAll(
            self, sql: "SELECT * FROM book_file WHERE book_id = ? ORDER BY part, file",
            arguments: [book])
        let current = files.filter { $0["part"] != nil }
        return BookRow(
            book: BookID(value: book),
            planned: PlannedBook(
                source: row["source"], description: row["description"],
                cover: (row["cover"] as Data?).map { Array($0) }, coverType: row["cover_type"]),
            chapters: chapters.map { chapter in
                BookChapterRow(
                    jobID: chapter["job_id"], title: chapter["title"], output: chapter["output"],
                    state: chapter["state"], trackForm: chapter["track_form"],
                    track: StoredFile(row: chapter))
            },
            files: current.compactMap { file in
                StoredFile(row: file).map {
                    BookFile(file: $0, madeFrom: Array(file["made_from"] as Data))
                }
            },
            earlierFiles: files.filter { $0["part"] == nil }.compactMap { StoredFile(row: $0) })
    }
}

extension StoredFile {
    /// The file of a row that has one.
    init?(row: Row) {
        guard let file = row["file"] as String? else { return nil }
        self.init(
            file: file, byteCount: row["byte_count"], sha256: Array(row["sha256"] as Data),
            durationMilliseconds: row["duration_ms"])
    }
}
