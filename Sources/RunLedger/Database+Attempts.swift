import Foundation
import GRDB
import SpeechTasks

/// Why a task is held; the word stands in the ledger.
enum HoldReason: String {
    /// A call's outcome is unknown and the rules allow no further call.
    case unknown
    /// The audio's address no longer serves it.
    case expired
    /// The audio fails its check.
    case badAudio = "bad audio"
    /// The audio could not be fetched this time.
    case download
}

/// What arming looks at in the batch's row.
struct ArmingTerms {
    let price: Money
    let budget: Money?
    let atMostSpent: Money
    let repeatSpent: Money
    let maxUnknownSpend: Money
    let holdsUnknown: Bool

    var allowsOneMore: Bool {
        budget.map { atMostSpent + price <= $0 } ?? true
    }

    /// Why a task with so many calls of unknown outcome is not called again; nil if it may be.
    func reasonToHold(afterUnknownCalls count: Int) -> String? {
        if holdsUnknown {
            return "the outcome of its call is unknown, and --on-unknown is hold"
        }
        if count >= RunLedger.maximumUnknownCalls {
            return "the outcome of \(count) calls is unknown"
        }
        if repeatSpent + price > maxUnknownSpend {
            return "the outcome of its call is unknown, and second calls have reached "
                + "--max-unknown-spend \(maxUnknownSpend) CNY"
        }
        return nil
    }
}

