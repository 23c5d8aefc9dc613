import SpeechTasks

/// What the rules for unknown outcomes look at in the batch's row.
private struct RepeatTerms {
    let price: Money
    let repeatSpent: Money
    let maxUnknownSpend: Money
    let rule: UnknownRule

    init(_ row: any LedgerRow) throws {
        price = Money(thousandths: row["price"])
        repeatSpent = Money(thousandths: row["repeat_spent"])
        maxUnknownSpend = Money(thousandths: row["max_unknown_spend"])
        rule = try row["on_unknown"]
    }

    /// Why a task whose replies were lost is not called again; nil if it may be.
    func reasonToHold(_ lost: LostReplies) -> String? {
        if let reason = lost.reasonToHold(under: rule) { return reason }
        guard lost.unknown > 0, repeatSpent + price > maxUnknownSpend else { return nil }
        return "the outcome of its call is unknown\(lost.words), and second calls have reached "
            + "--max-unknown-spend \(maxUnknownSpend) CNY"
    }
}

extension LedgerTransaction {
    /// Writes a call down before its first byte is sent, if everything that has to hold does.
    func arm(_ claimed: ClaimedTask, _ run: RunID, now: Int) throws -> Arming {
        let lost = try lostReplies(ofTask: claimed.claim.id)
        if lost.areAny, let reason = try repeatTerms(of: run.batch).reasonToHold(lost),
            try holdsClaim(claimed, run)
        {
            try hold(claimed.claim.id, .unknown, detail: reason)
            return .held(reason: reason)
        }
        let attempt = try insertAttempt(claimed, run, isRepeat: lost.unknown > 0, now: now)
        guard let attempt else { return try reasonNotToArm(claimed, run, now: now) }
        try renew(claimed.claim, of: .task, now: now)
        try charge(attempt, sign: 1)
        return .armed(attempt)
    }

    /// The one statement that decides whether money may be spent.
    ///
    /// The task still waits and nobody else holds it; the run is on; no other call for the task is
    /// under way; and with this call's price the batch stays within its ceiling and the account
    /// within its day.
    private func insertAttempt(
        _ claimed: ClaimedTask, _ run: RunID, isRepeat: Bool, now: Int
    ) throws -> AttemptID? {
        let id: Int64? = try value(
            """
            INSERT INTO attempt (task_id, batch_id, run_id, account, day, state, is_repeat,
                armed_at, cost)
            SELECT task_id, batch.batch_id, run_id, batch.account, $1, \(AttemptState.armed),
                $2, $3, price
            FROM run JOIN batch USING (batch_id) JOIN task ON task_id = $4
            WHERE run_id = $5 AND ended_at IS NULL AND outcome IS NULL
                AND task.state = \(TaskState.waiting)
                AND task.claimed_by = run_id AND task.fence = $6
                AND at_most_spent + price <= coalesce(ceiling, at_most_spent + price)
                AND (budget_day IS NULL OR price + coalesce((
                    SELECT account_day.at_most_spent FROM account_day
                    WHERE account_day.service = batch.service
                        AND account_day.account = batch.account AND day = $1), 0)
                    <= budget_day)
                AND NOT EXISTS (SELECT 1 FROM attempt AS other
                    WHERE other.task_id = task.task_id AND other.state = \(AttemptState.armed))
            RETURNING attempt_id
            """,
            [
                localDay(milliseconds: now), isRepeat, now, claimed.claim.id,
                run.value, claimed.claim.fence,
            ])
        return id.map(AttemptID.init(value:))
    }

    /// Why ``insertAttempt(_:_:isRepeat:now:)`` found that it may not.
    private func reasonNotToArm(
        _ claimed: ClaimedTask, _ run: RunID, now: Int
    ) throws -> Arming {
        guard try holdsClaim(claimed, run) else { return .claimLost }
        let isOverCeiling: Bool? = try value(
            """
            SELECT at_most_spent + price > coalesce(ceiling, at_most_spent + price)
            FROM batch WHERE batch_id = $1
            """, [run.batch.value])
        return isOverCeiling == true ? .overCeiling : .overDay
    }

    /// Whether the task still waits for the one who claimed it, and no call for it is under way.
    private func holdsClaim(_ claimed: ClaimedTask, _ run: RunID) throws -> Bool {
        try value(
            """
            SELECT EXISTS (
                SELECT 1 FROM task JOIN run ON run_id = claimed_by
                WHERE task_id = $1 AND task.state = \(TaskState.waiting)
                    AND fence = $2 AND run_id = $3
                    AND ended_at IS NULL AND outcome IS NULL
                    AND NOT EXISTS (SELECT 1 FROM attempt
                        WHERE attempt.task_id = $1 AND attempt.state = \(AttemptState.armed)))
            """, [claimed.claim.id, claimed.claim.fence, run.value]) ?? false
    }

    private func repeatTerms(of batch: BatchID) throws -> RepeatTerms {
        let terms = try row(
            """
            SELECT price, repeat_spent, max_unknown_spend, on_unknown
            FROM batch WHERE batch_id = $1
            """, [batch.value]
        ) { try RepeatTerms($0) }
        guard let terms else { throw MissingRow() }
        return terms
    }
}
