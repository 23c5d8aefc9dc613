package import SpeechTasks

extension LedgerReader {
    /// The calls at a service, oldest first.
    ///
    /// - Parameters:
    ///   - account: only those of this account, and those of before accounts were kept.
    ///   - time: only those armed in this stretch of Unix milliseconds.
    package func calls(
        at service: Service, account: String? = nil, time: ClosedRange<Int> = 0...Int.max
    ) throws -> [LedgerCall] {
        try rows(
            """
            SELECT \(LedgerCall.columns)
            FROM attempt JOIN batch USING (batch_id) JOIN task USING (task_id)
            WHERE batch.service = $1
                AND (CAST($2 AS TEXT) IS NULL OR coalesce(attempt.account, $2) = $2)
                AND armed_at BETWEEN $3 AND $4
            ORDER BY armed_at, attempt_id
            """, [service.name, account, time.lowerBound, time.upperBound]
        ) { try LedgerCall($0) }
    }

    /// The calls of a batch whose outcome is not known, in the order in which they were armed.
    package func unknownCalls(of batch: BatchID) throws -> [LedgerCall] {
        try rows(
            """
            SELECT \(LedgerCall.columns)
            FROM attempt JOIN batch USING (batch_id) JOIN task USING (task_id)
            WHERE batch_id = $1
                AND attempt.state IN (\(AttemptState.unknown), \(AttemptState.writtenOff))
            ORDER BY attempt_id
            """, [batch.value]
        ) { try LedgerCall($0) }
    }

    /// The calls of a name: a request's name, or the number of an attempt.
    package func calls(named name: String) throws -> [LedgerCall] {
        try rows(
            """
            SELECT \(LedgerCall.columns)
            FROM attempt JOIN batch USING (batch_id) JOIN task USING (task_id)
            WHERE request_id = $1 OR header_request_id = $1 OR attempt_id = $2
            ORDER BY attempt_id
            """, [name, Int64(name)]
        ) { try LedgerCall($0) }
    }
}

extension RunLedger {
    /// Writes down what is known of a call from elsewhere.
    ///
    /// A call of unknown outcome becomes `succeeded` or `free`; one that is known already only takes
    /// another price. A call that was taken for free and was charged keeps its state and has a cost.
    ///
    /// - Returns: whether anything changed.
    @discardableResult
    package func resolve(
        _ attempt: AttemptID, as resolution: Resolution, by source: OutcomeSource
    ) async throws -> Bool {
        try await commits.write { [now] database in
            try database.resolve(attempt, as: resolution, by: source, now: now())
        }
    }

    /// Writes down all that a bill says, in one commit.
    ///
    /// - Returns: how many calls it changed.
    package func resolve(_ outcomes: [BilledOutcome]) async throws -> Int {
        try await commits.write { [now] database in
            var count = 0
            for outcome in outcomes {
                let isChanged = try database.resolve(
                    outcome.attempt, as: outcome.resolution, by: .bill,
                    requestID: outcome.requestID, now: now())
                if isChanged { count += 1 }
            }
            return count
        }
    }

    /// Takes what a service called back for an attempt.
    ///
    /// - Parameters:
    ///   - end: `succeeded` or `refused`; a success that comes late, for a call that was unknown or
    ///     written off, counts, and its audio is used if the task has no other.
    package func takeCallback(
        for attempt: AttemptID, end: AttemptEnd, reply: AttemptReply
    ) async throws -> Settlement {
        try await commits.write { [now] database in
            try database.takeCallback(for: attempt, end: end, reply: reply, now: now())
        }
    }

    /// A secret of the ledger's own, made at random when it is first asked for.
    ///
    /// - Parameter name: what it is for.
    package func secret(named name: String) async throws -> [UInt8] {
        let fresh = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        return try await commits.write { database in
            try database.run(
                "INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
                [name, fresh])
            return try database.known("SELECT value FROM secret WHERE name = $1", [name])
        }
    }
}

extension AttemptID {
    /// The attempt of a number, as a callback's address names it.
    package init(number: Int64) {
        value = number
    }

    /// Its number in the ledger.
    package var number: Int64 { value }
}
