import Foundation
import GRDB
public import SpeechTasks

/// A paid task whose audio is still to be fetched.
public struct ClaimedDownload: Sendable {
    let taskID: Int64
    let fence: Int
    let attemptID: Int64
    /// The task's name, and with it the clip's.
    public let hash: TaskHash
    /// Where the audio lies.
    public let audioURL: String
    /// The announced length in milliseconds, if any.
    public let durationMilliseconds: Int?
}

/// A file as the ledger remembers it.
public struct StoredFile: Sendable {
    /// The file, relative to the clip store or the output folder.
    public let file: String
    /// Its length in bytes.
    public let byteCount: Int
    /// Its SHA-256.
    public let sha256: [UInt8]
    /// Its measured length in milliseconds.
    public let durationMilliseconds: Int

    /// A file of these facts.
    public init(file: String, byteCount: Int, sha256: [UInt8], durationMilliseconds: Int) {
        self.file = file
        self.byteCount = byteCount
        self.sha256 = sha256
        self.durationMilliseconds = durationMilliseconds
    }
}

/// Why a paid task has no clip.
public enum DownloadFailure: Sendable {
    /// The address answered that the audio is gone.
    case expired(detail: String)
    /// The audio failed its check each time.
    case bad(detail: String)
    /// It could not be fetched; the next run tries again.
    case failed(detail: String)
}

extension RunLedger {
    /// Claims up to `limit` paid tasks of the batch whose audio is still to be fetched.
    public func claimDownloads(_ run: RunID, limit: Int) async throws -> [ClaimedDownload] {
        try await commits.write { [now] database in
            let time = now()
            let ids = try Int64.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT task_id FROM task
                        WHERE state = 'synthesized'
                            AND (claimed_until IS NULL OR claimed_until < ?)
                            AND EXISTS (
                                SELECT 1 FROM job_task JOIN job USING (job_id)
                                WHERE job_task.task_id = task.task_id AND batch_id = ?
                                    AND job.state <> 'dropped')
                        ORDER BY task_id LIMIT ?
                        """), arguments: [time, run.batch.value, limit])
            return try ids.compactMap { try database.claimDownload($0, run, now: time) }
        }
    }

    /// Remembers a clip and what it makes of the jobs that wait for it.
    public func record(_ clip: StoredFile, for download: ClaimedDownload) async throws {
        try await commits.write { [now] database in
            try database.run(
                """
                INSERT OR REPLACE INTO clip (task_id, attempt_id, file, byte_count, sha256,
                    duration_ms, stored_at) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    download.taskID, download.attemptID, clip.file, clip.byteCount,
                    Data(clip.sha256), clip.durationMilliseconds, now(),
                ])
            try database.run(
                """
                UPDATE task SET state = 'stored', reason = NULL, detail = NULL, claimed_by = NULL,
                    claimed_until = NULL
                WHERE task_id = ?
                """, [download.taskID])
            try database.deriveJobStates(.withTask(download.taskID))
        }
    }

    /// Holds a paid task that has no clip.
    public func hold(_ download: ClaimedDownload, _ failure: DownloadFailure) async throws {
        try await commits.write { database in
            switch failure {
            case .expired(let detail):
                try database.hold(download.taskID, .expired, detail: detail)
            case .bad(let detail):
                try database.hold(download.taskID, .badAudio, detail: detail)
            case .failed(let detail):
                try database.hold(download.taskID, .download, detail: detail)
            }
        }
    }

    /// Sends a task whose clip file is gone back to its address.
    ///
    /// - Parameter hash: the task's name.
    public func forgetClip(_ hash: TaskHash) async throws {
        try await commits.write { database in
            try database.forgetClip(hash)
        }
    }
}

extension Database {
    fileprivate func claimDownload(
        _ taskID: Int64, _ run: RunID, now: Int
    ) throws -> ClaimedDownload? {
        let task = try Row.fetchOne(
            cachedStatement(
                sql: """
                    UPDATE task SET claimed_by = ?, claimed_until = ?, fence = fence + 1
                    WHERE task_id = ? RETURNING fence, hash
                    """), arguments: [run.value, now + RunLedger.claimMilliseconds, taskID])
        let attempt = try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT attempt_id, audio_url, duration_ms FROM attempt
                    WHERE task_id = ? AND state = 'succeeded' ORDER BY attempt_id DESC LIMIT 1
                    """), arguments: [taskID])
        guard let task, let attempt, let hash = TaskHash(bytes: task["hash"] as Data),
            let address: String = attempt["audio_url"]
        else { return nil }
        return ClaimedDownload(
            taskID: taskID, fence: task["fence"], attemptID: attempt["attempt_id"], hash: hash,
            audioURL: address, durationMilliseconds: attempt["duration_ms"])
    }

    func forgetClip(_ hash: TaskHash) throws {
        let taskID = try Int64.fetchOne(
            self,
            sql: """
                UPDATE task SET state = 'synthesized' WHERE hash = ? AND state = 'stored'
                RETURNING task_id
                """, arguments: [Data(hash.bytes)])
        guard let taskID else { return }
        try run("DELETE FROM clip WHERE task_id = ?", [taskID])
        try deriveJobStates(.withTask(taskID))
    }
}
