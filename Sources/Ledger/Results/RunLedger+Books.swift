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
            SELECT text, hash, sha256, duration_ms
            FROM job_task JOIN task USING (task_id) LEFT JOIN clip USING (task_id)
            WHERE job_id = $1 ORDER BY job_task.position
            """, [chapter.jobID]
        ) { SpokenPiece($0) }
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
