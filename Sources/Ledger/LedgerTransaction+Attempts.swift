import SpeechTasks

/// Why a task is held; the word stands in the ledger.
enum HoldReason: String {
    /// A call's outcome is unknown and the rules allow no further call.
    case unknown
    /// A call brought a success that cannot be read.
    case unreadable
    /// The audio's address no longer serves it.
    case expired
    /// The audio fails its check.
    case badAudio = "bad audio"
    /// The audio could not be fetched this time.
    case download
}

extension LedgerTransaction {
    func fail(_ taskID: Int64, detail: String) throws {
        try end(taskID, state: "failed", reason: nil, detail: detail)
    }

    func hold(_ taskID: Int64, _ reason: HoldReason, detail: String) throws {
        try end(taskID, state: "held", reason: reason.rawValue, detail: detail)
    }

    /// Ends a task without a clip, and with it every job that waits for it.
    private func end(_ taskID: Int64, state: String, reason: String?, detail: String) throws {
        try run(
            """
            UPDATE task SET state = $1, reason = $2, detail = $3, claimed_by = NULL,
                claimed_until = NULL
            WHERE task_id = $4
            """, [state, reason, detail, taskID])
        try deriveJobStates(.withTask(taskID))
    }

    func split(_ claimed: ClaimedTask, into pieces: [SpeechTask]) throws {
        let origin = try unknownCalls(of: claimed).all > 0 ? claimed.taskID : nil
        let pieceIDs = try pieces.map { try insert($0, cutFrom: origin) }
        let jobs = try rows(
            "SELECT DISTINCT job_id FROM job_task WHERE task_id = $1", [claimed.taskID]
        ) { $0[0] as Int64 }
        for job in jobs {
            let tasks = try rows(
                "SELECT task_id FROM job_task WHERE job_id = $1 ORDER BY position", [job]
            ) { $0[0] as Int64 }
            let replaced = tasks.flatMap { $0 == claimed.taskID ? pieceIDs : [$0] }
            try run("DELETE FROM job_task WHERE job_id = $1", [job])
            for (position, task) in replaced.enumerated() {
                try run(
                    "INSERT INTO job_task (job_id, position, task_id) VALUES ($1, $2, $3)",
                    [job, position, task])
            }
            try run("UPDATE job SET task_count = $1 WHERE job_id = $2", [replaced.count, job])
        }
        try run(
            """
            UPDATE task SET state = 'split', claimed_by = NULL, claimed_until = NULL
            WHERE task_id = $1
            """, [claimed.taskID])
        // A piece can be paid for already, even as the last one a job waits for.
        for piece in pieceIDs { try deriveJobStates(.withTask(piece)) }
    }

    /// A task's row, made or found.
    ///
    /// - Parameters:
    ///   - origin: the longer task it is cut from, if a call for that one may have been charged.
    ///   - language: the text's language, if it is known.
    func insert(
        _ task: SpeechTask, cutFrom origin: Int64? = nil, language: String? = nil
    ) throws -> Int64 {
        try known(
            """
            INSERT INTO task (hash, service, text, characters, voice_id, speed, volume,
                voice_language, state, cut_from, language)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $10)
            ON CONFLICT (hash) DO UPDATE
                SET state = CASE task.state WHEN 'split' THEN 'waiting' ELSE task.state END,
                    language = coalesce(task.language, excluded.language)
            RETURNING task_id
            """,
            [
                task.hash.bytes, task.service.name, task.text,
                task.text.characterCount, task.voiceID, task.speed.count, task.volume.count,
                task.language, origin, language,
            ])
    }
}

extension ClaimedTask {
    /// What ``init(row:)`` reads, in its order: by place it is read faster than by name.
    static let columns =
        "task.task_id, fence, service, text, voice_id, speed, volume, voice_language"

    init(row: any LedgerRow) {
        taskID = row[0]
        fence = row[1]
        task = SpeechTask(
            service: Service(name: row[2]), text: row[3], voiceID: row[4],
            speed: Thousandths(row[5]), volume: Thousandths(row[6]), language: row[7])
    }
}
