import Texts
package import SpeechTasks

/// How much of a batch is where.
package struct BatchProgress: Sendable {
    /// Jobs by state.
    package var jobs: [JobState: Int] = [:]
    /// Distinct tasks by state.
    package var tasks: [TaskState: Int] = [:]
    /// Places of tasks in jobs whose clip is paid for; the same task can stand in many.
    package var paidPlaces = 0
    /// Distinct tasks of its jobs that a call of the batch itself has paid for.
    package var boughtTasks = 0
    /// Characters of all jobs' texts.
    package var characters = 0
    /// Rows that are cut out of calls which they share, and these calls.
    package var packedRows = 0
    package var sharedCalls = 0

    /// Progress of nothing.
    package init() {}

    /// All jobs but the dropped ones.
    package var jobCount: Int { jobs.reduce(0) { $0 + ($1.key == .dropped ? 0 : $1.value) } }
    /// All distinct tasks.
    package var taskCount: Int { tasks.values.reduce(0, +) }
    /// Distinct tasks that are paid for.
    package var paidTasks: Int { tasks[.synthesized, default: 0] + tasks[.stored, default: 0] }
    /// Distinct tasks that wait for a paid call.
    package var tasksToCall: Int { tasks[.waiting, default: 0] }
}

/// What a batch's calls came to.
package struct BatchCalls: Sendable {
    /// Attempts by state.
    package var byState: [AttemptState: Int] = [:]
    /// What the calls that succeeded cost.
    package var surelySpent = Money.zero
    /// That, and what all calls of unknown outcome may have cost.
    package var atMostSpent = Money.zero

    /// Successes for tasks that an earlier call had paid for, which was not known in time.
    package var paidTwice = 0
    /// Calls, and what they cost at most, for recordings that the batch has replaced.
    package var replaced = ReplacedCalls()
    /// Free questions that were asked for the batch.
    package var questions = 0
    /// What they may have cost, where refusals are taken to be charged.
    package var questionCost = Money.zero

    /// No calls.
    package init() {}

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

    /// Times of a batch that never ran.
    package init(
        runCount: Int = 0, isOpen: Bool = false, milliseconds: Int = 0, audioMilliseconds: Int = 0
    ) {
        self.runCount = runCount
        self.isOpen = isOpen
        self.milliseconds = milliseconds
        self.audioMilliseconds = audioMilliseconds
    }
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
    /// How far it is.
    package let state: JobState
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
    /// How its track fits its film, or was cut out of another sound, as JSON of whoever made it.
    package let fit: String?
    /// The row's other columns, a JSON object.
    package let otherColumns: String?

    static let columns: LedgerSQL = """
        source, line, id, title, output, state, reason, characters, task_count, duration_ms,
        byte_count, sha256, fit, other_columns
        """

    init(_ row: any LedgerRow) throws {
        let source: String = row["source"]
        let line: Int = row["line"]
        place = "\(source):\(line)"
        id = row["id"]
        title = row["title"]
        output = row["output"]
        state = try row["state"]
        reason = row["reason"]
        characters = row["characters"]
        taskCount = row["task_count"]
        durationMilliseconds = row["duration_ms"]
        byteCount = row["byte_count"]
        sha256 = row["sha256"]
        fit = row["fit"]
        otherColumns = row["other_columns"]
    }
}

/// How many rows are in a state, and what they add up to.
private struct StateCount<State: LedgerWord> {
    let state: State
    let count: Int
    let sum: Int

    init(_ row: any LedgerRow) throws {
        state = try row["state"]
        count = row["count"]
        sum = row["sum"]
    }
}

/// What a batch may have spent, by the sum it is held to, and what of it on questions.
private struct BatchSpending {
    let atMost: Money
    let questions: Int
    let questionCost: Money

    init(_ row: any LedgerRow) {
        atMost = Money(thousandths: row["at_most_spent"])
        questions = row["count"]
        questionCost = Money(thousandths: row["cost"])
    }
}

