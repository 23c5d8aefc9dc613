package import SpeechTasks

extension RunLedger {
    /// Claims up to `limit` jobs of the batch that are ready to be assembled.
    package func claimReadyJobs(_ run: RunID, limit: Int) async throws -> [ClaimedJob] {
        try await commits.write { [now] database in
            let time = now()
            let jobs = try database.claimReadyJobs(run, limit: limit, now: time)
            return try jobs.map { try database.claimedJob($0) }
        }
    }

    /// Remembers a job's track, if the claim is not lost; the job is done.
    ///
    /// - Parameters:
    ///   - files: what was made beside the track.
    ///   - fit: how the track fits its film, or was cut out of another sound, as JSON of whoever made it;
    ///     nil where there is none.
    /// - Returns: whether it was written down; false where another run has the claim.
    @discardableResult
    package func record(
        _ track: StoredFile, files: [StoredFile] = [], fit: String? = nil, for job: ClaimedJob
    ) async throws -> Bool {
        try await commits.write { [now] database in
            guard try database.isHeld(job.claim, of: .job) else { return false }
            try database.run(
                """
                INSERT INTO track (job_id, file, byte_count, sha256, duration_ms, clip_count,
                    made_at, fit)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (job_id) DO UPDATE SET file = excluded.file,
                    byte_count = excluded.byte_count, sha256 = excluded.sha256,
                    duration_ms = excluded.duration_ms, clip_count = excluded.clip_count,
                    made_at = excluded.made_at, fit = excluded.fit
                """,
                [
                    job.claim.id, track.file, track.byteCount, track.sha256,
                    track.durationMilliseconds, job.clips.count, now(), fit,
                ])
            try database.run("UPDATE job_file SET is_earlier = 1 WHERE job_id = $1", [job.claim.id])
            for file in files { try database.record(file, of: job, isEarlier: false) }
            try database.endJob(job, .done, reason: nil)
            return true
        }
    }

    /// Remembers a file of a job that is not done yet, so that it is known to be the batch's own.
    package func note(_ file: StoredFile, of job: ClaimedJob) async throws {
        try await commits.write { database in
            guard try database.isHeld(job.claim, of: .job) else { return }
            try database.record(file, of: job, isEarlier: true)
        }
    }

    /// Adds tasks to a job whose clips turned out not to be enough; the job waits for them.
    ///
    /// - Parameters:
    ///   - keepsClips: whether its track is made of the clips it has, too.
    ///   - trackForm: how the track is made from then on.
    package func extend(
        _ job: ClaimedJob, with tasks: [SpeechTask], keepsClips: Bool = true, language: String?,
        trackForm: String?
    ) async throws {
        try await commits.write { database in
            guard try database.isHeld(job.claim, of: .job) else { return }
            let kept = keepsClips ? job.clips.count : 0
            func link() throws {
                for (index, task) in tasks.enumerated() {
                    let taskID = try database.insert(task, language: language)
                    try database.run(
                        "INSERT INTO job_task (job_id, position, task_id) VALUES ($1, $2, $3)",
                        [job.claim.id, kept + index, taskID])
                }
            }
            if keepsClips { try link() } else { try database.replaceTasks(of: job.claim.id, link) }
            try database.run(
                """
                UPDATE job SET task_count = $1, track_form = $2,
                    state = \(JobState.waiting), claimed_by = NULL, claimed_until = NULL WHERE job_id = $3
                """, [kept + tasks.count, trackForm, job.claim.id])
            try database.deriveJobStates(.ofJob(job.claim.id))
        }
    }

    /// Holds a job whose track cannot be made; its clips stay.
    package func hold(_ job: ClaimedJob, reason: String) async throws {
        try await commits.write { database in
            guard try database.isHeld(job.claim, of: .job) else { return }
            try database.endJob(job, .held, reason: reason)
        }
    }

    /// Sends the clips back to their addresses whose files are gone; the job waits for them.
    package func release(_ job: ClaimedJob, missing: [TaskHash]) async throws {
        try await commits.write { database in
            try database.release(job.claim, of: .job)
            for hash in missing { try database.forgetClip(hash) }
        }
    }

    /// Sends paid tasks back to their addresses whose clip is no longer there.
    ///
    /// - Parameter isThere: whether a clip's file of so many bytes is in the store.
    /// - Returns: how many clips are missing.
    package func reopenMissingClips(
        of batch: BatchID, isThere: (_ file: String, _ byteCount: Int) -> Bool
    ) throws -> Int {
        try transaction { database in
            var missing: [TaskHash] = []
            try database.forEachRow(
                """
                SELECT hash, file, byte_count FROM clip JOIN task USING (task_id)
                WHERE task_id IN (
                    SELECT job_task.task_id FROM job JOIN job_task USING (job_id)
                    WHERE batch_id = $1 AND job.state <> \(JobState.dropped))
                """, [batch.value]
            ) { clip in
                guard let hash = TaskHash(bytes: clip["hash"] as [UInt8]) else { return }
                if !isThere(clip["file"], clip["byte_count"]) { missing.append(hash) }
            }
            for hash in missing { try database.forgetClip(hash) }
            return missing.count
        }
    }

