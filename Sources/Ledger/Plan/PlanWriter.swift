import SpeechTasks

/// Takes a batch's jobs, one by one, into the ledger's open transaction.
package final class PlanWriter {
    let database: any LedgerTransaction
    let batch: BatchID
    let generation: Int
    private var position = 0

    init(database: any LedgerTransaction, batch: BatchID, generation: Int) {
        self.database = database
        self.batch = batch
        self.generation = generation
    }

    /// Adds a job at the next place of the batch.
    package func add(_ job: PlannedJob) throws {
        position += 1
        try keep(job.speechRates)
        guard let known = try generation > 1 ? knownJob(job) : nil else {
            return try link(job, to: insert(job))
        }
        let isDone = known.state == .done && known.isSameTrack(as: job)
        try update(known.jobID, to: job, state: isDone ? .done : .waiting)
        if !isDone {
            try database.replaceTasks(of: known.jobID) { try link(job, to: known.jobID) }
        }
    }

    /// Keeps what the plan left out for its faults, a JSON object; nil where that is nothing.
    package func keep(skipped: String?) throws {
        try database.run(
            "UPDATE batch SET skipped = $1 WHERE batch_id = $2", [skipped, batch.value])
    }

    private func knownJob(_ job: PlannedJob) throws -> KnownJob? {
        try database.row(
            """
            SELECT job_id, content_hash, title, track_form, track_volume, state FROM job
            WHERE batch_id = $1 AND output = $2
            """, [batch.value, job.output]
        ) { try KnownJob($0) }
    }

    private func insert(_ job: PlannedJob) throws -> Int64 {
        try database.known(
            """
            INSERT INTO job (batch_id, position, generation, source, line, kind, id, title,
                output, other_columns, characters, task_count, content_hash, book_id,
                track_form, track_volume, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                $17)
            RETURNING job_id
            """,
            [
                batch.value, position, generation, job.source, job.line, job.kind, job.id,
                job.title, job.output, job.otherColumns, job.characters, job.tasks.count,
                job.contentHash.bytes, job.book?.value, job.trackForm, job.trackVolume.count,
                JobState.waiting,
            ])
    }

    private func update(_ jobID: Int64, to job: PlannedJob, state: JobState) throws {
        try database.run(
            """
            UPDATE job SET position = $1, generation = $2, source = $3, line = $4, kind = $5,
                id = $6, title = $7, other_columns = $8, characters = $9, task_count = $10,
                content_hash = $11, book_id = $12, track_form = $13, track_volume = $14,
                state = $15, reason = NULL
            WHERE job_id = $16
            """,
            [
                position, generation, job.source, job.line, job.kind, job.id, job.title,
                job.otherColumns, job.characters, job.tasks.count, job.contentHash.bytes,
                job.book?.value, job.trackForm, job.trackVolume.count, state, jobID,
            ])
    }

    private func link(_ job: PlannedJob, to jobID: Int64) throws {
        for (index, task) in job.tasks.enumerated() {
            let taskID = try database.insert(task, language: job.language)
            try database.run(
                "INSERT INTO job_task (job_id, position, task_id) VALUES ($1, $2, $3)",
                [jobID, index, taskID])
        }
    }

    /// Drops what was not added, looks again at what was held, and derives each job's state.
    func finish() throws {
        try database.run(
            """
            UPDATE job SET state = \(JobState.dropped), reason = NULL
            WHERE batch_id = $1 AND generation <> $2
            """, [batch.value, generation])
        try refuseTakenOutputs()
        try reconsiderHeld()
        try database.deriveJobStates(.inBatch(batch))
    }

    /// Two batches must not write one file.
    private func refuseTakenOutputs() throws {
        let taken = try database.row(
            """
            SELECT batch.name AS name, job.output AS output
            FROM batch AS mine
            JOIN batch ON batch.output_folder = mine.output_folder
                AND batch.batch_id <> mine.batch_id
            JOIN job ON job.batch_id = mine.batch_id AND job.generation = $1
            JOIN job AS theirs ON theirs.batch_id = batch.batch_id
                AND theirs.output = job.output AND theirs.state <> \(JobState.dropped)
            WHERE mine.batch_id = $2 AND \(LedgerSQL.hasMadeSomething) LIMIT 1
            """, [generation, batch.value]
        ) { LedgerError.outputTaken(output: $0["output"], batch: $0["name"]) }
        if let taken { throw taken }
    }

    /// Opens again what may be called or fetched without a person's word.
    ///
    /// A batch that is new can have texts that an earlier one held by its own rule. The hold of an
    /// unknown outcome is decided anew when the task is armed, and a download that found no way through
    /// is free to try again. A success that cannot be read stays held.
    private func reconsiderHeld() throws {
        try database.run(
            """
            UPDATE task SET reason = NULL, detail = NULL,
                state = CASE reason WHEN \(HoldReason.unknown) THEN \(TaskState.waiting)
                    ELSE \(TaskState.synthesized) END
            WHERE state = \(TaskState.held)
                AND reason IN (\(HoldReason.unknown), \(HoldReason.download)) AND task_id IN (
                SELECT task_id FROM job JOIN job_task USING (job_id) WHERE batch_id = $1)
            """, [batch.value])
    }
}

/// A job as it was planned before.
private struct KnownJob {
    let jobID: Int64
    let state: JobState
    private let contentHash: [UInt8]
    private let title: String?
    private let trackForm: String?
    private let trackVolume: Int

    init(_ row: any LedgerRow) throws {
        jobID = row["job_id"]
        state = try row["state"]
        contentHash = row["content_hash"]
        title = row["title"]
        trackForm = row["track_form"]
        trackVolume = row["track_volume"]
    }

    /// Whether the track that was made for it is the one that a job asks for.
    func isSameTrack(as job: PlannedJob) -> Bool {
        contentHash == job.contentHash.bytes && title == job.title
            && trackForm.map(withoutVersion) == job.trackForm.map(withoutVersion)
            && trackVolume == job.trackVolume.count
    }
}
