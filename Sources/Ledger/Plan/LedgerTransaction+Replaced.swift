extension LedgerTransaction {
    /// Takes a job's tasks from it and gives it others; those that its batch had calls for stay known as
    /// replaced.
    ///
    /// - Parameter link: gives the job its tasks.
    func replaceTasks(of jobID: Int64, _ link: () throws -> Void) throws {
        try run(
            """
            INSERT INTO replaced_task (job_id, task_id)
            SELECT DISTINCT job_id, job_task.task_id FROM job_task
            WHERE job_id = $1 AND EXISTS (
                SELECT 1 FROM attempt JOIN job USING (batch_id)
                WHERE job.job_id = $1 AND attempt.task_id = job_task.task_id)
            ON CONFLICT (job_id, task_id) DO NOTHING
            """, [jobID])
        try run("DELETE FROM job_task WHERE job_id = $1", [jobID])
        try link()
        try run(
            """
            DELETE FROM replaced_task
            WHERE job_id = $1 AND task_id IN (SELECT task_id FROM job_task WHERE job_id = $1)
            """, [jobID])
    }
}

extension LedgerSQL {
    /// The job that a row of `attempt` is booked on, by its number; NULL where no job has its task.
    ///
    /// It is the first of the call's batch that is made of the call's task, one that is asked for before
    /// one that is dropped; else the first whose recording the task was before it was replaced. So each
    /// call is booked once, and the jobs of a batch and the calls without a job add up to the batch. Calls
    /// without a job are those whose recording was replaced before version 7 of the ledger, and those of
    /// a batch that was forgotten.
    package static let jobOfAttempt: LedgerSQL = """
        coalesce(
            (SELECT job.job_id FROM job JOIN job_task USING (job_id)
             WHERE job.batch_id = attempt.batch_id AND job_task.task_id = attempt.task_id
             ORDER BY job.state = \(JobState.dropped), job.position LIMIT 1),
            (SELECT job.job_id FROM job JOIN replaced_task USING (job_id)
             WHERE job.batch_id = attempt.batch_id AND replaced_task.task_id = attempt.task_id
             ORDER BY job.state = \(JobState.dropped), job.position LIMIT 1))
        """

    /// Whether a row of `attempt` paid for a recording that its batch has replaced: no job of the batch is
    /// made of its task any more.
    package static let isReplaced: LedgerSQL = """
        NOT EXISTS (
            SELECT 1 FROM job JOIN job_task USING (job_id)
            WHERE job.batch_id = attempt.batch_id AND job_task.task_id = attempt.task_id)
        """
}
