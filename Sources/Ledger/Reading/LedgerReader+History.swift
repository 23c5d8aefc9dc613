package import SpeechTasks

/// Calls of one outcome that were sent within one stretch of a run.
package struct CallSlot: Sendable {
    /// When the run began, in Unix milliseconds.
    package let runStartedAt: Int
    /// The stretch's number within the run, from 0.
    package let slot: Int
    /// How the calls stand.
    package let state: AttemptState
    /// How many they are.
    package let count: Int

    init(_ row: any LedgerRow) throws {
        runStartedAt = row["started_at"]
        slot = row["slot"]
        state = try row["state"]
        count = row["count"]
    }
}

/// A run with what its plan said and what came.
package struct RunHistory: Sendable {
    /// The run.
    package let run: RunRow
    /// The calls that its plan said it pays; nil where an earlier version planned it.
    package let plannedCalls: Int?
    /// All its calls, and those of them that succeeded.
    package let calls: Int
    package let paidCalls: Int
    /// What its calls surely cost, and the most they may have cost.
    package let surely: Money
    package let atMost: Money

    init(_ row: any LedgerRow) throws {
        run = try RunRow(row)
        plannedCalls = row["planned_calls"]
        calls = row["calls"]
        paidCalls = row["paid"]
        surely = Money(thousandths: row["surely"])
        atMost = Money(thousandths: row["at_most"])
    }
}

/// An account that a batch called with.
package struct CallingAccount: Sendable {
    /// Its name, a hash of the token; nil for calls of versions that did not keep it.
    package let name: String?
    /// When it was first and last called with, in Unix milliseconds.
    package let firstCall: Int
    package let lastCall: Int
    /// The calls, what they surely cost, and the most they may have cost.
    package let calls: Int
    package let surely: Money
    package let atMost: Money

    init(_ row: any LedgerRow) {
        name = row["account"]
        firstCall = row["first"]
        lastCall = row["last"]
        calls = row["calls"]
        surely = Money(thousandths: row["surely"])
        atMost = Money(thousandths: row["at_most"])
    }
}

/// A text that several jobs of a list say in the same recording.
package struct RepeatedText: Sendable {
    /// The text.
    package let text: String
    /// The voice.
    package let voiceID: String
    /// The places at which it is said.
    package let places: Int

    init(_ row: any LedgerRow) {
        text = row["text"]
        voiceID = row["voice_id"]
        places = row["places"]
    }
}

extension LedgerReader {
    /// The most that a batch's calls may cost, as its latest run fixed it; nil where none has.
    package func ceiling(of batch: BatchID) throws -> Money? {
        try row("SELECT ceiling FROM batch WHERE batch_id = $1", [batch.value]) { row in
            (row["ceiling"] as Int?).map(Money.init(thousandths:))
        } ?? nil
    }

    /// A batch's calls by outcome over the time that it ran.
    ///
    /// - Parameter width: the length of a stretch, in milliseconds.
    package func callSlots(of batch: BatchID, width: Int) throws -> [CallSlot] {
        try rows(
            """
            SELECT started_at, slot, state, count(*) AS count FROM (
                SELECT run.run_id AS run, started_at, attempt.state AS state,
                    (armed_at - started_at) / $1 AS slot
                FROM attempt JOIN run ON run.run_id = attempt.run_id
                WHERE attempt.batch_id = $2
            ) AS placed
            GROUP BY run, started_at, slot, state ORDER BY run, slot, state
            """, [width, batch.value]
        ) { try CallSlot($0) }
    }

    /// The runs of a batch with what came of each, the first one first.
    package func runHistory(of batch: BatchID) throws -> [RunHistory] {
        try rows(
            """
            SELECT started_at, ended_at, outcome, planned_calls, count(attempt_id) AS calls,
                count(*) FILTER (WHERE attempt.state = \(AttemptState.succeeded)) AS paid,
                CAST(coalesce(sum(surely_cost), 0) AS bigint) AS surely,
                CAST(coalesce(sum(cost), 0) AS bigint) AS at_most
            FROM run LEFT JOIN attempt
                ON attempt.run_id = run.run_id AND attempt.batch_id = run.batch_id
            WHERE run.batch_id = $1 GROUP BY run.run_id ORDER BY run.run_id
            """, [batch.value]
        ) { try RunHistory($0) }
    }

    /// The accounts that a batch called with, the first one first.
    package func callingAccounts(of batch: BatchID) throws -> [CallingAccount] {
        try rows(
            """
            SELECT account, min(armed_at) AS first, max(armed_at) AS last, count(*) AS calls,
                CAST(sum(surely_cost) AS bigint) AS surely, CAST(sum(cost) AS bigint) AS at_most
            FROM attempt WHERE batch_id = $1 GROUP BY account ORDER BY min(armed_at)
            """, [batch.value]
        ) { CallingAccount($0) }
    }

    /// How many texts the finished rows of a batch say more than once, and how often beyond the first time.
    ///
    /// Rows that are cut out of calls which they share have texts of their own.
    package func repeatedTextCount(of batch: BatchID) throws -> (texts: Int, repeats: Int) {
        try row(
            """
            SELECT count(*) AS texts, CAST(coalesce(sum(places - 1), 0) AS bigint) AS repeats FROM (
                SELECT count(*) AS places
                FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
                WHERE \(Self.isPlainRow) GROUP BY task.task_id HAVING count(*) > 1
            ) AS repeated
            """, [batch.value]
        ) { ($0["texts"] as Int, $0["repeats"] as Int) } ?? (0, 0)
    }

    /// The texts that finished rows of a batch say more than once, the most frequent first.
    package func repeatedTexts(of batch: BatchID, limit: Int) throws -> [RepeatedText] {
        try rows(
            """
            SELECT text, voice_id, count(*) AS places
            FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
            WHERE \(Self.isPlainRow) GROUP BY task.task_id HAVING count(*) > 1
            ORDER BY count(*) DESC, task.task_id LIMIT $2
            """, [batch.value, limit]
        ) { RepeatedText($0) }
    }

    private static let isPlainRow: LedgerSQL = """
        batch_id = $1 AND kind = \(JobKind.row) AND job.state = \(JobState.done)
            AND (track_form IS NULL OR track_form NOT LIKE '%"pack":%')
        """
}

extension LedgerReader {
    /// Whether any job of a batch is a row of a list.
    package func hasRows(_ batch: BatchID) throws -> Bool {
        try row(
            """
            SELECT EXISTS (
                SELECT 1 FROM job WHERE batch_id = $1 AND kind = \(JobKind.row)
                    AND \(LedgerSQL.isNotForgotten))
            """, [batch.value]
        ) { $0[0] as Bool } ?? false
    }
}
