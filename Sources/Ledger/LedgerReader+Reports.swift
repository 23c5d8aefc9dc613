import Texts
package import SpeechTasks

/// How much of a batch is where.
package struct BatchProgress: Sendable {
    /// Jobs by state: `waiting`, `ready`, `done`, `failed`, `held`, `dropped`.
    package var jobs: [String: Int] = [:]
    /// Distinct tasks by state: `waiting`, `synthesized`, `stored`, `failed`, `held`.
    package var tasks: [String: Int] = [:]
    /// Places of tasks in jobs whose clip is paid for; the same task can stand in many.
    package var paidPlaces = 0
    /// Characters of all jobs' texts.
    package var characters = 0

    /// All jobs but the dropped ones.
    package var jobCount: Int { jobs.reduce(0) { $0 + ($1.key == "dropped" ? 0 : $1.value) } }
    /// All distinct tasks.
    package var taskCount: Int { tasks.values.reduce(0, +) }
    /// Distinct tasks that are paid for.
    package var paidTasks: Int { tasks["synthesized", default: 0] + tasks["stored", default: 0] }
    /// Distinct tasks that wait for a paid call.
    package var tasksToCall: Int { tasks["waiting", default: 0] }
}

/// What a batch's calls came to.
package struct BatchCalls: Sendable {
    /// Attempts by state: `armed`, `succeeded`, `throttled`, `notSent`, `refused`, `unknown`,
    /// `free`, `writtenOff`.
    package var byState: [String: Int] = [:]
    /// What the calls that succeeded cost.
    package var surelySpent = Money.zero
    /// That, and what all calls of unknown outcome may have cost.
    package var atMostSpent = Money.zero

    /// Successes for tasks that an earlier call had paid for, which was not known in time.
    package var paidTwice = 0
    /// Free questions that were asked for the batch.
    package var questions = 0
    /// What they may have cost, where refusals are taken to be charged.
    package var questionCost = Money.zero

    /// All calls that were sent or tried.
    package var count: Int { byState.values.reduce(0, +) }
}

/// When a batch ran.
package struct BatchTimes: Sendable {
    /// Runs so far.
    package var runCount = 0
    /// Whether a run is open now, or was when its process died.
    package var isOpen = false
    /// Milliseconds spent in all runs.
    package var milliseconds = 0
    /// Milliseconds of audio in the tracks of done jobs.
    package var audioMilliseconds = 0
}

/// One job as a report shows it.
package struct JobRow: Sendable {
    /// Where it was asked for, `list:line`.
    package let place: String
    /// Its identifier, if any.
    package let id: String?
    /// Its title, if any.
    package let title: String?
    /// Its track, relative to the output folder.
    package let output: String
    /// `waiting`, `ready`, `done`, `failed`, `held` or `dropped`.
    package let state: String
    /// Why it is failed or held.
    package let reason: String?
    /// Its text's length in Unicode scalars.
    package let characters: Int
    /// The calls it is cut into.
    package let taskCount: Int
    /// The track's length in milliseconds, once it is made.
    package let durationMilliseconds: Int?
    /// The track's bytes, once it is made.
    package let byteCount: Int?
    /// The track's SHA-256, once it is made.
    package let sha256: [UInt8]?
    /// The row's other columns, a JSON object.
    package let otherColumns: String?

    init(_ row: any LedgerRow) {
        let source: String = row["source"]
        let line: Int = row["line"]
        place = "\(source):\(line)"
        id = row["id"]
        title = row["title"]
        output = row["output"]
        state = row["state"]
        reason = row["reason"]
        characters = row["characters"]
        taskCount = row["task_count"]
        durationMilliseconds = row["duration_ms"]
        byteCount = row["byte_count"]
        sha256 = row["sha256"]
        otherColumns = row["other_columns"]
    }
}

extension LedgerReader {
    /// How much of a batch is where.
    package func progress(of batch: BatchID) throws -> BatchProgress {
        var progress = BatchProgress()
        for (state, count, characters) in try rows(
            """
            SELECT state, count(*) AS count, CAST(sum(characters) AS bigint) AS characters
            FROM job
            WHERE batch_id = $1 GROUP BY state
            """, [batch.value],
            { ($0["state"] as String, $0["count"] as Int, $0["characters"] as Int) })
        {
            progress.jobs[state] = count
            if state != "dropped" { progress.characters += characters }
        }
        for (state, count, places) in try rows(
            """
            SELECT state, count(*) AS count, CAST(sum(places) AS bigint) AS places FROM (
                SELECT task.state AS state, count(*) AS places
                FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
                WHERE batch_id = $1 AND job.state <> 'dropped' GROUP BY task.task_id
            ) AS placed
            GROUP BY state
            """, [batch.value],
            { ($0["state"] as String, $0["count"] as Int, $0["places"] as Int) })
        {
            progress.tasks[state] = count
            if state == "synthesized" || state == "stored" { progress.paidPlaces += places }
        }
        return progress
    }

    /// Whether a run's batch has tasks or jobs that a further pass can do something for.
    package func hasOpenWork(_ run: RunID) throws -> Bool {
        try row(
            """
            SELECT EXISTS (
                SELECT 1 FROM job WHERE batch_id = $1 AND state IN ('waiting', 'ready'))
            """, [run.batch.value]
        ) { $0[0] as Bool } ?? false
    }

    /// The price of one call of a batch.
    package func price(of batch: BatchID) throws -> Money {
        try row("SELECT price FROM batch WHERE batch_id = $1", [batch.value]) {
            Money(thousandths: $0["price"])
        } ?? .documentedCallPrice
    }

