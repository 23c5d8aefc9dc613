/// A minute of a batch: what came of its calls, and what limited them.
package struct PaceMinute: Equatable, Sendable {
    /// Its start, in Unix milliseconds.
    package let start: Int
    /// The calls that began in it, by what came of them.
    package var calls: [AttemptState: Int] = [:]
    /// What limited them, a JSON object; nil where that is not known.
    package var limits: String?

    /// A minute of these parts.
    package init(start: Int, calls: [AttemptState: Int] = [:], limits: String? = nil) {
        self.start = start
        self.calls = calls
        self.limits = limits
    }
}

extension RunLedger {
    /// Keeps what limited the calls of a run in a minute, which began at this time.
    package func keepPace(of run: RunID, minute: Int, limits: String) async throws {
        try await commits.write { database in
            try database.run(
                """
                INSERT INTO pace_minute (run_id, minute, limits) VALUES ($1, $2, $3)
                ON CONFLICT (run_id, minute) DO UPDATE SET limits = excluded.limits
                """, [run.value, minute, limits])
        }
    }
}

extension LedgerReader {
    /// The minutes in which a batch called, or something limited its calls, in order.
    package func paceMinutes(of batch: BatchID) throws -> [PaceMinute] {
        var minutes: [Int: PaceMinute] = [:]
        try forEachRow(
            """
            SELECT armed_at - armed_at % 60000 AS minute, state, count(*) AS count
            FROM attempt WHERE batch_id = $1 GROUP BY 1, 2
            """, [batch.value]
        ) { row in
            let start: Int = row["minute"]
            minutes[start, default: PaceMinute(start: start)].calls[try row["state"]] = row["count"]
        }
        try forEachRow(
            """
            SELECT minute, limits FROM pace_minute JOIN run USING (run_id)
            WHERE batch_id = $1 ORDER BY run_id
            """, [batch.value]
        ) { row in
            let start: Int = row["minute"]
            minutes[start, default: PaceMinute(start: start)].limits = row["limits"]
        }
        return minutes.values.sorted { $0.start < $1.start }
    }

    /// What the account of a batch has been found to take; where the batch knows of none, the account of
    /// its service that learned last.
    package func learned(for batch: BatchID) throws -> LearnedAccount {
        try row(
            """
            SELECT \(LearnedAccount.columns) FROM pace JOIN batch ON pace.service = batch.service
                AND (batch.account IS NULL OR pace.account = batch.account)
            WHERE batch_id = $1 ORDER BY learned_at DESC LIMIT 1
            """, [batch.value]
        ) { LearnedAccount($0) } ?? LearnedAccount()
    }
}
