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
                """
                SELECT count(*) FROM job
                WHERE batch_id = $1 AND state IN (\(JobState.failed), \(JobState.held))
                """, [batch.value])
            let tasks: LedgerSQL = """
                SELECT task_id FROM job JOIN job_task USING (job_id)
                WHERE batch_id = $1 AND job.state IN (\(JobState.failed), \(JobState.held))
                """
            let lost: LedgerSQL = "reason IN (\(HoldReason.unknown), \(HoldReason.unreadable))"
            try database.run(
                """
                UPDATE attempt SET state = \(AttemptState.writtenOff)
                WHERE state = \(AttemptState.unknown)
                    AND task_id IN (SELECT task_id FROM task WHERE task_id IN (\(tasks))
                        AND state = \(TaskState.held) AND \(lost))
                """, [batch.value])
            // Calls that are known to be charged and lost count as no tries any more.
            try database.run(
                """
                UPDATE attempt SET is_in_outage = 1
                WHERE state = \(AttemptState.succeeded) AND audio_url IS NULL
                    AND task_id IN (SELECT task_id FROM task WHERE task_id IN (\(tasks))
                        AND state = \(TaskState.held) AND \(lost))
                """, [batch.value])
            try database.run(
                """
                UPDATE task SET reason = NULL, detail = NULL, state =
                    CASE WHEN state = \(TaskState.failed) OR \(lost) THEN \(TaskState.waiting)
                        ELSE \(TaskState.synthesized) END
                WHERE state IN (\(TaskState.failed), \(TaskState.held)) AND task_id IN (\(tasks))
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
                UPDATE task SET state = \(TaskState.waiting), reason = NULL, detail = NULL
                WHERE state = \(TaskState.held)
                    AND (reason = \(HoldReason.expired) AND $1 = 1
                        OR reason = \(HoldReason.badAudio) AND $2 = 1)
                    AND task_id IN (
                        SELECT task_id FROM job JOIN job_task USING (job_id)
                        WHERE batch_id = $3 AND job.state <> \(JobState.dropped))
                """, [expired, bad, batch.value])
            if count > 0 { try database.deriveJobStates(.inBatch(batch)) }
            return count
        }
    }
}
