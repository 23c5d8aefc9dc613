package import SpeechTasks

/// A stored clip that is odd.
package struct OddClip: Sendable {
    /// The clip's file, relative to the clip store.
    package let file: String
    /// The text's beginning.
    package let firstWords: String
    /// What is odd about it.
    package let suspicion: ClipSuspicion
    /// Its length in milliseconds.
    package let durationMilliseconds: Int
    /// Its text's length in Unicode scalars.
    package let characters: Int
    /// The track it is heard in, relative to the output folder.
    package let output: String

    init(_ row: any LedgerRow) throws {
        file = row["file"]
        firstWords = row["words"]
        suspicion = try row["suspicion"]
        durationMilliseconds = row["duration_ms"]
        characters = row["characters"]
        output = row["output"]
    }
}

extension LedgerReader {
    /// The clips of a batch that are kept although they are odd, in the batch's order.
    package func oddClips(of batch: BatchID) throws -> [OddClip] {
        try rows(
            """
            SELECT file, substr(text, 1, 60) AS words, suspicion, duration_ms,
                task.characters AS characters, min(output) AS output
            FROM clip JOIN task USING (task_id) JOIN job_task USING (task_id)
                JOIN job USING (job_id)
            WHERE batch_id = $1 AND job.state <> \(JobState.dropped) AND suspicion IS NOT NULL
            GROUP BY task.task_id, clip.task_id ORDER BY min(job.position)
            """, [batch.value]
        ) { try OddClip($0) }
    }
}

extension RunLedger {
    /// Claims up to `limit` paid tasks of the batch whose audio is still to be fetched.
    package func claimDownloads(_ run: RunID, limit: Int) async throws -> [ClaimedDownload] {
        try await commits.write { [now] database in
            let time = now()
            let ids = try database.claimableDownloads(run, limit: limit, now: time)
            return try ids.compactMap { try database.download($0, run, now: time) }
        }
    }

    /// Remembers a clip and what it makes of the jobs that wait for it, if the claim is not lost.
    ///
    /// - Parameters:
    ///   - announcedMilliseconds: the length the service announced, if the clip has another.
    ///   - suspicion: what is odd about it, if anything is.
    /// - Returns: whether it was written down; false where another run has the claim.
    @discardableResult
    package func record(
        _ clip: StoredFile, for download: ClaimedDownload, announcedMilliseconds: Int? = nil,
        suspicion: ClipSuspicion? = nil
    ) async throws -> Bool {
        try await commits.write { [now] database in
            guard try database.isHeld(download.claim, of: .task) else { return false }
            try database.store(
                clip, of: download.claim.id, attempt: download.attemptID,
                announced: announcedMilliseconds, suspicion: suspicion, now: now())
            return true
        }
    }

    /// Takes a whole clip that lies under a waiting task's name although no row tells of it: it was
    /// paid for, by a ledger that is gone.
    ///
    /// - Returns: whether the task waited.
    package func adopt(_ clip: StoredFile, for hash: TaskHash) async throws -> Bool {
        try await commits.write { [now] database in
            let task: Int64? = try database.value(
                "SELECT task_id FROM task WHERE hash = $1 AND state IN ($2, $3)",
                [hash.bytes, TaskState.waiting, TaskState.held])
            guard let task else { return false }
            try database.store(
                clip, of: task, attempt: nil, announced: nil, suspicion: nil, now: now())
            return true
        }
    }

    /// The texts of other tasks whose clips have the same bytes.
    package func texts(withAudio sha256: [UInt8], besides hash: TaskHash) throws -> [String] {
        try reader.rows(
            """
            SELECT text FROM clip JOIN task USING (task_id)
            WHERE sha256 = $1 AND hash <> $2 LIMIT 20
            """, [sha256, hash.bytes]
        ) { $0[0] as String }
    }

    /// Holds a paid task that has no clip, if the claim is not lost.
    package func hold(_ download: ClaimedDownload, _ failure: DownloadFailure) async throws {
        try await commits.write { database in
            let (task, claim) = (download.claim.id, download.claim)
            guard try database.isHeld(claim, of: .task) else { return }
            switch failure {
            case .expired(let detail): try database.hold(task, .expired, detail: detail)
            case .bad(let detail): try database.hold(task, .badAudio, detail: detail)
            case .failed(let detail): try database.hold(task, .download, detail: detail)
            }
        }
    }

    /// Sends a task whose clip file is gone back to its address.
    ///
    /// - Parameter hash: the task's name.
    package func forgetClip(_ hash: TaskHash) async throws {
        try await commits.write { database in
            try database.forgetClip(hash)
        }
    }
}

extension LedgerTransaction {
    /// Claims a paid task and finds where its audio lies; nil if somebody else has it.
    fileprivate func download(_ task: Int64, _ run: RunID, now: Int) throws -> ClaimedDownload? {
        guard case (let claimed, let hash?)? = try claimDownload(task, run, now: now) else {
            return nil
        }
        return try row(
            """
            SELECT attempt_id, audio_url, duration_ms, run_id FROM attempt
            WHERE task_id = $1 AND state = \(AttemptState.succeeded)
                AND audio_url IS NOT NULL
            ORDER BY settled_at DESC, attempt_id DESC LIMIT 1
            """, [task]
        ) { attempt in
            ClaimedDownload(
                claim: claimed.claim, attemptID: attempt["attempt_id"], hash: hash,
                audioURL: attempt["audio_url"], durationMilliseconds: attempt["duration_ms"],
                isPaidByThisRun: attempt["run_id"] == run.value, task: claimed.task)
        }
    }

    fileprivate func store(
        _ clip: StoredFile, of taskID: Int64, attempt: Int64?, announced: Int?,
        suspicion: ClipSuspicion?, now: Int
    ) throws {
        try run(
            """
            INSERT INTO clip (task_id, attempt_id, file, byte_count, sha256, duration_ms,
                announced_ms, suspicion, stored_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (task_id) DO UPDATE SET attempt_id = excluded.attempt_id,
                file = excluded.file, byte_count = excluded.byte_count,
                sha256 = excluded.sha256, duration_ms = excluded.duration_ms,
                announced_ms = excluded.announced_ms, suspicion = excluded.suspicion,
                stored_at = excluded.stored_at
            """,
            [
                taskID, attempt, clip.file, clip.byteCount, clip.sha256,
                clip.durationMilliseconds, announced, suspicion, now,
            ])
        try run(
            """
            UPDATE task SET state = \(TaskState.stored), reason = NULL, detail = NULL,
                claimed_by = NULL, claimed_until = NULL, not_before = NULL
            WHERE task_id = $1
            """, [taskID])
        try deriveJobStates(.withTask(taskID))
    }

    func forgetClip(_ hash: TaskHash) throws {
        let taskID: Int64? = try value(
            """
            UPDATE task SET state = \(TaskState.synthesized)
            WHERE hash = $1 AND state = \(TaskState.stored) RETURNING task_id
            """, [hash.bytes])
        guard let taskID else { return }
        try run("DELETE FROM clip WHERE task_id = $1", [taskID])
        try deriveJobStates(.withTask(taskID))
    }
}
