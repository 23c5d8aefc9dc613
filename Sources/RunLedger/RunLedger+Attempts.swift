import GRDB
public import SpeechTasks

extension RunLedger {
    /// The most calls for one task whose outcome is unknown: the first and two more.
    public static let maximumUnknownCalls = 3

    /// How long a claim holds without an end, in milliseconds: far longer than any call.
    static let claimMilliseconds = 3_600_000

    /// Opens a run of a batch; its attempts carry the run's number.
    public func beginRun(of batch: BatchID) throws -> RunID {
        try transaction { database in
            try database.execute(
                sql: "INSERT INTO run (batch_id, started_at) VALUES (?, ?)",
                arguments: [batch.value, now()])
            return RunID(value: database.lastInsertedRowID, batch: batch)
        }
    }

    /// Closes a run with a word on how it ended.
    public func endRun(_ run: RunID, outcome: String) throws {
        try transaction { database in
            try database.execute(
                sql: "UPDATE run SET ended_at = ?, outcome = ? WHERE run_id = ?",
                arguments: [now(), outcome, run.value])
        }
    }

    /// Claims up to `limit` waiting tasks in the batch's order.
    ///
    /// - Parameter cursor: the place to go on from; set back to the start when the end is reached,
    ///   so that an empty answer means that nothing waits.
    public func claimTasks(
        _ run: RunID, limit: Int, cursor: inout ClaimCursor
    ) async throws -> [ClaimedTask] {
        let place = cursor.position
        let (tasks, last) = try await commits.write { [now] database in
            try database.claimTasks(run, from: place, limit: limit, now: now())
        }
        cursor.position = last
        if tasks.isEmpty && place > 0 {
            cursor.position = 0
            return try await claimTasks(run, limit: limit, cursor: &cursor)
        }
        return tasks
    }

    /// Writes a call into the ledger before its first byte is sent, if money allows it.
    public func arm(_ claimed: ClaimedTask, in run: RunID) async throws -> Arming {
        try await commits.writeToSpend { [now] database in
            let terms = try database.armingTerms(of: run.batch)
            let unknown = try database.unknownCalls(of: claimed)
            if unknown > 0, let reason = terms.reasonToHold(afterUnknownCalls: unknown) {
                try database.hold(claimed.taskID, .unknown, detail: reason)
                return .held(reason: reason)
            }
            guard terms.allowsOneMore else { return .overBudget }
            return try .armed(
                database.insertAttempt(
                    claimed, run, price: terms.price, isRepeat: unknown > 0, now: now()))
        }
    }

    /// Writes how a call ended, and what that makes of its task and jobs.
    public func settle(
        _ attempt: AttemptID, of claimed: ClaimedTask, as end: AttemptEnd, reply: AttemptReply
    ) async throws {
        try await commits.write { [now] database in
            try database.settle(attempt, as: end, reply: reply, now: now())
            switch end {
            case .succeeded:
                try database.run(
                    """
                    UPDATE task SET state = 'synthesized', reason = NULL, detail = NULL,
                        claimed_by = NULL, claimed_until = NULL
                    WHERE task_id = ? AND fence = ?
                    """, [claimed.taskID, claimed.fence])
            case .refusedTask(let reason):
                try database.fail(claimed.taskID, detail: reason)
            case .throttled, .notSent, .refused, .unknown:
                break
            }
        }
    }

    /// Puts shorter tasks in the place of one that is too long, in every job that has it.
    ///
    /// The calls of the new tasks count as second calls if the old task's outcome is unknown.
    public func split(_ claimed: ClaimedTask, into pieces: [SpeechTask]) async throws {
        try await commits.write { database in
            try database.split(claimed, into: pieces)
        }
    }

    /// Gives a claimed task back unsent.
    public func release(_ claimed: ClaimedTask) async throws {
        try await commits.write { database in
            try database.run(
                """
                UPDATE task SET claimed_by = NULL, claimed_until = NULL
                WHERE task_id = ? AND fence = ?
                """, [claimed.taskID, claimed.fence])
        }
    }

    /// Fails or holds a task for a reason no reply gave.
    public func fail(_ claimed: ClaimedTask, reason: String) async throws {
        try await commits.write { database in
            try database.fail(claimed.taskID, detail: reason)
        }
    }
}

/// Names a run of a batch in the ledger.
public struct RunID: Hashable, Sendable {
    let value: Int64
    let batch: BatchID
}

/// Where claiming goes on in a batch's order.
public struct ClaimCursor: Sendable {
    var position = 0

    /// The batch's start.
    public init() {}
}
