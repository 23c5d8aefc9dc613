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
    package func forEachSpokenJob(
        of batch: BatchID, _ body: (SpokenJobRow) throws -> Void
    ) throws {
        try connection.transaction { transaction in
            try transaction.forEachRow(
                """
                SELECT job.job_id AS number, position, track_form, \(JobRow.columns)
                FROM job LEFT JOIN track USING (job_id)
                WHERE batch_id = $1
                ORDER BY state = \(JobState.dropped), position
                """, [batch.value]
            ) { row in
                let pieces = try transaction.rows(
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
                    """, [batch.value, row["position"] as Int, row["number"] as Int]
                ) { JobPiece($0) }
                try body(
                    SpokenJobRow(job: try JobRow(row), trackForm: row["track_form"], pieces))
            }
        }
    }
}

extension SpokenJobRow {
    fileprivate init(job: JobRow, trackForm: String?, _ pieces: [JobPiece]) {
        self.job = job
        self.trackForm = trackForm
        text = pieces.map(\.text).joined(separator: " ")
        voices = pieces.reduce(into: []) { voices, piece in
            if !voices.contains(piece.voiceID) { voices.append(piece.voiceID) }
        }
        cost = Money(thousandths: pieces.filter { !$0.isShared }.reduce(0) { $0 + $1.cost })
    }
}
