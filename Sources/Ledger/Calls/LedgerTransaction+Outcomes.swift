import SpeechTasks

/// What a call's row says before something is learned of it from elsewhere.
private struct KnownCall {
    let state: AttemptState
    let taskID: Int64
    let cost: Money
    let surelyCost: Money
    let price: Money

    init(_ row: any LedgerRow) throws {
        state = try row["state"]
        taskID = row["task_id"]
        cost = Money(thousandths: row["cost"])
        surelyCost = Money(thousandths: row["surely_cost"])
        price = Money(thousandths: row["price"])
    }
}

extension LedgerTransaction {
    /// Writes down what is known of a call from elsewhere; true if anything changed.
    ///
    /// The time at which the call ended stays as it was, because a later bill is searched for it there.
    func resolve(
        _ attempt: AttemptID, as resolution: Resolution, by source: OutcomeSource,
        requestID: String? = nil, now: Int
    ) throws -> Bool {
        guard let known = try call(attempt), known.state != .armed else { return false }
        let isOpen = [.unknown, .writtenOff].contains(known.state)
        switch resolution {
        case .charged(let price):
            let price = price ?? known.price
            guard isOpen || known.cost != price || known.surelyCost != price else { return false }
            try charge(attempt, surely: price)
        case .free:
            guard isOpen else { return false }
            try uncharge(attempt, keepsChargedRefusals: false)
        }
        if isOpen {
            try run(
                """
                UPDATE attempt SET state = $1, settled_at = coalesce(settled_at, $2),
                    settled_by = $3, request_id = coalesce(request_id, $4)
                WHERE attempt_id = $5
                """,
                [
                    resolution == .free ? AttemptState.free : .succeeded, now, source, requestID,
                    attempt.value,
                ])
            try reopenKnown(known.taskID)
        }
        return true
    }

    /// A call as it stands; nil where there is none of that number.
    private func call(_ attempt: AttemptID) throws -> KnownCall? {
        try row(
            """
            SELECT state, task_id, cost, surely_cost, price
            FROM attempt JOIN batch USING (batch_id) WHERE attempt_id = $1
            """, [attempt.value]
        ) { try KnownCall($0) }
    }

    /// A task that was held for an unknown outcome waits again once none is unknown.
    ///
    /// One whose success could not be read stays held: its next reply would be lost in the same way,
    /// whatever the bill says of this one, so that only a person sends it again.
    private func reopenKnown(_ task: Int64) throws {
        let count = try changes(
            """
            UPDATE task SET state = \(TaskState.waiting), reason = NULL, detail = NULL,
                not_before = NULL
            WHERE task_id = $1 AND state = \(TaskState.held) AND reason = \(HoldReason.unknown)
                AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.task_id = $1
                    AND attempt.state IN (\(AttemptState.unknown), \(AttemptState.armed)))
            """, [task])
        if count > 0 { try deriveJobStates(.withTask(task)) }
    }

    /// Takes what a service called back; see ``RunLedger/takeCallback(for:end:reply:)``.
    func takeCallback(
        for attempt: AttemptID, end: AttemptEnd, reply: AttemptReply, now: Int
    ) throws -> Settlement {
        guard let known = try call(attempt) else { return .stale }
        if case .succeeded = end {
            let settlement = try settle(attempt, as: end, by: .callback, reply: reply, now: now)
            // A call that was taken to be free has no cost yet.
            if settlement != .stale, known.cost == .zero {
                try chargePrice(attempt)
            }
            return settlement
        }
        guard known.state == .unknown else { return .stale }
        // The reply is lost and the service says that it refused: nobody waits for it any more.
        try run(
            """
            UPDATE attempt SET state = \(AttemptState.refused), settled_at = $1,
                settled_by = \(OutcomeSource.callback),
                message = $2 WHERE attempt_id = $3
            """, [now, reply.message, attempt.value])
        try uncharge(attempt, keepsChargedRefusals: true)
        try run("UPDATE task SET not_before = NULL WHERE task_id = $1", [known.taskID])
        try reopenKnown(known.taskID)
        return .settled
    }
}
