import GRDB
import SpeechTasks

/// Which rows a claim may take: nobody's, or those of a run whose lease is over.
///
/// A run never takes again what it holds itself, however long it has waited and whatever the clock
/// says: it would pay twice.
private let isClaimable = """
    (claimed_by IS NULL OR claimed_by <> :run AND coalesce(claimed_until, 0) < :now)
    """

extension Database {
    func claimTasks(
        _ run: RunID, from position: Int, limit: Int, now: Int
    ) throws -> ([ClaimedTask], last: Int) {
        let places = try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT task.task_id AS task_id, job.position AS position
                    FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
                    WHERE batch_id = :batch AND job.position >= :position
                        AND job.state IN ('waiting', 'held') AND task.state = 'waiting'
                        AND (task.claimed_by IS NULL OR task.claimed_by <> :run
                            AND coalesce(task.claimed_until, 0) < :now)
                        AND coalesce(task.not_before, 0) <= :now
                    ORDER BY job.position, job_task.position LIMIT :limit
                    """),
            arguments: [
                "batch": run.batch.value, "position": position, "run": run.value, "now": now,
                "limit": limit,
            ])
        var last = position
        var tasks: [ClaimedTask] = []
        for place in places {
            last = place[1]
            // The same text can stand in several jobs of a page; the first place claims it.
            let row = try Row.fetchOne(
                cachedStatement(
                    sql: """
                        UPDATE task SET claimed_by = :run, claimed_until = :until, fence = fence + 1
                        WHERE task_id = :task AND state = 'waiting' AND \(isClaimable)
                        RETURNING \(ClaimedTask.columns)
                        """),
                arguments: [
                    "run": run.value, "until": now + RunLedger.leaseMilliseconds,
                    "task": place[0] as Int64, "now": now,
                ])
            if let row { tasks.append(ClaimedTask(row: row)) }
        }
        return (tasks, last)
    }

    /// Paid tasks of a batch whose audio is still to be fetched, in any order.
    func claimableDownloads(_ run: RunID, limit: Int, now: Int) throws -> [Int64] {
        try Int64.fetchAll(
            cachedStatement(
                sql: """
                    SELECT task_id FROM task
                    WHERE state = 'synthesized' AND \(isClaimable)
                        AND EXISTS (
                            SELECT 1 FROM job_task JOIN job USING (job_id)
                            WHERE job_task.task_id = task.task_id AND batch_id = :batch
                                AND job.state <> 'dropped')
                    ORDER BY task_id LIMIT :limit
                    """),
            arguments: [
                "run": run.value, "now": now, "batch": run.batch.value, "limit": limit,
            ])
    }

    /// Claims jobs that are ready to be assembled.
    func claimReadyJobs(_ run: RunID, limit: Int, now: Int) throws -> [Row] {
        try Row.fetchAll(
            cachedStatement(
                sql: """
                    UPDATE job SET claimed_by = :run, claimed_until = :until, fence = fence + 1
                    WHERE job_id IN (
                        SELECT job_id FROM job
                        WHERE batch_id = :batch AND state = 'ready' AND \(isClaimable)
                        ORDER BY position LIMIT :limit)
                    RETURNING job_id, batch_id, kind, output, title, book_id, track_form,
                        track_volume
                    """),
            arguments: [
                "run": run.value, "until": now + RunLedger.leaseMilliseconds, "now": now,
                "batch": run.batch.value, "limit": limit,
            ])
    }

    /// Renews all that a run holds.
    func renewClaims(_ run: RunID, now: Int) throws {
        for table in ["task", "job"] {
            try self.run(
                "UPDATE \(table) SET claimed_until = ? WHERE claimed_by = ?",
                [now + RunLedger.leaseMilliseconds, run.value])
        }
    }
}
