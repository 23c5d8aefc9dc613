package import SpeechTasks

/// A job with what it says and what its calls came to.
package struct SpokenJobRow: Sendable {
    /// The job.
    package let job: JobRow
    /// Its text as it was sent: of several calls one after the other.
    package let text: String
    /// How its track is made: ``PlannedJob/trackForm``.
    package let trackForm: String?
    /// The voices, each once, in the order in which they speak.
    package let voices: [String]
    /// The most that its calls in this batch may have cost; of a call that several jobs share nothing
    /// but at the first of them.
    package let cost: Money
}

/// A call's worth of a job.
private struct JobPiece {
    let text: String
    let voiceID: String
    let cost: Int
    let isShared: Bool

    init(_ row: any LedgerRow) {
        text = row["text"]
        voiceID = row["voice_id"]
        cost = row["cost"]
        isShared = (row["shared"] as Int) > 0
    }
}

extension LedgerReader {
    /// Hands over a batch's jobs in order, with what they say and cost, one at a time.
    ///
    /// A page of them is read before what they say is asked for: a connection may have one statement at
    /// a time, and a batch may have millions of jobs.
    package func forEachSpokenJob(
        of batch: BatchID, _ body: (SpokenJobRow) throws -> Void
    ) throws {
        try connection.transaction { transaction in
            for areDropped in [false, true] {
                var jobs: [PlacedJob] = []
                repeat {
                    jobs = try transaction.jobs(of: batch, areDropped, after: jobs.last)
                    for job in jobs {
                        try body(SpokenJobRow(job, try transaction.pieces(of: job, in: batch)))
                    }
                } while !jobs.isEmpty
            }
        }
    }
}

/// A job with its place in its batch.
private struct PlacedJob {
    let position: Int
    let number: Int
    let job: JobRow
    let trackForm: String?
}

extension LedgerTransaction {
    /// The jobs of a page, by their places.
    fileprivate func jobs(
        of batch: BatchID, _ areDropped: Bool, after last: PlacedJob?
    ) throws -> [PlacedJob] {
        let condition: LedgerSQL =
            areDropped ? "state = \(JobState.dropped)" : "state <> \(JobState.dropped)"
        return try rows(
            """
            SELECT position, job.job_id AS number, track_form, \(JobRow.columns)
            FROM job LEFT JOIN track USING (job_id)
            WHERE batch_id = $1 AND \(LedgerSQL.isNotForgotten) AND \(condition)
                AND (position, job.job_id) > ($2, $3)
            ORDER BY position, job.job_id LIMIT 200
            """, [batch.value, last?.position ?? 0, last?.number ?? 0]
        ) { row in
            PlacedJob(
                position: row["position"], number: row["number"], job: try JobRow(row),
                trackForm: row["track_form"])
        }
    }

    /// What a job says, a call's worth each.
    fileprivate func pieces(of job: PlacedJob, in batch: BatchID) throws -> [JobPiece] {
        try rows(
            """
            SELECT task.text AS text, task.voice_id AS voice_id,
                (SELECT CAST(coalesce(sum(cost), 0) AS bigint) FROM attempt
                 WHERE attempt.task_id = task.task_id AND attempt.batch_id = $1) AS cost,
                (SELECT count(*) FROM job_task AS other JOIN job USING (job_id)
                 WHERE other.task_id = task.task_id AND job.batch_id = $1
                    AND (job.position < $2
                        OR (job.job_id = $3 AND other.position < job_task.position)))
                    AS shared
            FROM job_task JOIN task USING (task_id)
            WHERE job_task.job_id = $3 ORDER BY job_task.position
            """, [batch.value, job.position, job.number]
        ) { JobPiece($0) }
    }
}

extension SpokenJobRow {
    fileprivate init(_ placed: PlacedJob, _ pieces: [JobPiece]) {
        job = placed.job
        trackForm = placed.trackForm
        text = pieces.map(\.text).joined(separator: " ")
        voices = pieces.reduce(into: []) { voices, piece in
            if !voices.contains(piece.voiceID) { voices.append(piece.voiceID) }
        }
        cost = Money(thousandths: pieces.filter { !$0.isShared }.reduce(0) { $0 + $1.cost })
    }
}
