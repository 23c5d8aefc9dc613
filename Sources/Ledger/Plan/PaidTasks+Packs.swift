package import SpeechTasks

/// A row of a list that was planned to share a call.
package struct PackedRow: Sendable {
    /// The name its text would have as a task of its own.
    package let contentHash: TaskHash
    /// How its track is made: ``PlannedJob/trackForm``.
    package let trackForm: String
    /// The shared call, or its own where its cut was in doubt.
    package let task: SpeechTask
    /// Whether that is paid for.
    package let isPaid: Bool
}

extension PaidTasks {
    /// Rows of all batches that share a call which is paid for, or may be, and those whose cut out of one
    /// was in doubt; the last one planned is last.
    ///
    /// A call whose reply was lost counts too: what it brought may still come.
    package func forEachPackedRow(_ body: (PackedRow) throws -> Void) throws {
        guard hasTasks else { return }
        try database.forEachRow(
            """
            SELECT job.content_hash AS content_hash, job.track_form AS track_form,
                CASE WHEN task.state IN (\(TaskState.synthesized), \(TaskState.stored)) THEN 1
                    ELSE 0 END AS is_paid, \(SpeechTask.columns)
            FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
            WHERE job_task.position = 0 AND \(LedgerSQL.isPackedRow)
            ORDER BY job.job_id
            """, []
        ) { row in
            guard let content = TaskHash(bytes: row["content_hash"] as [UInt8]) else { return }
            try body(
                PackedRow(
                    contentHash: content, trackForm: row["track_form"], task: SpeechTask(row),
                    isPaid: row["is_paid"]))
        }
    }
}

extension LedgerSQL {
    /// Whether a row of `job`, with one of `job_task` and its `task`, is a list's row that shares a call
    /// which is paid for, or may be, or whose cut out of one was in doubt.
    ///
    /// Which rows are cut out of which call stands nowhere but in their jobs.
    static let isPackedRow: LedgerSQL = """
        job.kind = \(JobKind.row) AND job.track_form LIKE '%"pack":%'
            AND (job.track_form LIKE '%"isBoughtAlone":true%'
                OR task.state IN (\(TaskState.synthesized), \(TaskState.stored))
                OR task.state IN (\(TaskState.waiting), \(TaskState.held))
                    AND EXISTS (SELECT 1 FROM attempt WHERE attempt.task_id = task.task_id))
        """
}

extension LedgerReader {
    /// The text of a task; nil where there is none of that name.
    package func text(of hash: TaskHash) throws -> String? {
        try row("SELECT text FROM task WHERE hash = $1", [hash.bytes]) { $0[0] }
    }

    /// Whether rows are to be cut out of a task's clip.
    package func isShared(_ hash: TaskHash) throws -> Bool {
        try row(
            """
            SELECT EXISTS (
                SELECT 1 FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
                WHERE hash = $1 AND kind = \(JobKind.row) AND job.state <> \(JobState.dropped)
                    AND track_form LIKE '%"pack":%'
                    AND track_form NOT LIKE '%"isBoughtAlone":true%')
            """, [hash.bytes]
        ) { $0[0] as Bool } ?? false
    }
}
