import SpeechTasks
import Texts

extension RunLedger {
    /// Writes what the latest command says of a batch, in one transaction.
    ///
    /// Jobs are told apart by their output; what is done is found by content. Jobs that `body` does
    /// not add are marked dropped. If `body` throws, the ledger is as it was.
    ///
    /// - Throws: ``LedgerError/batchDiffers(name:what:was:now:)`` for a batch of that name with
    ///   other inputs, another output folder or another service; else what `body` throws.
    package func plan(
        _ terms: BatchTerms, _ body: (PlanWriter) throws -> Void
    ) throws -> BatchID {
        try transaction { database in
            let (batch, generation) = try upsertBatch(terms, in: database)
            let writer = PlanWriter(database: database, batch: batch, generation: generation)
            try body(writer)
            try writer.finish()
            try setMaxUnknownSpend(terms, of: batch, in: database)
            return batch
        }
    }

    /// The batch's row, made or brought up to date, and the number of this plan.
    private func upsertBatch(
        _ terms: BatchTerms, in database: any LedgerTransaction
    ) throws -> (BatchID, generation: Int) {
        let inputs = jsonArray(terms.inputs)
        let known = try database.row(
            "SELECT service, output_folder, inputs FROM batch WHERE name = $1", [terms.name]
        ) { KnownBatch($0) }
        if let known {
            for (what, was, now) in [
                ("service", known.service, terms.service.name),
                ("output folder", known.folder, terms.outputFolder),
                ("input", known.inputs, inputs),
            ] {
                let isSame =
                    was == now
                    || what == "service" && Service(name: was).isSame(as: Service(name: now))
                guard isSame else {
                    throw LedgerError.batchDiffers(
                        name: terms.name, what: what, was: was, now: now)
                }
            }
        } else {
            try database.run(
                """
                INSERT INTO batch (name, service, inputs, output_folder, settings, price,
                    created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                [
                    terms.name, terms.service.name, inputs, terms.outputFolder, terms.settings,
                    terms.price.thousandths, now(),
                ])
        }
        let planned = try database.row(
            """
            UPDATE batch SET service = $1, settings = $2, price = $3, budget = $4, ceiling = $4,
                budget_day = $5, account = $6, on_unknown = $7, charged_refusals = $8,
                generation = generation + 1
            WHERE name = $9 RETURNING batch_id, generation
            """,
            [
                terms.service.name, terms.settings, terms.price.thousandths,
                terms.budget?.thousandths, terms.dayBudget?.thousandths, terms.account,
                terms.holdsUnknown ? UnknownRule.hold : .retry, terms.chargesRefusals, terms.name,
            ]
        ) { (batch: BatchID(value: $0["batch_id"]), generation: $0["generation"] as Int) }
        guard let planned else { throw LedgerError.noBatch(name: terms.name, path: path) }
        try recount(planned.batch, chargesRefusals: terms.chargesRefusals, in: database)
        return planned
    }

    /// Refused calls count, or no longer count, into the upper bound, those of earlier runs too.
    private func recount(
        _ batch: BatchID, chargesRefusals: Bool, in database: any LedgerTransaction
    ) throws {
        let count = try database.changes(
            """
            UPDATE attempt SET cost = CASE WHEN $1 = 1 THEN
                (SELECT price FROM batch WHERE batch_id = $2) ELSE 0 END
            WHERE batch_id = $2 AND state IN (\([AttemptState.throttled, .notSent, .refused]))
                AND (cost > 0) <> ($1 = 1)
            """, [chargesRefusals, batch.value])
        guard count > 0 else { return }
        try database.sumUp(batch)
    }

    /// A fifth of the plan's price, at least 1.00 CNY: a power cut with eight calls in flight must
    /// not need a person.
    private func setMaxUnknownSpend(
        _ terms: BatchTerms, of batch: BatchID, in database: any LedgerTransaction
    ) throws {
        let tasks: Int = try database.known(
            """
            SELECT count(DISTINCT task_id) FROM job JOIN job_task USING (job_id)
            WHERE batch_id = $1 AND state <> \(JobState.dropped)
            """, [batch.value])
        let share = Money(thousandths: (tasks * terms.price).thousandths / 5)
        let spend = terms.maxUnknownSpend ?? max(share, Money(thousandths: 1000))
        try database.run(
            "UPDATE batch SET max_unknown_spend = $1 WHERE batch_id = $2",
            [spend.thousandths, batch.value])
    }
}

/// What tells a batch from another, as it was planned before.
private struct KnownBatch {
    let service: String
    let folder: String
    let inputs: String

    init(_ row: any LedgerRow) {
        service = row["service"]
        folder = row["output_folder"]
        inputs = row["inputs"]
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
            try database.run("DELETE FROM job_task WHERE job_id = $1", [known.jobID])
            try link(job, to: known.jobID)
        }
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
        if generation > 1 { try reconsiderHeld() }
        try database.deriveJobStates(.inBatch(batch))
    }

    /// Two batches must not write one file.
    private func refuseTakenOutputs() throws {
        let taken = try database.row(
            """
            SELECT other.name AS name, job.output AS output
            FROM batch AS mine
            JOIN batch AS other ON other.output_folder = mine.output_folder
                AND other.batch_id <> mine.batch_id
            JOIN job ON job.batch_id = mine.batch_id AND job.generation = $1
            JOIN job AS theirs ON theirs.batch_id = other.batch_id
                AND theirs.output = job.output AND theirs.state <> \(JobState.dropped)
            WHERE mine.batch_id = $2 LIMIT 1
            """, [generation, batch.value]
        ) { LedgerError.outputTaken(output: $0["output"], batch: $0["name"]) }
        if let taken { throw taken }
    }

    /// Opens again what may be called or fetched without a person's word.
    ///
    /// The hold of an unknown outcome is decided anew when the task is armed, and a download that
    /// found no way through is free to try again. A success that cannot be read stays held.
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

func jsonArray(_ values: [String]) -> String {
    (try? canonicalJSON(values)) ?? "[]"
}
