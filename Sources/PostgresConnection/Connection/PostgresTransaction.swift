#if PostgreSQL
    import Ledger

    /// An open transaction of PostgreSQL.
    struct PostgresTransaction: LedgerTransaction {
        let session: PostgresSession

        var dialect: Dialect { .postgreSQL }

        func changes(_ sql: LedgerSQL, _ arguments: [any LedgerArgument]) throws -> Int {
            try session.run(sql.text, arguments.map(\.ledgerValue)) { _ in }
        }

        func forEachRow(
            _ sql: LedgerSQL, _ arguments: [any LedgerArgument],
            _ body: (any LedgerRow) throws -> Void
        ) throws {
            _ = try session.run(sql.text, arguments.map(\.ledgerValue)) { try body($0) }
        }
    }
#endif
