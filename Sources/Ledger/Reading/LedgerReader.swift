package import SpeechTasks

/// Every question to a ledger that changes nothing; works while a run is on.
package struct LedgerReader: Sendable {
    let connection: any LedgerConnection

    /// Questions on a connection, which may be one that only reads.
    package init(_ connection: any LedgerConnection) {
        self.connection = connection
    }

    func rows<Value>(
        _ sql: LedgerSQL, _ arguments: [any LedgerArgument] = [],
        _ value: (any LedgerRow) throws -> Value
    ) throws -> [Value] {
        try connection.transaction { try $0.rows(sql, arguments, value) }
    }

    func row<Value>(
        _ sql: LedgerSQL, _ arguments: [any LedgerArgument] = [],
        _ value: (any LedgerRow) throws -> Value
    ) throws -> Value? {
        try connection.transaction { try $0.row(sql, arguments, value) }
    }

    func forEachRow(
        _ sql: LedgerSQL, _ arguments: [any LedgerArgument] = [],
        _ body: (any LedgerRow) throws -> Void
    ) throws {
        try connection.transaction { try $0.forEachRow(sql, arguments, body) }
    }
}

extension LedgerReader {
    /// All batches, the latest first.
    package func batches() throws -> [BatchRow] {
        try rows("SELECT \(BatchRow.columns) FROM batch ORDER BY batch_id DESC") { BatchRow($0) }
    }

    /// The batch of a name.
    package func batch(named name: String) throws -> BatchRow? {
        try row("SELECT \(BatchRow.columns) FROM batch WHERE name = $1", [name]) { BatchRow($0) }
    }

    /// The batch that ran last.
    package func latestBatch() throws -> BatchRow? {
        try row(
            """
            SELECT \(BatchRow.columns) FROM batch LEFT JOIN run USING (batch_id)
            WHERE forgotten_at IS NULL
            ORDER BY coalesce(run_id, 0) DESC, batch_id DESC LIMIT 1
            """
        ) { BatchRow($0) }
    }

    /// What an account has been found to take.
    ///
    /// - Parameter account: its name; nil takes the account of the service that learned last.
    package func learned(of account: String?, at service: Service) throws -> LearnedAccount {
        try row(
            """
            SELECT \(LearnedAccount.columns) FROM pace
            WHERE service = $1 AND (CAST($2 AS TEXT) IS NULL OR account = $2)
            ORDER BY learned_at DESC LIMIT 1
            """, [service.name, account]
        ) { LearnedAccount($0) } ?? LearnedAccount()
    }
}