extension Database {
    /// Executes a statement that is compiled once a connection.
    func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func claimTasks(
        _ run: RunID, from position: Int, limit: Int, now: Int
    ) throws -> ([ClaimedTask], last: Int) {
        let places = try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT task.task_id AS task_id, job.position AS position
                    FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
                    WHERE batch_id = ? AND job.position >= ?
                        AND job.state IN ('waiting', 'held') AND task.state = 'waiting'
                        AND (task.claimed_until IS NULL OR task.claimed_until < ?)
                    ORDER BY job.position, job_task.position LIMIT ?
                    """), arguments: [run.batch.value, position, now, limit])
        var last = position
        var tasks: [ClaimedTask] = []
        for place in places {
            last = place[1]
            // The same text can stand in several jobs of a page; the first place claims it.
            let row = try Row.fetchOne(
                cachedStatement(
                    sql: """
                        UPDATE task SET claimed_by = ?, claimed_until = ?, fence = fence + 1
                        WHERE task_id = ? AND (claimed_until IS NULL OR claimed_until < ?)
                        RETURNING \(ClaimedTask.columns)
                        """),
                arguments: [
                    run.value, now + RunLedger.claimMilliseconds, place[0] as Int64, now,
                ])
            if let row { tasks.append(ClaimedTask(row: row)) }
        }
        return (tasks, last)
    }

    func armingTerms(of batch: BatchID) throws -> ArmingTerms {
        let row = try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT price, budget, at_most_spent, repeat_spent, max_unknown_spend, on_unknown
                    FROM batch WHERE batch_id = ?
                    """), arguments: [batch.value])
        guard let row else { throw DatabaseError(resultCode: .SQLITE_NOTFOUND) }
        return ArmingTerms(
            price: Money(thousandths: row[0]),
            budget: (row[1] as Int?).map(Money.init(thousandths:)),
            atMostSpent: Money(thousandths: row[2]), repeatSpent: Money(thousandths: row[3]),
            maxUnknownSpend: Money(thousandths: row[4]), holdsUnknown: row[5] == "hold")
    }

    /// Calls of unknown outcome for a task, or for the longer one it was cut from.
    func unknownCalls(of claimed: ClaimedTask) throws -> Int {
        try Int.fetchOne(
            cachedStatement(
                sql: """
                    SELECT count(*) FROM attempt WHERE state = 'unknown' AND task_id IN (
                        ?1, (SELECT cut_from FROM task WHERE task_id = ?1))
                    """), arguments: [claimed.taskID]) ?? 0
    }

    func insertAttempt(
        _ claimed: ClaimedTask, _ run: RunID, price: Money, isRepeat: Bool, now: Int
    ) throws -> AttemptID {
        try self.run(
            """
            INSERT INTO attempt (task_id, batch_id, run_id, state, is_repeat, armed_at, cost)
            VALUES (?, ?, ?, 'armed', ?, ?, ?)
            """,
            [claimed.taskID, run.batch.value, run.value, isRepeat, now, price.thousandths])
        let attempt = AttemptID(value: lastInsertedRowID)
        try self.run(
            """
            UPDATE batch SET at_most_spent = at_most_spent + ?, repeat_spent = repeat_spent + ?
            WHERE batch_id = ?
            """,
            [price.thousandths, isRepeat ? price.thousandths : 0, run.batch.value])
        return attempt
    }

    func settle(
        _ attempt: AttemptID, as end: AttemptEnd, reply: AttemptReply, now: Int
    ) throws {
        try run(
            """
            UPDATE attempt SET state = ?, settled_at = ?, http_status = ?, code = ?, message = ?,
                request_id = ?, audio_id = ?, audio_url = ?, duration_ms = ?, created_at = ?
            WHERE attempt_id = ?
            """,
            [
                end.outcome, now, reply.httpStatus, reply.code, reply.message, reply.requestID,
                reply.audioID, reply.audioURL, reply.durationMilliseconds, reply.createdAt,
                attempt.value,
            ])
        if end.isFree { try uncharge(attempt) }
    }

    /// Takes a free call's price out of the upper bound, unless refusals are taken to be charged.
    private func uncharge(_ attempt: AttemptID) throws {
        let row = try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT cost, is_repeat, batch_id FROM attempt JOIN batch USING (batch_id)
                    WHERE attempt_id = ? AND charged_refusals = 0
                    """), arguments: [attempt.value])
        guard let row else { return }
        let cost: Int = row["cost"]
        let isRepeat: Bool = row["is_repeat"]
        try run("UPDATE attempt SET cost = 0 WHERE attempt_id = ?", [attempt.value])
        try run(
            """
            UPDATE batch SET at_most_spent = at_most_spent - ?, repeat_spent = repeat_spent - ?
            WHERE batch_id = ?
            """, [cost, isRepeat ? cost : 0, row["batch_id"] as Int64])
    }

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
            UPDATE task SET state = ?, reason = ?, detail = ?, claimed_by = NULL,
                claimed_until = NULL
            WHERE task_id = ?
            """, [state, reason, detail, taskID])
        try deriveJobStates(.withTask(taskID))
    }

    func split(_ claimed: ClaimedTask, into pieces: [SpeechTask]) throws {
        let origin = try unknownCalls(of: claimed) > 0 ? claimed.taskID : nil
        let pieceIDs = try pieces.map { try insert($0, cutFrom: origin) }
        let jobs = try Int64.fetchAll(
            self, sql: "SELECT DISTINCT job_id FROM job_task WHERE task_id = ?",
            arguments: [claimed.taskID])
        for job in jobs {
            let tasks = try Int64.fetchAll(
                self, sql: "SELECT task_id FROM job_task WHERE job_id = ? ORDER BY position",
                arguments: [job])
            let replaced = tasks.flatMap { $0 == claimed.taskID ? pieceIDs : [$0] }
            try run("DELETE FROM job_task WHERE job_id = ?", [job])
            for (position, task) in replaced.enumerated() {
                try run(
                    "INSERT INTO job_task (job_id, position, task_id) VALUES (?, ?, ?)",
                    [job, position, task])
            }
            try run("UPDATE job SET task_count = ? WHERE job_id = ?", [replaced.count, job])
        }
        try run(
            """
            UPDATE task SET state = 'split', claimed_by = NULL, claimed_until = NULL
            WHERE task_id = ?
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
        let id = try Int64.fetchOne(
            cachedStatement(
                sql: """
                    INSERT INTO task (hash, service, text, characters, voice_id, speed, volume,
                        state, cut_from, language)
                    VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?)
                    ON CONFLICT (hash) DO UPDATE
                        SET state = CASE state WHEN 'split' THEN 'waiting' ELSE state END,
                            language = coalesce(language, excluded.language)
                    RETURNING task_id
                    """),
            arguments: [
                Data(task.hash.bytes), task.service.name, task.text,
                task.text.characterCount, task.voiceID, task.speed.count, task.volume.count,
                origin, language,
            ])
        guard let id else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        return id
    }
}

extension ClaimedTask {
    /// What ``init(row:)`` reads, in its order: by place it is read faster than by name.
    static let columns = "task.task_id, fence, service, text, voice_id, speed, volume"

    init(row: Row) {
        taskID = row[0]
        fence = row[1]
        task = SpeechTask(
            service: Service(name: row[2]), text: row[3], voiceID: row[4],
            speed: Thousandths(row[5]), volume: Thousandths(row[6]))
    }
}
