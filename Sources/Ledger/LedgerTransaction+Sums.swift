extension LedgerTransaction {
    /// Sums up anew what a batch, and its account on each day, may have spent.
    func sumUp(_ batch: BatchID) throws {
        try run(
            """
            UPDATE batch SET
                at_most_spent = (SELECT coalesce(sum(cost), 0) FROM attempt WHERE batch_id = $1)
                    + (SELECT coalesce(sum(cost), 0) FROM question WHERE batch_id = $1),
                repeat_spent = (SELECT coalesce(sum(cost), 0) FROM attempt
                    WHERE batch_id = $1 AND is_repeat = 1)
            WHERE batch_id = $1
            """, [batch.value])
        try run(
            """
            INSERT INTO account_day (service, account, day, at_most_spent)
            SELECT service, attempt.account, day, sum(cost)
            FROM attempt JOIN batch USING (batch_id)
            WHERE (service, attempt.account, day) IN (
                SELECT service, attempt.account, day FROM attempt JOIN batch USING (batch_id)
                WHERE batch_id = $1)
            GROUP BY service, attempt.account, day
            ON CONFLICT (service, account, day)
                DO UPDATE SET at_most_spent = excluded.at_most_spent
            """, [batch.value])
    }
}
