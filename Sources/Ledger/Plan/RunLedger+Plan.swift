import SpeechTasks
import Texts

extension RunLedger {
    /// Writes what the latest command says of a batch, in one transaction.
    ///
    /// Jobs are told apart by their output; what is done is found by content. Jobs that `body` does
    /// not add are marked dropped. If `body` throws, the ledger is as it was.
    ///
    /// - Throws: ``LedgerError`` where ``LedgerReader/change(by:)`` does; else what `body` throws.
    package func plan(
        _ terms: BatchTerms, _ body: (PlanWriter) throws -> Void
    ) throws -> BatchID {
        try transaction { database in
            let (batch, generation) = try upsertBatch(terms, in: database)
            let writer = PlanWriter(database: database, batch: batch, generation: generation)
            try body(writer)
            try writer.finish()
            try database.run(
                "UPDATE batch SET inputs = $1 WHERE batch_id = $2",
                [jsonArray(terms.inputs), batch.value])
            try setMaxUnknownSpend(terms, of: batch, in: database)
            return batch
        }
    }

    /// The batch's row, made or brought up to date, and the number of this plan.
    private func upsertBatch(
        _ terms: BatchTerms, in database: any LedgerTransaction
    ) throws -> (BatchID, generation: Int) {
        let change = try database.change(by: terms)
        if change.isAfterTrial { try database.setTrialApart(ofBatch: terms.name, now: now()) }
        try database.run(
            """
            INSERT INTO batch (name, service, inputs, output_folder, settings, price, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (name) DO NOTHING
            """,
            [
                terms.name, terms.service.name, jsonArray(terms.inputs), terms.outputFolder,
                terms.settings, terms.price.thousandths, now(),
            ])
        let planned = try database.row(
            """
            UPDATE batch SET service = $1, settings = $2, price = $3, budget = $4, ceiling = $4,
                budget_day = $5, account = $6, on_unknown = $7, charged_refusals = $8,
                output_folder = $9, generation = generation + 1
            WHERE name = $10 RETURNING batch_id, generation
            """,
            [
                terms.service.name, terms.settings, terms.price.thousandths,
                terms.budget?.thousandths, terms.dayBudget?.thousandths, terms.account,
                terms.holdsUnknown ? UnknownRule.hold : .retry, terms.chargesRefusals,
                terms.outputFolder, terms.name,
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

func jsonArray(_ values: [String]) -> String {
    (try? canonicalJSON(values)) ?? "[]"
}
