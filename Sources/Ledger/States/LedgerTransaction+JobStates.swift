/// Which jobs to look at.
enum JobSelection {
    case inBatch(BatchID)
    case withTask(Int64)
    case ofJob(Int64)

    fileprivate var condition: LedgerSQL {
        switch self {
        case .inBatch: "job.batch_id = $1"
        case .ofJob: "job.job_id = $1"
        case .withTask: "job.job_id IN (SELECT job_id FROM job_task WHERE task_id = $1)"
        }
    }

    fileprivate var argument: Int64 {
        switch self {
        case .inBatch(let batch): batch.value
        case .withTask(let taskID): taskID
        case .ofJob(let jobID): jobID
        }
    }
}

extension LedgerTransaction {
    /// Derives what jobs are from what their tasks are.
    ///
    /// A job that is neither done nor dropped is failed or held as one of its tasks is, ready when
    /// all its clips are stored, and waiting otherwise. Where it has several tasks, the reason says
    /// which one by its first words.
    func deriveJobStates(_ selection: JobSelection) throws {
        try run(
            """
            UPDATE job SET state = derived.state, reason = derived.reason
            FROM (
                SELECT job_id,
                    CASE WHEN count(*) FILTER (WHERE task.state = \(TaskState.failed)) > 0
                            THEN \(JobState.failed)
                        WHEN count(*) FILTER (WHERE task.state = \(TaskState.held)) > 0
                            THEN \(JobState.held)
                        WHEN count(*) FILTER (WHERE task.state <> \(TaskState.stored)) = 0
                            THEN \(JobState.ready)
                        ELSE \(JobState.waiting) END AS state,
                    max(CASE WHEN task.state IN (\(TaskState.failed), \(TaskState.held))
                        THEN task.detail
                        || CASE WHEN task_count > 1 THEN ' (“'
                            || replace(substr(text, 1, 60), '\n', ' ') || '…”)' ELSE '' END
                        END) AS reason
                FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
                WHERE \(selection.condition) AND job.state NOT IN (\(JobState.done), \(JobState.dropped))
                GROUP BY job_id
            ) AS derived
            WHERE job.job_id = derived.job_id
                AND (job.state <> derived.state OR job.reason IS DISTINCT FROM derived.reason)
            """, [selection.argument])
    }
}