    /// What a batch's calls came to.
    package func calls(of batch: BatchID) throws -> BatchCalls {
        var calls = BatchCalls()
        for (state, count, cost, surely) in try rows(
            """
            SELECT state, count(*) AS count, CAST(sum(cost) AS bigint) AS cost,
                CAST(sum(surely_cost) AS bigint) AS surely
            FROM attempt WHERE batch_id = $1 GROUP BY state
            """, [batch.value],
            {
                (
                    $0["state"] as String, $0["count"] as Int, Money(thousandths: $0["cost"]),
                    Money(thousandths: $0["surely"])
                )
            })
        {
            calls.byState[state] = count
            calls.atMostSpent = calls.atMostSpent + cost
            calls.surelySpent = calls.surelySpent + surely
        }
        (calls.questions, calls.questionCost) =
            try row(
                """
                SELECT count(*) AS count, CAST(coalesce(sum(cost), 0) AS bigint) AS cost
                FROM question WHERE batch_id = $1
                """, [batch.value], { ($0["count"] as Int, Money(thousandths: $0["cost"])) })
            ?? (0, .zero)
        calls.atMostSpent = calls.atMostSpent + calls.questionCost
        calls.paidTwice = try paidTwice(of: batch)
        return calls
    }

    /// Calls that were armed before the success of an earlier one for the same task was known.
    private func paidTwice(of batch: BatchID) throws -> Int {
        try row(
            """
            SELECT count(*) FROM attempt AS later
            WHERE batch_id = $1 AND state = 'succeeded' AND EXISTS (
                SELECT 1 FROM attempt AS earlier
                WHERE earlier.task_id = later.task_id AND earlier.state = 'succeeded'
                    AND earlier.attempt_id < later.attempt_id
                    AND earlier.settled_at >= later.armed_at)
            """, [batch.value]
        ) { $0[0] as Int } ?? 0
    }

    /// When a batch ran, and how much audio it has made.
    ///
    /// - Parameter now: Unix milliseconds, the end of a run that is still open.
    package func times(of batch: BatchID, now: Int = unixMilliseconds()) throws -> BatchTimes {
        let runs = try row(
            """
            SELECT count(*) AS runs, count(*) FILTER (WHERE outcome IS NULL) AS open,
                CAST(coalesce(sum(coalesce(ended_at, CASE WHEN outcome IS NULL THEN $1 ELSE
                    (SELECT max(coalesce(settled_at, armed_at)) FROM attempt
                     WHERE attempt.run_id = run.run_id) END, started_at) - started_at), 0)
                    AS bigint) AS milliseconds
            FROM run WHERE batch_id = $2
            """, [now, batch.value]
        ) { ($0["runs"] as Int, ($0["open"] as Int) > 0, $0["milliseconds"] as Int) }
        let audio = try row(
            """
            SELECT CAST(coalesce(sum(duration_ms), 0) AS bigint)
            FROM job JOIN track USING (job_id)
            WHERE batch_id = $1 AND state = 'done'
            """, [batch.value]
        ) { $0[0] as Int }
        let (count, isOpen, milliseconds) = runs ?? (0, false, 0)
        return BatchTimes(
            runCount: count, isOpen: isOpen, milliseconds: milliseconds,
            audioMilliseconds: audio ?? 0)
    }

    /// Calls in flight: how many, and for how long the oldest, in milliseconds.
    package func inFlight(
        of batch: BatchID, now: Int = unixMilliseconds()
    ) throws -> (count: Int, oldestMilliseconds: Int) {
        try row(
            """
            SELECT count(*) AS count, coalesce($1 - min(armed_at), 0) AS oldest FROM attempt
            WHERE batch_id = $2 AND state = 'armed'
            """, [now, batch.value]
        ) { ($0["count"] as Int, $0["oldest"] as Int) } ?? (0, 0)
    }

    /// Hands over a batch's jobs in order, one at a time.
    ///
    /// - Parameters:
    ///   - states: only jobs in these states; nil for all.
    ///   - limit: at most so many; nil for all.
    package func forEachJob(
        of batch: BatchID, in states: [String]? = nil, limit: Int? = nil,
        _ body: (JobRow) throws -> Void
    ) throws {
        let condition = states.map { states in
            "AND job.state IN (\(states.map { "'\($0)'" }.joined(separator: ", ")))"
        }
        try forEachRow(
            """
            SELECT job.*, duration_ms, byte_count, sha256
            FROM job LEFT JOIN track USING (job_id)
            WHERE batch_id = $1 \(condition ?? "")
            ORDER BY state = 'dropped', position \(limit == nil ? "" : "LIMIT $2")
            """, limit.map { [batch.value, $0] } ?? [batch.value]
        ) { try body(JobRow($0)) }
    }

    /// The names of the other columns in a batch's lists, in the order they are first met.
    package func otherColumnNames(of batch: BatchID) throws -> [String] {
        var names: [String] = []
        var known: Set<String> = []
        try forEachRow(
            """
            SELECT other_columns FROM job
            WHERE batch_id = $1 AND state <> 'dropped' AND other_columns IS NOT NULL
            ORDER BY position
            """, [batch.value]
        ) { row in
            for name in memberNames(ofJSON: row[0]) where known.insert(name).inserted {
                names.append(name)
            }
        }
        return names
    }

    /// The clips a batch's jobs are made of, with what the ledger knows of their files.
    package func forEachClip(
        of batch: BatchID, _ body: (StoredFile) throws -> Void
    ) throws {
        try forEachRow(
            """
            SELECT file, byte_count, sha256, duration_ms FROM clip WHERE task_id IN (
                SELECT task_id FROM job JOIN job_task USING (job_id)
                WHERE batch_id = $1 AND state <> 'dropped')
            """, [batch.value]
        ) { try body(StoredFile(ofRow: $0)) }
    }
}