    /// Makes done jobs ready again whose track, or a file beside it, is no longer there.
    ///
    /// - Parameter isThere: whether a track, or a file beside it, which does not play, is in the output
    ///   folder.
    /// - Returns: how many tracks are missing.
    package func reopenMissingTracks(
        of batch: BatchID, isThere: (StoredFile) -> Bool
    ) throws -> Int {
        try transaction { database in
            var missing: Set<Int64> = []
            try database.forEachRow(
                """
                SELECT job_id, file, byte_count, sha256, duration_ms
                FROM job JOIN track USING (job_id)
                WHERE batch_id = $1 AND state = \(JobState.done)
                UNION ALL
                SELECT job_id, file, byte_count, sha256, 0 AS duration_ms
                FROM job JOIN job_file USING (job_id)
                WHERE batch_id = $1 AND state = \(JobState.done) AND is_earlier = 0
                """, [batch.value]
            ) { track in
                if !isThere(StoredFile(ofRow: track)) { missing.insert(track["job_id"]) }
            }
            for job in missing {
                try database.run(
                    "UPDATE job SET state = $1 WHERE job_id = $2", [JobState.waiting, job])
            }
            if !missing.isEmpty { try database.deriveJobStates(.inBatch(batch)) }
            return missing.count
        }
    }
}

/// A job's row as it is claimed.
struct ReadyJob {
    let claim: Claim
    let batch: BatchID
    let kind: JobKind
    let output: String
    let title: String?
    let book: BookID?
    let trackForm: String?
    let volume: Thousandths

    static let columns: LedgerSQL = """
        job_id, \(Claim.columns), batch_id, kind, output, title, book_id, track_form, track_volume
        """

    init(_ row: any LedgerRow) throws {
        claim = Claim(row, of: .job)
        batch = BatchID(value: row["batch_id"])
        kind = try row["kind"]
        output = row["output"]
        title = row["title"]
        book = (row["book_id"] as Int64?).map(BookID.init(value:))
        trackForm = row["track_form"]
        volume = Thousandths(row["track_volume"])
    }
}

extension LedgerTransaction {
    fileprivate func claimedJob(_ job: ReadyJob) throws -> ClaimedJob {
        let clips = try rows(
            """
            SELECT hash, file, byte_count, sha256, substr(text, 1, 200) AS words
            FROM job_task JOIN task USING (task_id) JOIN clip USING (task_id)
            WHERE job_id = $1 ORDER BY job_task.position
            """, [job.claim.id]
        ) { (clip: JobClip($0), words: $0["words"] as String) }
        let track = try row(
            "SELECT file, byte_count, sha256, duration_ms FROM track WHERE job_id = $1",
            [job.claim.id]
        ) { StoredFile(ofRow: $0) }
        return ClaimedJob(
            claim: job.claim, kind: job.kind, output: job.output, title: job.title,
            firstWords: clips.first?.words ?? "", book: job.book, trackForm: job.trackForm,
            volume: job.volume, track: track, filesBeside: try files(of: job, areEarlier: false),
            earlierFiles: try files(of: job, areEarlier: true), clips: clips.compactMap(\.clip))
    }

    /// A voice track of another form leaves its reports to the one that takes its place.
    private func files(of job: ReadyJob, areEarlier: Bool) throws -> [String: StoredFile] {
        guard job.kind == .subtitles else { return [:] }
        let files = try rows(
            """
            SELECT file, byte_count, sha256, 0 AS duration_ms
            FROM job JOIN job_file USING (job_id) WHERE batch_id = $1 AND is_earlier = $2
            """, [job.batch.value, areEarlier]
        ) { StoredFile(ofRow: $0) }
        return Dictionary(files.map { ($0.file, $0) }, uniquingKeysWith: { $1 })
    }

    fileprivate func record(_ file: StoredFile, of job: ClaimedJob, isEarlier: Bool) throws {
        try run(
            """
            INSERT INTO job_file (job_id, file, byte_count, sha256, is_earlier)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (job_id, file) DO UPDATE SET byte_count = excluded.byte_count,
                sha256 = excluded.sha256, is_earlier = excluded.is_earlier
            """, [job.claim.id, file.file, file.byteCount, file.sha256, isEarlier])
    }

    fileprivate func endJob(_ job: ClaimedJob, _ state: JobState, reason: String?) throws {
        try run(
            """
            UPDATE job SET state = $1, reason = $2, claimed_by = NULL, claimed_until = NULL
            WHERE job_id = $3
            """, [state, reason, job.claim.id])
    }
}

extension JobClip {
    fileprivate init?(_ row: any LedgerRow) {
        guard let hash = TaskHash(bytes: row["hash"] as [UInt8]) else { return nil }
        self.init(
            hash: hash, file: row["file"], byteCount: row["byte_count"], sha256: row["sha256"])
    }
}
