import SpeechTasks

extension LedgerTransaction {
    func fail(_ taskID: Int64, detail: String) throws {
        try end(taskID, .failed, reason: nil, detail: detail)
    }

    func hold(_ taskID: Int64, _ reason: HoldReason, detail: String) throws {
        try end(taskID, .held, reason: reason, detail: detail)
    }

    /// Ends a task without a clip, and with it every job that waits for it.
    private func end(
        _ taskID: Int64, _ state: TaskState, reason: HoldReason?, detail: String
    ) throws {
        try run(
            """
            UPDATE task SET state = $1, reason = $2, detail = $3, claimed_by = NULL,
                claimed_until = NULL
            WHERE task_id = $4
            """, [state, reason, detail, taskID])
        try deriveJobStates(.withTask(taskID))
    }

    /// Puts shorter tasks in a task's place, if its claim is not lost.
    func split(_ claimed: ClaimedTask, into pieces: [SpeechTask]) throws {
        guard try isHeld(claimed.claim, of: .task) else { return }
        let origin = try lostReplies(ofTask: claimed.claim.id).unknown > 0 ? claimed.claim.id : nil
        let pieceIDs = try pieces.map { try insert($0, cutFrom: origin) }
        let jobs = try rows(
            "SELECT DISTINCT job_id FROM job_task WHERE task_id = $1", [claimed.claim.id]
        ) { $0[0] as Int64 }
        for job in jobs {
            let tasks = try rows(
                "SELECT task_id FROM job_task WHERE job_id = $1 ORDER BY position", [job]
            ) { $0[0] as Int64 }
            let replaced = tasks.flatMap { $0 == claimed.claim.id ? pieceIDs : [$0] }
            try replaceTasks(of: job) {
                for (position, task) in replaced.enumerated() {
                    try run(
                        "INSERT INTO job_task (job_id, position, task_id) VALUES ($1, $2, $3)",
                        [job, position, task])
                }
            }
            try run("UPDATE job SET task_count = $1 WHERE job_id = $2", [replaced.count, job])
        }
        try run(
            """
            UPDATE task SET state = \(TaskState.split), claimed_by = NULL, claimed_until = NULL
            WHERE task_id = $1
            """, [claimed.claim.id])
        // A piece can be paid for already, even as the last one a job waits for.
        for piece in pieceIDs { try deriveJobStates(.withTask(piece)) }
    }

    /// A task's row, made or found.
    ///
    /// - Parameters:
    ///   - origin: the longer task it is cut from, if a call for that one may have been charged.
    ///   - language: the text's language, if it is known.
    ///
    /// A plan runs it once a task, so that its states are arguments and nothing is put together.
    func insert(
        _ task: SpeechTask, cutFrom origin: Int64? = nil, language: String? = nil
    ) throws -> Int64 {
        try known(
            """
            INSERT INTO task (hash, service, text, characters, voice_id, speed, volume,
                voice_language, state, cut_from, language)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (hash) DO UPDATE
                SET state = CASE task.state WHEN $12 THEN excluded.state ELSE task.state END,
                    language = coalesce(task.language, excluded.language)
            RETURNING task_id
            """,
            [
                task.hash.bytes, task.service.name, task.text,
                task.text.characterCount, task.voiceID, task.speed.count, task.volume.count,
                task.language, TaskState.waiting, origin, language, TaskState.split,
            ])
    }
}

extension ClaimedTask {
    /// What ``init(_:)`` reads.
    static let columns: LedgerSQL = "task_id, \(Claim.columns), \(SpeechTask.columns)"

    init(_ row: any LedgerRow) {
        claim = Claim(row, of: .task)
        task = SpeechTask(row)
    }
}

extension SpeechTask {
    /// What ``init(_:)`` reads.
    static let columns: LedgerSQL = "service, text, voice_id, speed, volume, voice_language"

    init(_ row: any LedgerRow) {
        self.init(
            service: Service(name: row["service"]), text: row["text"], voiceID: row["voice_id"],
            speed: Thousandths(row["speed"]), volume: Thousandths(row["volume"]),
            language: row["voice_language"])
    }
}
