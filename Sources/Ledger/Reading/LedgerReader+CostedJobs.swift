import SpeechTasks

extension LedgerReader {
    /// Hands over a batch's jobs in order with their shares of its calls, one at a time.
    ///
    /// A call that several jobs share is parted among the places that it is spoken at: by the lengths of
    /// the rows' own texts where they are cut out of it, else evenly. Recordings that were replaced count
    /// where no job of the batch has them any more, and are parted evenly. All shares and the rest add
    /// up to what the batch's calls came to.
    ///
    /// - Parameter period: when the calls were made.
    /// - Returns: what is no job's.
    package func forEachCostedJob(
        of batch: BatchID, in period: CostPeriod = .all, _ body: (CostedJob) throws -> Void
    ) throws -> CostRest {
        try connection.transaction { transaction in
            var shares = CallShares(transaction, batch, period)
            for areDropped in [false, true] {
                var page: [PlacedJob] = []
                repeat {
                    page = try transaction.jobs(of: batch, areDropped, after: page.last)
                    for placed in page {
                        try body(
                            CostedJob(
                                job: placed.job, kind: placed.kind, input: placed.input,
                                trackForm: placed.trackForm,
                                places: try shares.places(ofJob: placed.number)))
                    }
                } while !page.isEmpty
            }
            return CostRest(
                withoutJob: try transaction.cost(of: batch, in: period) - shares.given,
                questions: try transaction.questionCosts(of: batch, in: period)
                    .reduce(.zero) { $0 + $1.cost })
        }
    }
}

/// A job at its place in its batch.
private struct PlacedJob {
    let position: Int
    let number: Int64
    let job: JobRow
    let kind: JobKind
    let input: String
    let trackForm: String?

    init(_ row: any LedgerRow) throws {
        position = row["position"]
        number = row["number"]
        job = try JobRow(row)
        kind = try row["kind"]
        input = row["input"]
        trackForm = row["track_form"]
    }
}

extension LedgerTransaction {
    /// A page of jobs in their order: a connection may have one statement at a time.
    fileprivate func jobs(
        of batch: BatchID, _ areDropped: Bool, after last: PlacedJob?
    ) throws -> [PlacedJob] {
        let state: LedgerSQL =
            areDropped ? "state = \(JobState.dropped)" : "state <> \(JobState.dropped)"
        return try rows(
            """
            SELECT position, job.job_id AS number, kind, track_form, coalesce(
                (SELECT book.source FROM book WHERE book.book_id = job.book_id), source) AS input,
                \(JobRow.columns)
            FROM job LEFT JOIN track USING (job_id)
            WHERE batch_id = $1 AND \(LedgerSQL.isNotForgotten) AND \(state)
                AND (position, job.job_id) > ($2, $3)
            ORDER BY position, job.job_id LIMIT 200
            """, [batch.value, last?.position ?? 0, last?.number ?? 0]
        ) { try PlacedJob($0) }
    }

    /// What all calls of a batch came to.
    func cost(of batch: BatchID, in period: CostPeriod) throws -> CallCost {
        try row(
            """
            SELECT count(*) AS calls, CAST(coalesce(sum(surely_cost), 0) AS bigint) AS surely,
                CAST(coalesce(sum(cost), 0) AS bigint) AS at_most
            FROM attempt WHERE batch_id = $1 AND armed_at >= $2 AND armed_at < $3
            """, [batch.value, period.start, period.end]
        ) { CallCost($0) } ?? CallCost()
    }
}

extension CallCost {
    /// The columns `calls`, `surely` and `at_most` of a row.
    init(_ row: any LedgerRow) {
        self.init(
            calls: row["calls"], surely: Money(thousandths: row["surely"]),
            atMost: Money(thousandths: row["at_most"]))
    }
}

/// Parts a batch's calls among its jobs, which come in their order.
///
/// What is kept is one small entry for each call that a later job has a share of.
private struct CallShares {
    private let transaction: any LedgerTransaction
    private let batch: BatchID
    private let period: CostPeriod
    private var open: [Int64: Sharing] = [:]
    /// What was given to jobs so far.
    private(set) var given = CallCost()

    init(_ transaction: any LedgerTransaction, _ batch: BatchID, _ period: CostPeriod) {
        self.transaction = transaction
        self.batch = batch
        self.period = period
    }

    /// How a task's calls are shared.
    private struct Sharing {
        /// Whether jobs are made of it; else its recordings were replaced.
        let isSpoken: Bool
        /// The sum of all weights, and of those that have had their share.
        let whole: Int
        var used = 0
    }

