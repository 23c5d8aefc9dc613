package import SpeechTasks

/// A file that the ledger knows to be made by a batch: a track, what stands beside it, or what was made
/// of a book.
package struct OwnedFile: Hashable, Sendable {
    /// Whose row it is.
    package enum Owner: Hashable, Sendable {
        case track(job: Int64)
        case besideTrack(job: Int64)
        case ofBook(Int64)
    }

    /// Whose row it is.
    package let owner: Owner
    /// Its batch.
    package let batch: BatchID
    /// The folder that its name is of; a name with a path from the root is of none.
    package let folder: String
    /// Its name.
    package let file: String
    /// Its length as it was made.
    package let byteCount: Int
    /// Its SHA-256 as it was made.
    package let sha256: [UInt8]
    /// How long it plays, in milliseconds; 0 where it does not.
    package let durationMilliseconds: Int
    /// When it was made, in Unix milliseconds; 0 where that is not known.
    package let madeAt: Int
    /// Whether the batch still asks for it.
    package let isAskedFor: Bool
    /// Whether it was made of audio that a real service was paid for.
    package let isPaidFor: Bool

    /// Where it is.
    package var path: String { file.hasPrefix("/") ? file : folder + "/" + file }

    init(_ row: any LedgerRow) {
        let id: Int64 = row["id"]
        switch row["kind"] as Int {
        case 0: owner = .track(job: id)
        case 1: owner = .besideTrack(job: id)
        default: owner = .ofBook(id)
        }
        batch = BatchID(value: row["batch_id"])
        folder = row["output_folder"]
        file = row["file"]
        byteCount = row["byte_count"]
        sha256 = row["sha256"]
        durationMilliseconds = row["duration_ms"]
        madeAt = row["made_at"]
        isAskedFor = row["is_asked_for"]
        isPaidFor = Service(name: row["service"]) != .emulator
    }

    /// All of them.
    static let all: LedgerSQL = """
        SELECT 0 AS kind, job.job_id AS id, batch.batch_id, output_folder, service, file,
            byte_count, sha256, duration_ms, made_at, job.state <> \(JobState.dropped) AS is_asked_for
        FROM track JOIN job USING (job_id) JOIN batch USING (batch_id)
        UNION ALL
        SELECT 1 AS kind, job.job_id AS id, batch.batch_id, output_folder, service, file,
            byte_count, sha256, 0 AS duration_ms, 0 AS made_at,
            job.state <> \(JobState.dropped) AND (is_earlier = 0 OR job.state <> \(JobState.done))
                AS is_asked_for
        FROM job_file JOIN job USING (job_id) JOIN batch USING (batch_id)
        UNION ALL
        SELECT 2 AS kind, book.book_id AS id, batch.batch_id, output_folder, service, file,
            byte_count, sha256, duration_ms, made_at,
            book.generation = batch.generation AND (part IS NOT NULL OR NOT EXISTS (
                SELECT 1 FROM book_file AS current
                WHERE current.book_id = book.book_id AND current.part IS NOT NULL)) AS is_asked_for
        FROM book_file JOIN book USING (book_id) JOIN batch USING (batch_id)
        """
}

extension LedgerReader {
    /// Every file that the ledger knows to be made by a batch; those of forgotten batches are nobody's.
    package func ownedFiles() throws -> [OwnedFile] {
        try rows("SELECT * FROM (\(OwnedFile.all)) AS owned ORDER BY batch_id, file", []) {
            OwnedFile($0)
        }
    }

    /// The files that a batch has made.
    package func ownedFiles(of batch: BatchID) throws -> [OwnedFile] {
        try rows(
            "SELECT * FROM (\(OwnedFile.all)) AS owned WHERE batch_id = $1 ORDER BY file",
            [batch.value]
        ) { OwnedFile($0) }
    }

    /// The clips that a file was made of, by their tasks.
    package func clips(of file: OwnedFile) throws -> [TaskHash] {
        let (column, id): (LedgerSQL, Int64) =
            switch file.owner {
            case .track(let job), .besideTrack(let job): ("job.job_id", job)
            case .ofBook(let book): ("job.book_id", book)
            }
        return try rows(
            """
            SELECT hash FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
            WHERE \(column) = $1
            """, [id]
        ) { TaskHash(bytes: $0["hash"] as [UInt8]) }.compactMap { $0 }
    }

    /// How a clip of a name stands; nil where the ledger knows no task of the name.
    package func standing(ofClip hash: TaskHash) throws -> ClipStanding? {
        try row(
            """
            SELECT service, stored_at, EXISTS (
                SELECT 1 FROM job_task JOIN job USING (job_id)
                WHERE job_task.task_id = task.task_id AND job.state <> \(JobState.dropped))
                AS is_needed
            FROM task LEFT JOIN clip USING (task_id) WHERE hash = $1
            """, [hash.bytes]
        ) { row in
            ClipStanding(
                isNeeded: row["is_needed"],
                isPaidFor: Service(name: row["service"]) != .emulator, storedAt: row["stored_at"])
        }
    }
}

/// How a clip stands.
package struct ClipStanding: Sendable {
    /// Whether a job that is asked for is made of it.
    package let isNeeded: Bool
    /// Whether a real service was paid for it.
    package let isPaidFor: Bool
    /// When it was stored, in Unix milliseconds; nil where no row tells of it.
    package let storedAt: Int?
}

extension RunLedger {
    /// Notes that clips are no longer in the store.
    ///
    /// What is paid for stays paid for: it is fetched again from its address if a job asks for it. What
    /// has no such address, or is of the emulator, waits to be called for.
    package func noteRemoved(clips: [TaskHash]) throws {
        try transaction { database in
            for hash in clips {
                try database.run(
                    """
                    UPDATE task SET state = CASE
                        WHEN service <> 'emulator' AND EXISTS (
                            SELECT 1 FROM attempt WHERE attempt.task_id = task.task_id
                                AND attempt.state = \(AttemptState.succeeded)
                                AND audio_url IS NOT NULL)
                        THEN \(TaskState.synthesized) ELSE \(TaskState.waiting) END
                    WHERE hash = $1 AND state = \(TaskState.stored)
                    """, [hash.bytes])
                try database.run(
                    """
                    DELETE FROM clip
                    WHERE task_id = (SELECT task_id FROM task WHERE hash = $1)
                    """, [hash.bytes])
            }
        }
    }

    /// Notes that files are gone which no batch asks for.
    package func noteRemoved(files: [OwnedFile]) throws {
        try transaction { database in
            for file in files {
                switch file.owner {
                case .track(let job):
                    try database.run("DELETE FROM track WHERE job_id = $1", [job])
                case .besideTrack(let job):
                    try database.run(
                        "DELETE FROM job_file WHERE job_id = $1 AND file = $2", [job, file.file])
                case .ofBook(let book):
                    try database.run(
                        "DELETE FROM book_file WHERE book_id = $1 AND file = $2", [book, file.file])
                }
            }
        }
    }
}
