package import SpeechTasks

/// What a run's ceiling is made from.
package struct BatchMoney: Sendable {
    /// Calls that wait to be paid.
    package let callsToPay: Int
    /// The price of one.
    package let price: Money
    /// What the batch may have spent so far.
    package let atMostSpent: Money
    /// What second calls after unknown outcomes may have cost so far.
    package let repeatSpent: Money
    /// What second calls after unknown outcomes may still cost.
    package let leftForUnknown: Money
    /// The budget, if one was given.
    package let budget: Money?
    /// What the account may spend in a day, if that is limited, and what it may have spent today.
    package let day: (limit: Money, atMostSpent: Money)?

    /// The most a run may let the batch spend: the budget, or what is spent and what its plan says.
    package var ceiling: Money {
        budget ?? atMostSpent + callsToPay * price + leftForUnknown
    }
}

extension LedgerReader {
    /// How a batch stands with money now.
    package func money(of batch: BatchID, now: Int = unixMilliseconds()) throws -> BatchMoney {
        let calls =
            try row(
                """
                SELECT count(DISTINCT task_id)
                FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
                WHERE batch_id = $1 AND job.state IN (\(JobState.waiting), \(JobState.held))
                    AND task.state = \(TaskState.waiting)
                """, [batch.value], { $0[0] as Int }) ?? 0
        let money = try row(
            """
            SELECT price, budget, budget_day, at_most_spent, repeat_spent, max_unknown_spend,
                coalesce((
                SELECT account_day.at_most_spent FROM account_day
                WHERE account_day.service = batch.service AND account_day.account = batch.account
                    AND day = $1), 0) AS day_spent
            FROM batch WHERE batch_id = $2
            """, [localDay(milliseconds: now), batch.value]
        ) { row in
            let repeats: Int = row["repeat_spent"]
            let maximum: Int = row["max_unknown_spend"]
            let day = (row["budget_day"] as Int?).map {
                (Money(thousandths: $0), Money(thousandths: row["day_spent"]))
            }
            return BatchMoney(
                callsToPay: calls, price: Money(thousandths: row["price"]),
                atMostSpent: Money(thousandths: row["at_most_spent"]),
                repeatSpent: Money(thousandths: repeats),
                leftForUnknown: Money(thousandths: max(0, maximum - repeats)),
                budget: (row["budget"] as Int?).map(Money.init(thousandths:)), day: day)
        }
        guard let money else { throw MissingRow() }
        return money
    }

    /// Hands over the tasks of a batch that wait to be paid, one at a time.
    package func forEachCallToPay(
        of batch: BatchID, _ body: (SpeechTask) throws -> Void
    ) throws {
        try forEachRow(
            """
            SELECT \(SpeechTask.columns) FROM task
            WHERE state = \(TaskState.waiting) AND task_id IN (
                SELECT task_id FROM job JOIN job_task USING (job_id)
                WHERE batch_id = $1 AND job.state IN (\(JobState.waiting), \(JobState.held)))
            """, [batch.value]
        ) { try body(SpeechTask($0)) }
    }
}
