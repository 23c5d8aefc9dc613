package import SpeechTasks

extension RunLedger {
    /// The most calls for one task whose outcome is unknown: the first and two more.
    package static let maximumUnknownCalls = 3

    /// How long a claim holds after it was last renewed, in milliseconds.
    ///
    /// A run renews what it holds every minute.
    static let leaseMilliseconds = 600_000

    /// Opens a run of a batch; its attempts carry the run's number.
    ///
    /// - Parameters:
    ///   - plannedCalls: the calls that its plan says it pays.
    ///   - ceiling: the most the batch may have spent when the run ends; nil for no limit.
    package func beginRun(
        of batch: BatchID, plannedCalls: Int? = nil, ceiling: Money? = nil
    ) throws -> RunID {
        try transaction { database in
            try database.run(
                "UPDATE batch SET ceiling = coalesce($1, budget) WHERE batch_id = $2",
                [ceiling?.thousandths, batch.value])
            let run: Int64 = try database.known(
                """
                INSERT INTO run (batch_id, started_at, planned_calls) VALUES ($1, $2, $3)
                RETURNING run_id
                """, [batch.value, now(), plannedCalls])
            return RunID(value: run, batch: batch)
        }
    }

    /// Closes a run with a word on how it ended.
    package func endRun(_ run: RunID, outcome: RunOutcome) throws {
        try transaction { database in
            try database.run(
                "UPDATE run SET ended_at = $1, outcome = $2 WHERE run_id = $3",
                [now(), outcome, run.value])
        }
    }

    /// Renews all that a run holds, so that a long wait loses no claim.
    package func renewClaims(_ run: RunID) async throws {
        try await commits.write { [now] database in try database.renewClaims(run, now: now()) }
    }

    /// Claims up to `limit` waiting tasks in the batch's order.
    ///
    /// - Parameter cursor: the place to go on from; set back to the start when the end is reached,
    ///   so that an empty answer means that nothing waits.
    package func claimTasks(
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

    /// Writes a call into the ledger before its first byte is sent, if money and the claim allow it.
    ///
    /// The claim is renewed with it.
    package func arm(_ claimed: ClaimedTask, in run: RunID) async throws -> Arming {
        try await commits.writeToSpend { [now] database in
            try database.arm(claimed, run, now: now())
        }
    }

    /// Writes how a call ended, and what that makes of its task and jobs.
    @discardableResult
    package func settle(
        _ attempt: AttemptID, as end: AttemptEnd, reply: AttemptReply
    ) async throws -> Settlement {
        try await commits.write { [now] database in
            try database.settle(attempt, as: end, by: .reply, reply: reply, now: now())
        }
    }

    /// When the first task that waits for a callback may be called again, in Unix milliseconds.
    ///
    /// It may be past. Nil where no task of the batch waits for one.
    package func nextCallAfterCallback(_ run: RunID) async throws -> Int? {
        try await commits.write { database in
            try database.known(
                """
                SELECT min(not_before) FROM job JOIN job_task USING (job_id)
                    JOIN task USING (task_id)
                WHERE batch_id = $1 AND job.state IN (\(JobState.waiting), \(JobState.held))
                    AND task.state = \(TaskState.waiting) AND task.claimed_by IS NULL
                """, [run.batch.value])
        }
    }

    /// Lets calls that a dead run left in flight wait for their callbacks too, counted from when they
    /// were sent.
    ///
    /// - Parameter milliseconds: how long a call of unknown outcome waits.
    /// - Returns: how many tasks wait for one.
    package func waitForCallbacks(_ run: RunID, milliseconds: Int) async throws -> Int {
        try await commits.write { [now] database in
            try database.changes(
                """
                UPDATE task SET not_before = lost.armed_at + $1
                FROM (SELECT task_id, max(armed_at) AS armed_at FROM attempt
                    WHERE batch_id = $2 AND state = \(AttemptState.unknown)
                        AND settled_by = \(OutcomeSource.restart)
                        AND armed_at + $1 > $3 GROUP BY task_id) AS lost
                WHERE task.task_id = lost.task_id AND state = \(TaskState.waiting)
                    AND not_before IS NULL
                """, [milliseconds, run.batch.value, now()])
        }
    }

    /// Puts shorter tasks in the place of one that is too long, in every job that has it.
    ///
    /// The calls of the new tasks count as second calls if the old task's outcome is unknown.
    package func split(_ claimed: ClaimedTask, into pieces: [SpeechTask]) async throws {
        try await commits.write { database in
            try database.split(claimed, into: pieces)
        }
    }

    /// Puts shorter tasks in the place of a waiting one that nobody holds.
    package func split(_ hash: TaskHash, into pieces: [SpeechTask]) throws {
        try transaction { database in
            let task = try database.row(
                "SELECT \(ClaimedTask.columns) FROM task WHERE hash = $1 AND state = $2",
                [hash.bytes, TaskState.waiting]
            ) { ClaimedTask($0) }
            if let task { try database.split(task, into: pieces) }
        }
    }

    /// Gives a claimed task back unsent.
    package func release(_ claimed: ClaimedTask) async throws {
        try await commits.write { database in
            try database.release(claimed.claim, of: .task)
        }
    }
}

/// Names a run of a batch in the ledger.
package struct RunID: Hashable, Sendable {
    let value: Int64
    let batch: BatchID
}

/// Where claiming goes on in a batch's order.
package struct ClaimCursor: Sendable {
    var position = 0

    /// The batch's start.
    package init() {}
}
