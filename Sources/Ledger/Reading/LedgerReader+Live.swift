package import SpeechTasks

/// A batch in a list of all.
package struct BatchSummary: Sendable {
    /// Its number in the ledger.
    package let number: Int64
    /// Its name.
    package let name: String
    /// Who is called.
    package let service: Service
    /// Jobs by state.
    package var jobs: [JobState: Int] = [:]
    /// The most that its calls may have cost.
    package let atMostSpent: Money
    /// Its latest run; nil where there was none.
    package var latestRun: RunRow?

    /// All jobs but the dropped ones.
    package var jobCount: Int { jobs.reduce(0) { $0 + ($1.key == .dropped ? 0 : $1.value) } }

    init(_ row: any LedgerRow) {
        number = row["batch_id"]
        name = row["name"]
        service = Service(name: row["service"])
        atMostSpent = Money(thousandths: row["at_most_spent"])
    }
}

/// A call among the latest ones.
package struct LatestCall: Sendable {
    /// Its number.
    package let attempt: Int64
    /// How it stands.
    package let state: AttemptState
    /// When it was sent and when its end was known, in Unix milliseconds.
    package let armedAt: Int
    package let settledAt: Int?
    /// The most it may have cost.
    package let cost: Money
    /// What the service said, made harmless.
    package let message: String?
    /// The first words of its text.
    package let firstWords: String
    /// Its voice.
    package let voiceID: String

    init(_ row: any LedgerRow) throws {
        attempt = row["attempt_id"]
        state = try row["state"]
        armedAt = row["armed_at"]
        settledAt = row["settled_at"]
        cost = Money(thousandths: row["cost"])
        message = row["message"]
        firstWords = row["first_words"]
        voiceID = row["voice_id"]
    }
}

/// A track among the latest ones.
package struct LatestTrack: Sendable {
    /// The number of its job.
    package let job: Int64
    /// What it is called: the job's title, name or file.
    package let title: String
    /// Its length in milliseconds.
    package let durationMilliseconds: Int
    /// When it was made, in Unix milliseconds.
    package let madeAt: Int

    init(_ row: any LedgerRow) {
        job = row["job_id"]
        title = row["called"]
        durationMilliseconds = row["duration_ms"]
        madeAt = row["made_at"]
    }
}

/// What is asked again and again of a ledger while a run goes on.
extension LedgerReader {
    /// The batches that are not forgotten, the latest first.
    package func batchSummaries() throws -> [BatchSummary] {
        var jobs: [Int64: [JobState: Int]] = [:]
        try forEachRow(
            "SELECT batch_id, state, count(*) AS count FROM job GROUP BY batch_id, state"
        ) {
            jobs[$0["batch_id"], default: [:]][try $0["state"]] = $0["count"]
        }
        var runs: [Int64: RunRow] = [:]
        try forEachRow(
            """
            SELECT batch_id, started_at, ended_at, outcome FROM run
            WHERE run_id IN (SELECT max(run_id) FROM run GROUP BY batch_id)
            """
        ) { runs[$0["batch_id"]] = try RunRow($0) }
        return try rows(
            """
            SELECT batch_id, name, service, at_most_spent FROM batch WHERE forgotten_at IS NULL
            ORDER BY batch_id DESC
            """
        ) { BatchSummary($0) }.map { batch in
            var batch = batch
            batch.jobs = jobs[batch.number] ?? [:]
            batch.latestRun = runs[batch.number]
            return batch
        }
    }

    /// The calls of all batches by outcome, and what they surely cost, by the batches' numbers.
    package func callSums() throws -> [Int64: BatchCalls] {
        var sums: [Int64: BatchCalls] = [:]
        try forEachRow(
            """
            SELECT batch_id, state, count(*) AS count, CAST(sum(surely_cost) AS bigint) AS sum
            FROM attempt GROUP BY batch_id, state
            """
        ) { row in
            var calls = sums[row["batch_id"]] ?? BatchCalls()
            calls.byState[try row["state"]] = row["count"]
            calls.surelySpent = calls.surelySpent + Money(thousandths: row["sum"])
            sums[row["batch_id"]] = calls
        }
        return sums
    }

    /// The distinct tasks of all batches by state, by the batches' numbers.
    package func taskSums() throws -> [Int64: [TaskState: Int]] {
        var sums: [Int64: [TaskState: Int]] = [:]
        try forEachRow(
            """
            SELECT batch_id, task.state AS state, count(DISTINCT task_id) AS count
            FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
            WHERE job.state <> \(JobState.dropped) GROUP BY batch_id, task.state
            """
        ) { sums[$0["batch_id"], default: [:]][try $0["state"]] = $0["count"] }
        return sums
    }

    /// The batch of a number.
    package func batch(numbered number: Int64) throws -> BatchRow? {
        try row("SELECT \(BatchRow.columns) FROM batch WHERE batch_id = $1", [number]) {
            BatchRow($0)
        }
    }

    /// The calls of a batch that were sent last, the latest first.
    package func latestCalls(of batch: BatchID, limit: Int) throws -> [LatestCall] {
        try rows(
            """
            SELECT attempt_id, attempt.state AS state, armed_at, settled_at, cost, message,
                substr(text, 1, 60) AS first_words, voice_id
            FROM attempt JOIN task USING (task_id)
            WHERE batch_id = $1 ORDER BY attempt_id DESC LIMIT $2
            """, [batch.value, limit]
        ) { try LatestCall($0) }
    }

    /// Where the track of a job is: a name, and the folder that it is below; nil where the batch has no
    /// such job, or it has no track.
    package func track(
        ofJob job: Int64, batch: Int64
    ) throws -> (folder: String, file: String)? {
        try row(
            """
            SELECT output_folder, file FROM job JOIN track USING (job_id) JOIN batch USING (batch_id)
            WHERE job_id = $1 AND batch_id = $2 AND state = \(JobState.done)
                AND forgotten_at IS NULL
            """, [job, batch]
        ) { ($0["output_folder"], $0["file"]) }
    }

    /// The tracks of a batch that were made last, the latest first.
    package func latestTracks(of batch: BatchID, limit: Int) throws -> [LatestTrack] {
        try rows(
            """
            SELECT job_id, coalesce(title, id, output) AS called, duration_ms, made_at
            FROM job JOIN track USING (job_id)
            WHERE batch_id = $1 AND state = \(JobState.done) AND \(LedgerSQL.isNotForgotten)
            ORDER BY made_at DESC, job_id DESC LIMIT $2
            """, [batch.value, limit]
        ) { LatestTrack($0) }
    }
}
