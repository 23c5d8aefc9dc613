import SpeechTasks

/// Money is counted here and nowhere else: what each call costs, and the sums that its batch and its
/// account's day are held to.
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

    /// Gives a call another cost, which is sure, and its sums with it.
    func charge(_ attempt: AttemptID, surely cost: Money) throws {
        try charge(attempt, sign: -1)
        try run(
            "UPDATE attempt SET cost = $1, surely_cost = $1 WHERE attempt_id = $2",
            [cost.thousandths, attempt.value])
        try charge(attempt, sign: 1)
    }

    /// Gives a call that was taken to be free its batch's price.
    func chargePrice(_ attempt: AttemptID) throws {
        try run(
            """
            UPDATE attempt SET cost = price FROM batch
            WHERE attempt_id = $1 AND batch.batch_id = attempt.batch_id
            """, [attempt.value])
        try charge(attempt, sign: 1)
        try chargeSurely(attempt)
    }

    /// Adds an attempt's cost to what its batch and its account's day may have spent, or takes it
    /// out again.
    ///
    /// - Parameter sign: 1 or -1.
    func charge(_ attempt: AttemptID, sign: Int) throws {
        try run(
            """
            UPDATE batch SET at_most_spent = at_most_spent + $1 * cost,
                repeat_spent = repeat_spent + $1 * cost * is_repeat
            FROM attempt WHERE attempt_id = $2 AND batch.batch_id = attempt.batch_id
            """, [sign, attempt.value])
        try run(
            """
            INSERT INTO account_day (service, account, day, at_most_spent)
            SELECT service, attempt.account, day, $1 * cost
            FROM attempt JOIN batch USING (batch_id)
            WHERE attempt_id = $2 AND attempt.account IS NOT NULL AND day IS NOT NULL
            ON CONFLICT (service, account, day)
                DO UPDATE SET at_most_spent = account_day.at_most_spent + excluded.at_most_spent
            """, [sign, attempt.value])
    }

    /// Books a call as surely charged, unless another success has the same request's name.
    ///
    /// A service that answers several calls with one request has charged one of them surely and the
    /// others perhaps.
    func chargeSurely(_ attempt: AttemptID) throws {
        try run(
            """
            UPDATE attempt SET surely_cost = CASE WHEN request_id IS NOT NULL AND EXISTS (
                    SELECT 1 FROM attempt AS other
                    WHERE other.request_id = attempt.request_id
                        AND other.attempt_id <> attempt.attempt_id AND other.surely_cost > 0)
                THEN 0 ELSE cost END
            WHERE attempt_id = $1
            """, [attempt.value])
    }

    /// Takes a call's price out of the upper bound.
    ///
    /// - Parameter keepsChargedRefusals: whether it stays where refusals are taken to be charged.
    func uncharge(_ attempt: AttemptID, keepsChargedRefusals: Bool) throws {
        let chargesRefusals: Bool? = try value(
            """
            SELECT charged_refusals FROM attempt JOIN batch USING (batch_id)
            WHERE attempt_id = $1
            """, [attempt.value])
        if keepsChargedRefusals, chargesRefusals == true { return }
        try charge(attempt, surely: .zero)
    }
}