    /// A task at a place of a job, with one of its calls or none.
    private struct PlacedCall {
        let place: CostedJob.Place
        let weight: Int
        let cost: CallCost?
        let requestID: String?

        init(_ row: any LedgerRow) {
            let isReplaced: Bool = row["is_replaced"]
            place = CostedJob.Place(
                clip: isReplaced ? nil : row["place"], text: row["text"],
                voiceID: row["voice_id"], speed: Thousandths(row["speed"]),
                characters: row["characters"], taskID: row["task_id"])
            weight = row["weight"]
            requestID = row["request_id"]
            let atMost: Int? = row["cost"]
            cost = atMost.map {
                CallCost(
                    calls: 1, surely: Money(thousandths: row["surely_cost"] ?? 0),
                    atMost: Money(thousandths: $0))
            }
        }
    }

    /// The places of a job, with its shares of their calls.
    mutating func places(ofJob job: Int64) throws -> [CostedJob.Place] {
        var places: [CostedJob.Place] = []
        var shares: [Range<Int>] = []
        var wholes: [Int] = []
        for call in try calls(ofJob: job) {
            let isSame = places.last.map {
                $0.taskID == call.place.taskID && $0.clip == call.place.clip
            }
            if isSame != true {
                let (share, whole) = try share(of: call)
                places.append(call.place)
                shares.append(share)
                wholes.append(whole)
            }
            let last = places.count - 1
            guard let cost = call.cost, !shares[last].isEmpty else { continue }
            let share = cost.share(of: shares[last], in: wholes[last])
            places[last].cost = places[last].cost + share
            places[last].requestIDs += [call.requestID].compactMap { $0 }
            given = given + share
        }
        return places.filter { $0.clip != nil || !$0.cost.isNothing || !$0.requestIDs.isEmpty }
    }

    private func calls(ofJob job: Int64) throws -> [PlacedCall] {
        try transaction.rows(
            """
            SELECT 0 AS is_replaced, job_task.position AS place, task.task_id AS task_id,
                task.text AS text, task.characters AS characters, voice_id, speed,
                \(Self.weight) AS weight, cost, surely_cost, request_id, attempt_id
            FROM job_task JOIN job USING (job_id) JOIN task USING (task_id)
                LEFT JOIN attempt ON attempt.task_id = task.task_id
                    AND attempt.batch_id = $1 AND armed_at >= $2 AND armed_at < $3
            WHERE job_task.job_id = $4
            UNION ALL
            SELECT 1, 0, task.task_id, task.text, task.characters, voice_id, speed, 1, cost,
                surely_cost, request_id, attempt_id
            FROM replaced_task JOIN task USING (task_id)
                JOIN attempt ON attempt.task_id = task.task_id
                    AND attempt.batch_id = $1 AND armed_at >= $2 AND armed_at < $3
            WHERE replaced_task.job_id = $4
            ORDER BY 1, 2, 3, 12
            """, [batch.value, period.start, period.end, job]
        ) { PlacedCall($0) }
    }

    /// A row that is cut out of a call weighs as much as its own text, all others as the call's.
    private static let weight: LedgerSQL = """
        CASE WHEN kind = \(JobKind.row) AND track_form LIKE '%"pack":%'
            THEN job.characters ELSE task.characters END
        """

    /// The weights of a place among all that share its task; empty where it has no share.
    private mutating func share(of call: PlacedCall) throws -> (Range<Int>, whole: Int) {
        let task = call.place.taskID
        var sharing = try open[task] ?? sharing(of: task)
        guard sharing.isSpoken == (call.place.clip != nil), call.cost != nil,
            sharing.used + call.weight <= sharing.whole, call.weight > 0
        else { return (0..<0, 1) }
        let share = sharing.used..<(sharing.used + call.weight)
        sharing.used = share.upperBound
        open[task] = sharing.used < sharing.whole ? sharing : nil
        return (share, sharing.whole)
    }

    private func sharing(of task: Int64) throws -> Sharing {
        let spoken = try transaction.value(
            """
            SELECT CAST(coalesce(sum(\(Self.weight)), 0) AS bigint)
            FROM job_task JOIN job USING (job_id) JOIN task USING (task_id)
            WHERE job_task.task_id = $1 AND batch_id = $2
            """, [task, batch.value], as: Int.self)
        if let spoken, spoken > 0 { return Sharing(isSpoken: true, whole: spoken) }
        let replaced = try transaction.value(
            """
            SELECT count(*) FROM replaced_task JOIN job USING (job_id)
            WHERE replaced_task.task_id = $1 AND batch_id = $2
            """, [task, batch.value], as: Int.self)
        return Sharing(isSpoken: false, whole: replaced ?? 0)
    }
}