extension LedgerReader {
    /// How much of a batch is where.
    package func progress(of batch: BatchID) throws -> BatchProgress {
        var progress = BatchProgress()
        let jobs = try rows(
            """
            SELECT state, count(*) AS count, CAST(sum(characters) AS bigint) AS sum
            FROM job WHERE batch_id = $1 AND \(LedgerSQL.isNotForgotten) GROUP BY state
            """, [batch.value]
        ) { try StateCount<JobState>($0) }
        for row in jobs {
            progress.jobs[row.state] = row.count
            if row.state != .dropped { progress.characters += row.sum }
        }
        let tasks = try rows(
            """
            SELECT state, count(*) AS count, CAST(sum(places) AS bigint) AS sum FROM (
                SELECT task.state AS state, count(*) AS places
                FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
                WHERE batch_id = $1 AND job.state <> \(JobState.dropped) GROUP BY task.task_id
            ) AS placed
            GROUP BY state
            """, [batch.value]
        ) { try StateCount<TaskState>($0) }
        for row in tasks {
            progress.tasks[row.state] = row.count
            if [.synthesized, .stored].contains(row.state) { progress.paidPlaces += row.sum }
        }
        progress.boughtTasks = try boughtTasks(of: batch)
        try forEachRow(
            """
            SELECT count(*) AS jobs, count(DISTINCT job_task.task_id) AS calls
            FROM job JOIN job_task USING (job_id)
            WHERE batch_id = $1 AND kind = \(JobKind.row) AND state = \(JobState.done)
                AND track_form LIKE '%"pack":%'
                AND track_form NOT LIKE '%"isBoughtAlone":true%'
            """, [batch.value]
        ) {
            progress.packedRows = $0["jobs"]
            progress.sharedCalls = $0["calls"]
        }
        return progress
    }

    /// Whether a run's batch has tasks or jobs that a further pass can do something for.
    package func hasOpenWork(_ run: RunID) throws -> Bool {
        try row(
            """
            SELECT EXISTS (
                SELECT 1 FROM job WHERE batch_id = $1 AND state IN (\(JobState.waiting), \(JobState.ready)))
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
        let states = try rows(
            """
            SELECT state, count(*) AS count, CAST(sum(surely_cost) AS bigint) AS sum
            FROM attempt WHERE batch_id = $1 GROUP BY state
            """, [batch.value]
        ) { try StateCount<AttemptState>($0) }
        for row in states {
            calls.byState[row.state] = row.count
            calls.surelySpent = calls.surelySpent + Money(thousandths: row.sum)
        }
        let spent = try row(
            """
            SELECT at_most_spent, count(question_id) AS count,
                CAST(coalesce(sum(cost), 0) AS bigint) AS cost
            FROM batch LEFT JOIN question USING (batch_id) WHERE batch_id = $1
            GROUP BY batch.batch_id
            """, [batch.value]
        ) { BatchSpending($0) }
        guard let spent else { throw MissingRow() }
        calls.atMostSpent = spent.atMost
        calls.questions = spent.questions
        calls.questionCost = spent.questionCost
        calls.paidTwice = try paidTwice(of: batch)
        calls.replaced = try replacedCalls(of: batch)
        return calls
    }

    /// Calls that were armed before the success of an earlier one for the same task was known.
    private func paidTwice(of batch: BatchID) throws -> Int {
        try row(
            """
            SELECT count(*) FROM attempt AS later
            WHERE batch_id = $1 AND state = \(AttemptState.succeeded) AND EXISTS (
                SELECT 1 FROM attempt AS earlier
                WHERE earlier.task_id = later.task_id AND earlier.state = \(AttemptState.succeeded)
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
            WHERE batch_id = $1 AND state = \(JobState.done)
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
            WHERE batch_id = $2 AND state = \(AttemptState.armed)
            """, [now, batch.value]
        ) { ($0["count"] as Int, $0["oldest"] as Int) } ?? (0, 0)
    }

    /// Hands over a batch's jobs in order, one at a time.
    ///
    /// - Parameters:
    ///   - states: only jobs in these states; nil for all.
    ///   - limit: at most so many; nil for all.
    package func forEachJob(
        of batch: BatchID, in states: [JobState]? = nil, limit: Int? = nil,
        _ body: (JobRow) throws -> Void
    ) throws {
        let condition: LedgerSQL? = states.map { "AND state IN (\($0))" }
        let end: LedgerSQL = limit == nil ? "" : "LIMIT $2"
        try forEachRow(
            """
            SELECT \(JobRow.columns)
            FROM job LEFT JOIN track USING (job_id)
            WHERE batch_id = $1 AND \(LedgerSQL.isNotForgotten) \(condition ?? "")
            ORDER BY state = \(JobState.dropped), position \(end)
            """, limit.map { [batch.value, $0] } ?? [batch.value]
        ) { try body(try JobRow($0)) }
    }

    /// The names of the other columns in a batch's lists, in the order they are first met.
    package func otherColumnNames(of batch: BatchID) throws -> [String] {
        var names: [String] = []
        var known: Set<String> = []
        try forEachRow(
            """
            SELECT other_columns FROM job
            WHERE batch_id = $1 AND state <> \(JobState.dropped) AND other_columns IS NOT NULL
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
                WHERE batch_id = $1 AND state <> \(JobState.dropped))
            """, [batch.value]
        ) { try body(StoredFile(ofRow: $0)) }
    }
}
