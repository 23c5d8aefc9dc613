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
                is_in_outage = $4, http_status = $5, code = $6, message = $7,
                request_id = coalesce($8, request_id),
                header_request_id = coalesce($9, header_request_id), audio_id = $10,
                audio_url = $11, duration_ms = $12, created_at = $13, units = $14,
                body = $15
            WHERE attempt_id = $16 AND (state = \(AttemptState.armed)
                OR $1 = \(AttemptState.succeeded)
                    AND (state <> \(AttemptState.succeeded) OR audio_url IS NULL))
            RETURNING task_id
            """,
            [
                end.state, now, source, end.isInOutage, reply.httpStatus,
                reply.code, reply.message, reply.requestID, reply.headerRequestID, reply.audioID,
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
        case .unknown(_, let waitsUntil?):
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

extension AttemptEnd {
    /// Whether the service was down for all calls when this one ended.
    fileprivate var isInOutage: Bool {
        if case .unknown(let isInOutage, _) = self { isInOutage } else { false }
    }
}
