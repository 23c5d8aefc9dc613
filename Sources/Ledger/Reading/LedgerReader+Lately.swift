extension LedgerReader {
    /// How many calls a minute have succeeded lately in a batch's open run; nil before there is a pace.
    ///
    /// It looks at the last five minutes, or at as much as the run is on.
    ///
    /// - Parameter now: Unix milliseconds.
    package func callsPerMinuteLately(
        of batch: BatchID, now: Int = unixMilliseconds()
    ) throws -> Double? {
        let lately = try row(
            """
            SELECT count(*) AS calls, coalesce(max(started_at), 0) AS started_at
            FROM run LEFT JOIN attempt ON attempt.run_id = run.run_id
                AND attempt.state = \(AttemptState.succeeded) AND settled_at > $1
            WHERE run.batch_id = $2 AND outcome IS NULL AND ended_at IS NULL
                AND attempt.attempt_id IS NOT NULL
            """, [now - 300_000, batch.value]
        ) { (calls: $0["calls"] as Int, start: $0["started_at"] as Int) }
        guard let lately, lately.calls >= 5 else { return nil }
        let milliseconds = now - max(lately.start, now - 300_000)
        return milliseconds > 0 ? Double(lately.calls) * 60_000 / Double(milliseconds) : nil
    }

    /// How many calls of a batch may have been charged, which is not known.
    package func unknownCalls(of batch: BatchID) throws -> Int {
        try row(
            "SELECT count(*) FROM attempt WHERE batch_id = $1 AND state = \(AttemptState.unknown)",
            [batch.value]
        ) { $0[0] as Int } ?? 0
    }
}
