package import SpeechTasks
import Texts

/// Calls for recordings that a batch has replaced, by another voice, say, or another text.
package struct ReplacedCalls: Sendable, Equatable, CustomStringConvertible {
    /// How many there are that were or may have been charged.
    package var count = 0
    /// What they cost at most.
    package var cost = Money.zero

    /// No calls.
    package init() {}

    /// Both figures, for people.
    package var description: String { "\(counted(count, "call")), \(cost) CNY" }

    /// The calls of both.
    package static func + (first: ReplacedCalls, second: ReplacedCalls) -> ReplacedCalls {
        var sum = first
        sum.count += second.count
        sum.cost = sum.cost + second.cost
        return sum
    }
}

extension LedgerReader {
    /// The calls of a batch for recordings that it has replaced; none of one that is forgotten.
    func replacedCalls(of batch: BatchID) throws -> ReplacedCalls {
        try row(
            """
            SELECT count(*) AS count, CAST(coalesce(sum(cost), 0) AS bigint) AS cost FROM attempt
            WHERE batch_id = $1 AND cost > 0 AND \(LedgerSQL.isReplaced)
                AND EXISTS (SELECT 1 FROM batch WHERE batch_id = $1 AND forgotten_at IS NULL)
            """, [batch.value]
        ) { row in
            var calls = ReplacedCalls()
            calls.count = row["count"]
            calls.cost = Money(thousandths: row["cost"])
            return calls
        } ?? ReplacedCalls()
    }

    /// The distinct tasks of a batch's jobs that a call of the batch itself has paid for.
    func boughtTasks(of batch: BatchID) throws -> Int {
        try row(
            """
            SELECT count(DISTINCT job_task.task_id)
            FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
            WHERE job.batch_id = $1 AND job.state <> \(JobState.dropped)
                AND task.state IN (\(TaskState.synthesized), \(TaskState.stored))
                AND EXISTS (
                    SELECT 1 FROM attempt
                    WHERE attempt.task_id = task.task_id AND attempt.batch_id = job.batch_id
                        AND attempt.state = \(AttemptState.succeeded))
            """, [batch.value]
        ) { $0[0] as Int } ?? 0
    }
}

extension LedgerReader {
    /// How many calls of a batch are booked on each of its jobs, by their outputs; calls without a job are
    /// under the empty name.
    package func callsByJob(of batch: BatchID) throws -> [String: Int] {
        let rows = try rows(
            """
            SELECT coalesce(job.output, '') AS output, count(*) AS calls
            FROM (SELECT \(LedgerSQL.jobOfAttempt) AS job_id FROM attempt WHERE batch_id = $1)
                AS booked
                LEFT JOIN job ON job.job_id = booked.job_id AND \(LedgerSQL.isNotForgotten)
            GROUP BY coalesce(job.output, '')
            """, [batch.value]
        ) { ($0["output"] as String, $0["calls"] as Int) }
        return Dictionary(rows) { $1 }
    }
}
