import Foundation
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

/// A batch as it stands in the ledger.
package struct BatchRow: Sendable {
    /// Names the batch in further questions.
    package let batch: BatchID
    /// Its name.
    package let name: String
    /// Who is called.
    package let service: Service
    /// Its inputs.
    package let inputs: [String]
    /// The folder of its tracks.
    package let outputFolder: String
    /// The latest command's settings, a JSON object.
    package let settings: String
    /// The price of one call.
    package let price: Money
    /// The most it may cost, if that is limited.
    package let budget: Money?
    /// Whether refused calls count as perhaps charged.
    package let chargesRefusals: Bool
    /// When it was first run, in Unix milliseconds.
    package let createdAt: Int

    static let columns: LedgerSQL = """
        batch_id, name, service, inputs, output_folder, settings, price, budget, charged_refusals,
        created_at
        """

    init(_ row: any LedgerRow) {
        batch = BatchID(value: row["batch_id"])
        name = row["name"]
        service = Service(name: row["service"])
        let inputs: String = row["inputs"]
        self.inputs = (try? JSONDecoder().decode([String].self, from: Data(inputs.utf8))) ?? []
        outputFolder = row["output_folder"]
        settings = row["settings"]
        price = Money(thousandths: row["price"])
        budget = (row["budget"] as Int?).map(Money.init(thousandths:))
        chargesRefusals = row["charged_refusals"]
        createdAt = row["created_at"]
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
