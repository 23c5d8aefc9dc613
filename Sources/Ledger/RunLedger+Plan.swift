import Foundation
import GRDB
import SpeechTasks

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
            let writer = try PlanWriter(database: database, batch: batch, generation: generation)
            try body(writer)
            try writer.finish()
            try setMaxUnknownSpend(terms, of: batch, in: database)
            return batch
        }
    }

    /// The batch's row, made or brought up to date, and the number of this plan.
    private func upsertBatch(
        _ terms: BatchTerms, in database: Database
    ) throws -> (BatchID, generation: Int) {
        let inputs = jsonArray(terms.inputs)
        let known = try Row.fetchOne(
            database, sql: "SELECT * FROM batch WHERE name = ?", arguments: [terms.name])
        if let known {
            for (what, column, now) in [
                ("service", "service", terms.service.name),
                ("output folder", "output_folder", terms.outputFolder), ("input", "inputs", inputs),
            ] {
                let was: String = known[column]
                let isSame =
                    was == now
                    || what == "service" && Service(name: was).isSame(as: Service(name: now))
                guard isSame else {
                    throw LedgerError.batchDiffers(
                        name: terms.name, what: what, was: was, now: now)
                }
            }
        } else {
            try database.execute(
                sql: """
                    INSERT INTO batch (name, service, inputs, output_folder, settings, price,
                        created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    terms.name, terms.service.name, inputs, terms.outputFolder, terms.settings,
                    terms.price.thousandths, now(),
                ])
        }
        let row = try Row.fetchOne(
            database,
            sql: """
                UPDATE batch SET service = ?, settings = ?, price = ?, budget = ?, ceiling = ?, budget_day = ?,
                    account = ?, on_unknown = ?, charged_refusals = ?, generation = generation + 1
                WHERE name = ? RETURNING batch_id, generation
                """,
            arguments: [
                terms.service.name, terms.settings, terms.price.thousandths,
                terms.budget?.thousandths, terms.budget?.thousandths, terms.dayBudget?.thousandths,
                terms.account,
                terms.holdsUnknown ? "hold" : "retry", terms.chargesRefusals, terms.name,
            ])
        guard let row else { throw LedgerError.noBatch(name: terms.name, path: path) }
        let batch = BatchID(value: row["batch_id"])
        try recount(batch, chargesRefusals: terms.chargesRefusals, in: database)
        return (batch, row["generation"])
    }

    /// Refused calls count, or no longer count, into the upper bound, those of earlier runs too.
    private func recount(
        _ batch: BatchID, chargesRefusals: Bool, in database: Database
    ) throws {
        try database.execute(
            sql: """
                UPDATE attempt SET cost = CASE WHEN ?2 THEN
                    (SELECT price FROM batch WHERE batch_id = ?1) ELSE 0 END
                WHERE batch_id = ?1 AND state IN ('throttled', 'notSent', 'refused')
                    AND (cost > 0) <> ?2
                """, arguments: [batch.value, chargesRefusals])
        guard database.changesCount > 0 else { return }
        try database.sumUp(batch)
    }

    /// A fifth of the plan's price, at least 1.00 CNY: a power cut with eight calls in flight must
    /// not need a person.
    private func setMaxUnknownSpend(
        _ terms: BatchTerms, of batch: BatchID, in database: Database
    ) throws {
        let tasks =
            try Int.fetchOne(
                database,
                sql: """
                    SELECT count(DISTINCT task_id) FROM job JOIN job_task USING (job_id)
                    WHERE batch_id = ? AND state <> 'dropped'
                    """, arguments: [batch.value]) ?? 0
        let share = Money(thousandths: (tasks * terms.price).thousandths / 5)
        let spend = terms.maxUnknownSpend ?? max(share, Money(thousandths: 1000))
        try database.execute(
            sql: "UPDATE batch SET max_unknown_spend = ? WHERE batch_id = ?",
            arguments: [spend.thousandths, batch.value])
    }
}

/// Takes a batch's jobs, one by one, into the ledger's open transaction.
package final class PlanWriter {
    let database: Database
    let batch: BatchID
    let generation: Int
    private let findJob: Statement
    private let insertJob: Statement
    private let updateJob: Statement
    private let insertTask: Statement
    private let insertLink: Statement
    private let deleteLinks: Statement
    private var position = 0

    init(database: Database, batch: BatchID, generation: Int) throws {
        self.database = database
        self.batch = batch
        self.generation = generation
        findJob = try database.makeStatement(
            sql: """
                SELECT job_id, content_hash, title, track_form, track_volume, state FROM job
                WHERE batch_id = ? AND output = ?
                """)
        insertJob = try database.makeStatement(
            sql: """
                INSERT INTO job (batch_id, position, generation, source, line, kind, id, title,
                    output, other_columns, characters, task_count, content_hash, book_id,
                    track_form, track_volume, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')
                """)
        updateJob = try database.makeStatement(
            sql: """
                UPDATE job SET position = ?, generation = ?, source = ?, line = ?, kind = ?,
                    id = ?, title = ?, other_columns = ?, characters = ?, task_count = ?,
                    content_hash = ?, book_id = ?, track_form = ?, track_volume = ?, state = ?,
                    reason = NULL
                WHERE job_id = ?
                """)
        insertTask = try database.makeStatement(
            sql: """
                INSERT INTO task (hash, service, text, characters, voice_id, speed, volume,
                    voice_language, language, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')
                ON CONFLICT (hash) DO UPDATE
                    SET state = CASE state WHEN 'split' THEN 'waiting' ELSE state END,
                        language = coalesce(language, excluded.language)
                RETURNING task_id
                """)
        insertLink = try database.makeStatement(
            sql: "INSERT INTO job_task (job_id, position, task_id) VALUES (?, ?, ?)")
        deleteLinks = try database.makeStatement(sql: "DELETE FROM job_task WHERE job_id = ?")
    }

    /// Adds a job at the next place of the batch.
    package func add(_ job: PlannedJob) throws {
        position += 1
        try keep(job.speechRates)
        let known = try generation > 1 ? knownJob(job) : nil
        let contentHash = Data(job.contentHash.bytes)
        guard let known else {
            try insertJob.execute(arguments: [
                batch.value, position, generation, job.source, job.line, job.kind, job.id,
                job.title, job.output, job.otherColumns, job.characters, job.tasks.count,
                contentHash, job.book?.value, job.trackForm, job.trackVolume.count,
            ])
            return try link(job, to: database.lastInsertedRowID)
        }
        let isDone = known.state == "done" && known.hasSameTrack
        try updateJob.execute(arguments: [
            position, generation, job.source, job.line, job.kind, job.id, job.title,
            job.otherColumns, job.characters, job.tasks.count, contentHash, job.book?.value,
            job.trackForm, job.trackVolume.count, isDone ? "done" : "waiting", known.jobID,
        ])
        if !isDone {
            try deleteLinks.execute(arguments: [known.jobID])
            try link(job, to: known.jobID)
        }
    }

    private func knownJob(
        _ job: PlannedJob
    ) throws -> (jobID: Int64, state: String, hasSameTrack: Bool)? {
        guard
            let row = try Row.fetchOne(findJob, arguments: [batch.value, job.output])
        else { return nil }
        let content: Data = row["content_hash"]
        let title: String? = row["title"]
        let form: String? = row["track_form"]
        let hasSameTrack =
            content == Data(job.contentHash.bytes) && title == job.title && form == job.trackForm
            && row["track_volume"] == job.trackVolume.count
        return (row["job_id"], row["state"], hasSameTrack)
    }

    private func link(_ job: PlannedJob, to jobID: Int64) throws {
        for (index, task) in job.tasks.enumerated() {
            let taskID = try Int64.fetchOne(
                insertTask,
                arguments: [
                    Data(task.hash.bytes), task.service.name, task.text,
                    task.text.characterCount, task.voiceID, task.speed.count,
                    task.volume.count, task.language, job.language,
                ])
            try insertLink.execute(arguments: [jobID, index, taskID])
        }
    }

    /// Drops what was not added, looks again at what was held, and derives each job's state.
    func finish() throws {
        try database.execute(
            sql: """
                UPDATE job SET state = 'dropped', reason = NULL
                WHERE batch_id = ? AND generation <> ?
                """, arguments: [batch.value, generation])
        try refuseTakenOutputs()
        if generation > 1 { try reconsiderHeld() }
        try database.deriveJobStates(.inBatch(batch))
    }

    /// Two batches must not write one file.
    private func refuseTakenOutputs() throws {
        let taken = try Row.fetchOne(
            database,
            sql: """
                SELECT other.name AS name, job.output AS output
                FROM batch AS mine
                JOIN batch AS other ON other.output_folder = mine.output_folder
                    AND other.batch_id <> mine.batch_id
                JOIN job ON job.batch_id = mine.batch_id AND job.generation = ?
                JOIN job AS theirs ON theirs.batch_id = other.batch_id
                    AND theirs.output = job.output AND theirs.state <> 'dropped'
                WHERE mine.batch_id = ? LIMIT 1
                """, arguments: [generation, batch.value])
        if let taken {
            throw LedgerError.outputTaken(output: taken["output"], batch: taken["name"])
        }
    }

    /// Opens again what may be called or fetched without a person's word.
    ///
    /// The hold of an unknown outcome is decided anew when the task is armed, and a download that
    /// found no way through is free to try again. A success that cannot be read stays held.
    private func reconsiderHeld() throws {
        try database.execute(
            sql: """
                UPDATE task SET reason = NULL, detail = NULL,
                    state = CASE reason WHEN 'unknown' THEN 'waiting' ELSE 'synthesized' END
                WHERE state = 'held' AND reason IN ('unknown', 'download') AND task_id IN (
                    SELECT task_id FROM job JOIN job_task USING (job_id) WHERE batch_id = ?)
                """, arguments: [batch.value])
    }
}

func jsonArray(_ values: [String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    let data = (try? encoder.encode(values)) ?? Data("[]".utf8)
    return String(decoding: data, as: UTF8.self)
}
