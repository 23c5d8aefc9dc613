import SpeechTasks

extension LedgerTransaction {
    /// Writes how a call ended, and what that makes of its task and jobs.
    ///
    /// Only a call that is under way can end. A late success alone is still taken, whatever the ledger
    /// took the call for meanwhile, or a bill said of it: its audio is paid for.
    func settle(
        _ attempt: AttemptID, as end: AttemptEnd, by source: OutcomeSource, reply: AttemptReply,
        now: Int
    ) throws -> Settlement {
        let task: Int64? = try value(
            """
            UPDATE attempt SET state = $1, settled_at = $2, settled_by = $3,
                http_status = $4, code = $5, message = $6,
                request_id = coalesce($7, request_id),
                header_request_id = coalesce($8, header_request_id), audio_id = $9,
                audio_url = $10, duration_ms = $11, created_at = $12, units = $13,
                body = $14
            WHERE attempt_id = $15 AND (state = \(AttemptState.armed)
                OR $1 = \(AttemptState.succeeded)
                    AND (state <> \(AttemptState.succeeded) OR audio_url IS NULL))
            RETURNING task_id
            """,
            [
                end.state, now, source, reply.httpStatus, reply.code, reply.message,
                reply.requestID, reply.headerRequestID, reply.audioID,
                reply.audioURL, reply.durationMilliseconds, reply.createdAt, reply.units,
                reply.body, attempt.value,
            ])
        guard let task else { return .stale }
        if end.isFree { try uncharge(attempt, keepsChargedRefusals: true) }
        if case .succeeded = end {
            try chargeSurely(attempt)
            return try bringAudio(task) ? .settled : .paidTwice
        }
        if try isWaiting(task) { try follow(end, task: task) }
        return .settled
    }

    /// Whether a task has no audio yet: a callback for an earlier call may have brought it.
    private func isWaiting(_ task: Int64) throws -> Bool {
        try value(
            "SELECT EXISTS (SELECT 1 FROM task WHERE task_id = $1 AND state = $2)",
            [task, TaskState.waiting]) ?? false
    }

    private func follow(_ end: AttemptEnd, task: Int64) throws {
        switch end {
        case .refusedTask(let reason):
            try fail(task, detail: reason)
        case .unreadable(let reason):
            try hold(task, .unreadable, detail: reason)
        case .unknown(let waitsUntil?):
            try run(
                """
                UPDATE task SET not_before = $1, claimed_by = NULL, claimed_until = NULL
                WHERE task_id = $2
                """, [waitsUntil, task])
        case .succeeded, .throttled, .notSent, .refused, .unknown:
            break
        }
    }

    /// A paid task's audio waits at its address, unless the task has audio already.
    ///
    /// - Returns: whether the task had no audio, and now waits for this.
    func bringAudio(_ task: Int64) throws -> Bool {
        let count = try changes(
            """
            UPDATE task SET state = \(TaskState.synthesized), reason = NULL, detail = NULL,
                claimed_by = NULL, claimed_until = NULL, not_before = NULL
            WHERE task_id = $1 AND state IN (\([TaskState.waiting, .failed, .held, .split]))
            """, [task])
        guard count > 0 else { return false }
        try deriveJobStates(.withTask(task))
        return true
    }
}
