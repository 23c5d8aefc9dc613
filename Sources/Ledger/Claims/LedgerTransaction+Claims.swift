import SpeechTasks

/// Which rows a claim may take: nobody's, or those of a run whose lease is over.
///
/// A run never takes again what it holds itself, however long it has waited and whatever the clock
/// says: it would pay twice.
///
/// - Parameters:
///   - table: whose rows.
///   - run: the parameter that is the run's number.
///   - now: the parameter that is the time.
private func isClaimable(_ table: LedgerSQL, run: LedgerSQL, now: LedgerSQL) -> LedgerSQL {
    """
    (\(table).claimed_by IS NULL OR \(table).claimed_by <> \(run)
        AND coalesce(\(table).claimed_until, 0) < \(now))
    """
}

extension LedgerTransaction {
    func claimTasks(
        _ run: RunID, from position: Int, limit: Int, now: Int
    ) throws -> ([ClaimedTask], last: Int) {
        let places = try rows(
            """
            SELECT task.task_id AS task_id, job.position AS position
            FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
            WHERE batch_id = $1 AND job.position >= $2
                AND job.state IN (\(JobState.waiting), \(JobState.held))
                AND task.state = \(TaskState.waiting)
                AND \(isClaimable("task", run: "$3", now: "$4"))
                AND coalesce(task.not_before, 0) <= $4
            ORDER BY job.position, job_task.position LIMIT $5
            """, [run.batch.value, position, run.value, now, limit]
        ) { (task: $0["task_id"] as Int64, position: $0["position"] as Int) }
        // The same text can stand in several jobs of a page; the first place claims it.
        let tasks = try places.compactMap { try claimTask($0.task, run, now: now) }
        return (tasks, places.last?.position ?? position)
    }

    private func claimTask(_ task: Int64, _ run: RunID, now: Int) throws -> ClaimedTask? {
        try row(
            """
            UPDATE task SET claimed_by = $1, claimed_until = $2, fence = fence + 1
            WHERE task_id = $3 AND state = \(TaskState.waiting)
                AND \(isClaimable("task", run: "$1", now: "$4"))
            RETURNING \(ClaimedTask.columns)
            """, [run.value, now + RunLedger.leaseMilliseconds, task, now]
        ) { ClaimedTask($0) }
    }

    /// Paid tasks of a batch whose audio is still to be fetched, in any order.
    func claimableDownloads(_ run: RunID, limit: Int, now: Int) throws -> [Int64] {
        try rows(
            """
            SELECT task_id FROM task
            WHERE state = \(TaskState.synthesized) AND \(isClaimable("task", run: "$1", now: "$2"))
                AND EXISTS (
                    SELECT 1 FROM job_task JOIN job USING (job_id)
                    WHERE job_task.task_id = task.task_id AND batch_id = $3
                        AND job.state <> \(JobState.dropped))
            ORDER BY task_id LIMIT $4
            """, [run.value, now, run.batch.value, limit]
        ) { $0[0] as Int64 }
    }

    /// Claims a paid task's download; nil if somebody else has it.
    func claimDownload(_ task: Int64, _ run: RunID, now: Int) throws -> (ClaimedTask, TaskHash?)? {
        try row(
            """
            UPDATE task SET claimed_by = $1, claimed_until = $2, fence = fence + 1
            WHERE task_id = $3 AND state = \(TaskState.synthesized)
                AND \(isClaimable("task", run: "$1", now: "$4"))
            RETURNING \(ClaimedTask.columns), hash
            """, [run.value, now + RunLedger.leaseMilliseconds, task, now]
        ) { (ClaimedTask($0), TaskHash(bytes: $0["hash"] as [UInt8])) }
    }

    /// Claims jobs that are ready to be assembled.
    ///
    /// They are picked first and once: PostgreSQL might else pick others for each row it looks at.
    func claimReadyJobs(_ run: RunID, limit: Int, now: Int) throws -> [ReadyJob] {
        try rows(
            """
            WITH picked AS MATERIALIZED (
                SELECT job_id FROM job AS claimed
                WHERE batch_id = $1 AND state = \(JobState.ready)
                    AND \(isClaimable("claimed", run: "$2", now: "$3"))
                ORDER BY position LIMIT $4 \(dialect.claimSuffix))
            UPDATE job SET claimed_by = $2, claimed_until = $5, fence = fence + 1
            WHERE job_id IN (SELECT job_id FROM picked)
            RETURNING \(ReadyJob.columns)
            """,
            [run.batch.value, run.value, now, limit, now + RunLedger.leaseMilliseconds]
        ) { try ReadyJob($0) }
    }

    /// Renews all that a run holds.
    func renewClaims(_ run: RunID, now: Int) throws {
        for table in ClaimedTable.allCases {
            try self.run(
                "UPDATE \(table.name) SET claimed_until = $1 WHERE claimed_by = $2",
                [now + RunLedger.leaseMilliseconds, run.value])
        }
    }

    /// Renews one claim.
    func renew(_ claim: Claim, of table: ClaimedTable, now: Int) throws {
        try run(
            "UPDATE \(table.name) SET claimed_until = $1 WHERE \(table.number) = $2 AND fence = $3",
            [now + RunLedger.leaseMilliseconds, claim.id, claim.fence])
    }

    /// Gives up a claim, if it is not lost.
    func release(_ claim: Claim, of table: ClaimedTable) throws {
        try run(
            """
            UPDATE \(table.name) SET claimed_by = NULL, claimed_until = NULL
            WHERE \(table.number) = $1 AND fence = $2
            """, [claim.id, claim.fence])
    }

    /// Whether nobody has claimed the row since.
    func isHeld(_ claim: Claim, of table: ClaimedTable) throws -> Bool {
        try value(
            """
            SELECT EXISTS (
                SELECT 1 FROM \(table.name) WHERE \(table.number) = $1 AND fence = $2)
            """, [claim.id, claim.fence]) ?? false
    }
}
