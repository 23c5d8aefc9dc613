package import SpeechTasks

/// What a plan asks the ledger about texts; prepared once, asked for every job.
///
/// A value of it lives inside one read or one write transaction.
package final class PaidTasks {
    let database: any LedgerTransaction
    /// The shortest text that any job of the ledger has in several tasks; nil if none has.
    private let shortestCut: Int?
    let hasTasks: Bool

    let batch: BatchID?
    /// Whether a batch that is planned already takes rates of speech that were measured since.
    let takesNewRates: Bool
    private let rule: UnknownRule
    /// What was asked last: a plan asks for a task when it cuts a text and again when it counts it.
    private var last: (hash: TaskHash, standing: Standing)?

    init(
        database: any LedgerTransaction, batch: BatchID?, holdsUnknown: Bool,
        takesNewRates: Bool = true
    ) throws {
        self.database = database
        self.batch = batch
        self.takesNewRates = takesNewRates
        rule = holdsUnknown ? .hold : .retry
        shortestCut = try database.known(
            "SELECT min(characters) FROM job WHERE task_count > 1")
        hasTasks = try database.known("SELECT EXISTS (SELECT 1 FROM task)")
    }

    /// How a task stands with money.
    package enum Standing: Sendable {
        /// A call is to be paid.
        case toPay
        /// Its clip is paid for, be it stored or still at its address.
        case paid
        /// It was refused, or is held: a run makes no call for it before `retry`.
        case ended
    }

    /// How the task of a name stands with money.
    package func standing(of hash: TaskHash) throws -> Standing {
        guard hasTasks else { return .toPay }
        if let last, last.hash == hash { return last.standing }
        let standing = try askedStanding(of: hash)
        last = (hash, standing)
        return standing
    }

    private func askedStanding(of hash: TaskHash) throws -> Standing {
        let found = try database.row(
            """
            SELECT task_id, state, reason, state IN (\(TaskState.waiting), \(TaskState.held))
                AND EXISTS (SELECT 1 FROM attempt
                    WHERE attempt.task_id IN (task.task_id, task.cut_from)) AS was_called
            FROM task WHERE hash = $1
            """, [hash.bytes]
        ) { try TaskStanding($0) }
        guard let found else { return .toPay }
        switch found.state {
        case .synthesized, .stored: return .paid
        case .split: return .toPay
        case .failed: return .ended
        // A run looks again at what was held for its unknown outcome, as at what waits.
        case .held where found.reason != .unknown: return .ended
        case .held, .waiting: return try canBeCalled(found) ? .toPay : .ended
        }
    }

    /// Whether a run may call for a task, as far as the replies that were lost decide it.
    private func canBeCalled(_ found: TaskStanding) throws -> Bool {
        guard found.wasCalled else { return true }
        return try database.lostReplies(ofTask: found.taskID).reasonToHold(under: rule) == nil
    }

    /// Whether a task, or one that earlier versions called in its place, is paid for.
    package func isPaid(_ task: SpeechTask) throws -> Bool {
        let form = try form(of: task)
        return try standing(of: form.hash) == .paid
    }

    /// The task itself, or the one that earlier versions called in its place if that is paid for.
    package func form(of task: SpeechTask) throws -> SpeechTask {
        guard hasTasks, try standing(of: task.hash) == .toPay else { return task }
        return try task.earlierForms.first { try standing(of: $0.hash) == .paid } ?? task
    }

    /// How the same content was cut before, if it was cut; not how a call was that it shares with others.
    ///
    /// - Parameters:
    ///   - characters: the text's length in Unicode scalars.
    ///   - contentHash: see ``PlannedJob/contentHash``.
    package func knownCut(characters: Int, contentHash: TaskHash) throws -> [SpeechTask]? {
        guard let shortestCut, characters >= shortestCut else { return nil }
        let tasks = try database.rows(
            """
            SELECT \(SpeechTask.columns) FROM job_task JOIN task USING (task_id)
            WHERE job_id = (
                SELECT job_id FROM job WHERE characters = $1 AND content_hash = $2
                    AND task_count > 1
                    AND (track_form IS NULL OR track_form NOT LIKE '%"pack":%')
                ORDER BY job_id DESC LIMIT 1)
            ORDER BY job_task.position
            """, [characters, contentHash.bytes]
        ) { SpeechTask($0) }
        return tasks.isEmpty ? nil : tasks
    }
}

/// How a task of some name stands.
private struct TaskStanding {
    let taskID: Int64
    let state: TaskState
    let reason: HoldReason?
    /// Whether it waits or is held, and there are calls for it or for the task it was cut from.
    let wasCalled: Bool

    init(_ row: any LedgerRow) throws {
        taskID = row["task_id"]
        state = try row["state"]
        reason = try row["reason"]
        wasCalled = row["was_called"]
    }
}

extension PaidTasks {
    /// The texts of the batch that are paid for, spoken as a task is; in no order.
    ///
    /// - Parameter shortest: the length from which a text counts, in Unicode scalars.
    package func texts(spokenLike task: SpeechTask, shortest: Int) throws -> [String] {
        guard let batch, hasTasks else { return [] }
        return try database.rows(
            """
            SELECT text FROM task
            WHERE state IN (\(TaskState.synthesized), \(TaskState.stored)) AND characters >= $1
                AND service = $2 AND voice_id = $3 AND speed = $4 AND volume = $5
                AND task_id IN (
                    SELECT task_id FROM job JOIN job_task USING (job_id)
                    WHERE batch_id = $6)
            """,
            [
                shortest, task.service.name, task.voiceID, task.speed.count, task.volume.count,
                batch.value,
            ]
        ) { $0[0] as String }
    }
}

extension LedgerReader {
    /// Answers a plan's questions about what is paid for, inside one read.
    ///
    /// - Parameters:
    ///   - batch: the batch that is planned, by its name.
    ///   - holdsUnknown: whether tasks of unknown outcome stay held.
    package func withPaidTasks<Value>(
        ofBatch batch: String, holdsUnknown: Bool, _ body: (PaidTasks) throws -> Value
    ) throws -> Value {
        let batch = try self.batch(named: batch)?.batch
        return try connection.transaction { database in
            try body(PaidTasks(database: database, batch: batch, holdsUnknown: holdsUnknown))
        }
    }
}

extension PlanWriter {
    /// Answers the plan's questions inside the transaction that writes it.
    ///
    /// - Parameters:
    ///   - holdsUnknown: whether tasks of unknown outcome stay held.
    ///   - takesNewRates: whether a batch that is planned already takes rates of speech that were
    ///     measured since.
    package func paidTasks(holdsUnknown: Bool, takesNewRates: Bool = true) throws -> PaidTasks {
        try PaidTasks(
            database: database, batch: batch, holdsUnknown: holdsUnknown,
            takesNewRates: takesNewRates)
    }
}
