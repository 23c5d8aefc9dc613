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
        chapters.count { $0.state != .done || $0.track == nil }
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
    package let state: JobState
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
        let value: Int64 = try database.known(
            """
            INSERT INTO book (batch_id, generation, source, description, cover, cover_type)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (batch_id, source) DO UPDATE SET generation = excluded.generation,
                description = excluded.description, cover = excluded.cover,
                cover_type = excluded.cover_type
            RETURNING book_id
            """,
            [
                batch.value, generation, book.source, book.description, book.cover,
                book.coverType,
            ])
        return BookID(value: value)
    }
}

extension LedgerReader {
    /// The books that the latest plan of a batch has.
    package func books(of batch: BatchID) throws -> [BookRow] {
        try connection.transaction { database in
            let books = try database.rows(
                """
                SELECT book_id, source, description, cover, cover_type
                FROM book JOIN batch USING (batch_id, generation)
                WHERE batch_id = $1 ORDER BY book_id
                """, [batch.value]
            ) { (BookID(value: $0["book_id"]), PlannedBook($0)) }
            return try books.map { try database.bookRow($0, $1) }
        }
    }

    /// What the clips of a chapter say, in order; empty where one is not stored.
    package func pieces(of chapter: BookChapterRow) throws -> [SpokenPiece] {
        let pieces = try rows(
            """
            SELECT text, duration_ms
            FROM job_task JOIN task USING (task_id) LEFT JOIN clip USING (task_id)
            WHERE job_id = $1 ORDER BY job_task.position
            """, [chapter.jobID]
        ) { row in
            (row["duration_ms"] as Int?).map {
                SpokenPiece(text: row["text"], durationMilliseconds: $0)
            }
        }
        return pieces.contains { $0 == nil } ? [] : pieces.compactMap { $0 }
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

extension LedgerTransaction {
    fileprivate func supersedeFiles(of book: BookID) throws {
        try run("UPDATE book_file SET part = NULL WHERE book_id = $1", [book.value])
    }

    fileprivate func record(_ made: BookFile, part: Int?, of book: BookID, at time: Int) throws {
        try run(
            """
            INSERT INTO book_file (book_id, file, part, byte_count, sha256, duration_ms, made_from,
                made_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (book_id, file) DO UPDATE SET part = excluded.part,
                byte_count = excluded.byte_count, sha256 = excluded.sha256,
                duration_ms = excluded.duration_ms, made_from = excluded.made_from,
                made_at = excluded.made_at
            """,
            [
                book.value, made.file.file, part, made.file.byteCount, made.file.sha256,
                made.file.durationMilliseconds, made.madeFrom, time,
            ])
    }

    fileprivate func bookRow(_ book: BookID, _ planned: PlannedBook) throws -> BookRow {
        let chapters = try rows(
            """
            SELECT job.job_id, title, output, state, track_form, file, byte_count, sha256,
                duration_ms
            FROM job LEFT JOIN track USING (job_id)
            WHERE book_id = $1 AND state <> \(JobState.dropped) ORDER BY position
            """, [book.value]
        ) { try BookChapterRow($0) }
        let files = try rows(
            """
            SELECT file, part, byte_count, sha256, duration_ms, made_from FROM book_file
            WHERE book_id = $1 ORDER BY part, file
            """, [book.value]
        ) { row in
            (
                isCurrent: (row["part"] as Int?) != nil,
                file: BookFile(file: StoredFile(ofRow: row), madeFrom: row["made_from"])
            )
        }
        return BookRow(
            book: book, planned: planned, chapters: chapters,
            files: files.filter(\.isCurrent).map(\.file),
            earlierFiles: files.filter { !$0.isCurrent }.map(\.file.file))
    }
}

extension PlannedBook {
    fileprivate init(_ row: any LedgerRow) {
        self.init(
            source: row["source"], description: row["description"], cover: row["cover"],
            coverType: row["cover_type"])
    }
}

extension BookChapterRow {
    fileprivate init(_ row: any LedgerRow) throws {
        self.init(
            jobID: row["job_id"], title: row["title"], output: row["output"],
            state: try row["state"], trackForm: row["track_form"], track: StoredFile(row: row))
    }
}

extension StoredFile {
    /// The file of a row that always has one.
    init(ofRow row: any LedgerRow) {
        self.init(
            file: row["file"], byteCount: row["byte_count"], sha256: row["sha256"],
            durationMilliseconds: row["duration_ms"])
    }

    /// The file of a row, if that has one.
    init?(row: any LedgerRow) {
        guard (row["file"] as String?) != nil else { return nil }
        self.init(ofRow: row)
    }
}
