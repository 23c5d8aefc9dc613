extension RunLedger {
    /// Opens a batch's failed and held jobs again.
    ///
    /// Failed tasks wait for another call. Calls of unknown outcome are written off: they still
    /// count as perhaps charged, but no longer hold their task. Paid audio that is gone or bad is
    /// fetched again from its address.
    ///
    /// - Returns: how many jobs are open again.
    package func reopen(_ batch: BatchID) throws -> Int {
        try transaction { database in
            let count: Int = try database.known(
                "SELECT count(*) FROM job WHERE batch_id = $1 AND state IN ('failed', 'held')",
                [batch.value])
            let tasks = """
                SELECT task_id FROM job JOIN job_task USING (job_id)
                WHERE batch_id = $1 AND job.state IN ('failed', 'held')
                """
            try database.run(
                """
                UPDATE attempt SET state = 'writtenOff' WHERE state = 'unknown'
                    AND task_id IN (SELECT task_id FROM task WHERE task_id IN (\(tasks))
                        AND state = 'held' AND reason IN ('unknown', 'unreadable'))
                """, [batch.value])
            // Calls that are known to be charged and lost count as no tries any more.
            try database.run(
                """
                UPDATE attempt SET is_in_outage = 1
                WHERE state = 'succeeded' AND audio_url IS NULL
                    AND task_id IN (SELECT task_id FROM task WHERE task_id IN (\(tasks))
                        AND state = 'held' AND reason IN ('unknown', 'unreadable'))
                """, [batch.value])
            try database.run(
                """
                UPDATE task SET reason = NULL, detail = NULL, state =
                    CASE WHEN state = 'failed' OR reason IN ('unknown', 'unreadable')
                        THEN 'waiting' ELSE 'synthesized' END
                WHERE state IN ('failed', 'held') AND task_id IN (\(tasks))
                """, [batch.value])
            try database.deriveJobStates(.inBatch(batch))
            return count
        }
    }

    /// Lets the batch pay again for audio that is gone from its address, or that fails its check.
    ///
    /// - Returns: how many tasks wait for another call.
    package func rebuy(_ batch: BatchID, expired: Bool, bad: Bool) throws -> Int {
        try transaction { database in
            let count = try database.changes(
                """
                UPDATE task SET state = 'waiting', reason = NULL, detail = NULL
                WHERE state = 'held' AND (reason = 'expired' AND $1 = 1
                        OR reason = 'bad audio' AND $2 = 1)
                    AND task_id IN (
                        SELECT task_id FROM job JOIN job_task USING (job_id)
                        WHERE batch_id = $3 AND job.state <> 'dropped')
                """, [expired, bad, batch.value])
            if count > 0 { try database.deriveJobStates(.inBatch(batch)) }
            return count
        }
    }
}
