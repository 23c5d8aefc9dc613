import GRDB
import SpeechTasks

extension Database {
    /// Writes down what is known of a call from elsewhere; true if anything changed.
    ///
    /// Since when the call was not under way any more stays as it was: that is where a later bill looks
    /// for it.
    func resolve(
        _ attempt: AttemptID, as resolution: Resolution, by source: OutcomeSource,
        requestID: String? = nil, now: Int
    ) throws -> Bool {
        let row = try Row.fetchOne(
            self,
            sql: """
                SELECT state, task_id, cost, surely_cost, price
                FROM attempt JOIN batch USING (batch_id) WHERE attempt_id = ?
                """, arguments: [attempt.value])
        guard let row, row["state"] != "armed" else { return false }
        let state: String = row["state"]
        let costs: [Int] = [row["cost"], row["surely_cost"]]
        let isOpen = ["unknown", "writtenOff"].contains(state)
        switch resolution {
        case .charged(let price):
            let price: Int = price?.thousandths ?? row["price"]
            guard isOpen || costs != [price, price] else { return false }
            try charge(attempt, sign: -1)
            try run(
                "UPDATE attempt SET cost = ?2, surely_cost = ?2 WHERE attempt_id = ?1",
                [attempt.value, price])
            try charge(attempt, sign: 1)
        case .free:
            guard isOpen else { return false }
            try uncharge(attempt, unlessRefusalsAre: false)
        }
        if isOpen {
            try run(
                """
                UPDATE attempt SET state = ?, settled_at = coalesce(settled_at, ?), settled_by = ?,
                    request_id = coalesce(request_id, ?)
                WHERE attempt_id = ?
                """,
                [
                    resolution == .free ? "free" : "succeeded", now, source.rawValue, requestID,
                    attempt.value,
                ])
            try reopenKnown(row["task_id"])
        }
        return true
    }

    /// A task that was held for an unknown outcome waits again once none is unknown.
    ///
    /// One whose success could not be read stays held: its next reply would be lost in the same way,
    /// whatever the bill says of this one, so that only a person sends it again.
    private func reopenKnown(_ task: Int64) throws {
        try run(
            """
            UPDATE task SET state = 'waiting', reason = NULL, detail = NULL, not_before = NULL
            WHERE task_id = ?1 AND state = 'held' AND reason = 'unknown'
                AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.task_id = ?1
                    AND attempt.state IN ('unknown', 'armed'))
            """, [task])
        if changesCount > 0 { try deriveJobStates(.withTask(task)) }
    }

    /// Takes what a service called back; see ``RunLedger/takeCallback(for:end:reply:)``.
    func takeCallback(
        for attempt: AttemptID, end: AttemptEnd, reply: AttemptReply, now: Int
    ) throws -> Settlement {
        let row = try Row.fetchOne(
            cachedStatement(sql: "SELECT state, task_id, cost FROM attempt WHERE attempt_id = ?"),
            arguments: [attempt.value])
        guard let row else { return .stale }
        if case .succeeded = end {
            let settlement = try settle(attempt, as: end, by: "callback", reply: reply, now: now)
            // What was taken for free has no cost yet.
            if settlement != .stale, row["cost"] == 0 {
                try run(
                    """
                    UPDATE attempt SET cost = price FROM batch
                    WHERE attempt_id = ? AND batch.batch_id = attempt.batch_id
                    """, [attempt.value])
                try charge(attempt, sign: 1)
                try chargeSurely(attempt)
            }
            return settlement
        }
        guard row["state"] == "unknown" else { return .stale }
        // The reply is lost and the service says that it refused: nobody waits for it any more.
        try run(
            """
            UPDATE attempt SET state = 'refused', settled_at = ?, settled_by = 'callback',
                message = ? WHERE attempt_id = ?
            """, [now, reply.message, attempt.value])
        try uncharge(attempt, unlessRefusalsAre: true)
        try run("UPDATE task SET not_before = NULL WHERE task_id = ?", [row["task_id"] as Int64])
        try reopenKnown(row["task_id"])
        return .settled
    }
}
