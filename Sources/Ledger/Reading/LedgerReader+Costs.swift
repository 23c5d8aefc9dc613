package import SpeechTasks

/// What calls of one kind came to: those of a voice, or of a time.
package struct CostSlice: Sendable {
    /// What they cost.
    package let cost: CallCost
    /// Characters of the texts that succeeded, in Unicode scalars.
    package let characters: Int
    /// Milliseconds of audio that the service announced.
    package let audioMilliseconds: Int

    fileprivate static let columns: LedgerSQL = """
        count(*) AS calls, CAST(sum(surely_cost) AS bigint) AS surely,
            CAST(sum(cost) AS bigint) AS at_most,
            CAST(coalesce(sum(characters) FILTER (WHERE attempt.state = \(AttemptState.succeeded)),
                0) AS bigint) AS characters,
            CAST(coalesce(sum(duration_ms), 0) AS bigint) AS audio
        """

    fileprivate init(_ row: any LedgerRow) {
        cost = CallCost(row)
        characters = row["characters"]
        audioMilliseconds = row["audio"]
    }
}

/// What the calls of a batch came to by voice, or by time.
package struct CostSlices<Key: Sendable>: Sendable {
    /// The slices.
    package let slices: [(key: Key, slice: CostSlice)]
    /// When free questions were asked that may have been charged, in Unix milliseconds, and for how much.
    package let questions: [(askedAt: Int, cost: Money)]
}

extension LedgerReader {
    /// What a batch's calls came to, by the voice of their tasks.
    package func costsByVoice(
        of batch: BatchID, in period: CostPeriod = .all
    ) throws -> CostSlices<String> {
        try connection.transaction { transaction in
            CostSlices(
                slices: try transaction.rows(
                    """
                    SELECT voice_id, \(CostSlice.columns)
                    FROM attempt JOIN task USING (task_id)
                    WHERE batch_id = $1 AND armed_at >= $2 AND armed_at < $3
                    GROUP BY voice_id ORDER BY voice_id
                    """, [batch.value, period.start, period.end]
                ) { ($0["voice_id"], CostSlice($0)) },
                questions: try transaction.questionCosts(of: batch, in: period))
        }
    }

    /// What a batch's calls came to, by the quarter of an hour in which they were made.
    ///
    /// Every time zone is whole quarters of an hour apart from UTC, so that a day of any is made of these.
    /// The key is the quarter's beginning in Unix milliseconds.
    package func costsByTime(
        of batch: BatchID, in period: CostPeriod = .all
    ) throws -> CostSlices<Int> {
        try connection.transaction { transaction in
            CostSlices(
                slices: try transaction.rows(
                    """
                    SELECT armed_at / 900000 AS quarter, \(CostSlice.columns)
                    FROM attempt JOIN task USING (task_id)
                    WHERE batch_id = $1 AND armed_at >= $2 AND armed_at < $3
                    GROUP BY armed_at / 900000 ORDER BY armed_at / 900000
                    """, [batch.value, period.start, period.end]
                ) { (($0["quarter"] as Int) * 900_000, CostSlice($0)) },
                questions: try transaction.questionCosts(of: batch, in: period))
        }
    }

    /// When the first and the last call of a batch were made, in Unix milliseconds; nil without any.
    package func callTimes(of batch: BatchID) throws -> ClosedRange<Int>? {
        try row(
            "SELECT min(armed_at) AS first, max(armed_at) AS last FROM attempt WHERE batch_id = $1",
            [batch.value]
        ) { row -> ClosedRange<Int>? in
            guard let first: Int = row["first"], let last: Int = row["last"] else { return nil }
            return first...max(first, last)
        } ?? nil
    }
}

extension LedgerTransaction {
    /// Free questions of a batch that may have been charged.
    func questionCosts(
        of batch: BatchID, in period: CostPeriod
    ) throws -> [(askedAt: Int, cost: Money)] {
        try rows(
            """
            SELECT asked_at, cost FROM question
            WHERE batch_id = $1 AND cost > 0 AND asked_at >= $2 AND asked_at < $3
            """, [batch.value, period.start, period.end]
        ) { ($0["asked_at"], Money(thousandths: $0["cost"])) }
    }
}
