#if PostgreSQL
    import Ledger

    /// The tables of a ledger in PostgreSQL, beside those that every ledger has: its version, who has
    /// opened it, and who may write.
    enum PostgresSchema {
        /// What makes them.
        ///
        /// `writer` has a row for each process that has opened the ledger to write, with the number of
        /// the last transaction that it committed. `lease` says which of them may spend, and until
        /// when, in Unix milliseconds of the server's clock.
        private static let tables = [
            "CREATE TABLE ledger_version (version bigint NOT NULL)",
            """
            CREATE TABLE writer (writer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                holder text NOT NULL, last_transaction bigint NOT NULL DEFAULT 0)
            """,
            """
            CREATE TABLE lease (name text PRIMARY KEY, writer_id bigint REFERENCES writer,
                until bigint)
            """,
            "INSERT INTO lease (name) VALUES ('\(PostgresLease.name)')",
            "INSERT INTO ledger_version VALUES (\(RunLedger.version))",
        ]

        /// Makes the tables where there are none; whoever comes at the same time waits.
        static func make(_ session: PostgresSession, at address: PostgresAddress) throws {
            guard try version(session, at: address) == nil else { return }
            let statements = LedgerTables.statements(.postgreSQL)
            try session.script("BEGIN; \(statements[0])")
            do {
                if try version(session, at: address) == nil {
                    let rest = statements.dropFirst() + tables
                    try session.script(rest.joined(separator: ";\n"))
                }
                try session.script("COMMIT")
            } catch {
                _ = try? session.script("ROLLBACK")
                throw error
            }
        }

        /// The version of the ledger there; nil where there are no tables.
        ///
        /// - Throws: ``LedgerError`` for what is no ledger of this program, or of a version it does not know.
        static func version(
            _ session: PostgresSession, at address: PostgresAddress
        ) throws -> Int? {
            let isLedger = try session.script("SELECT to_regclass('ledger_version')").value != nil
            guard isLedger else {
                let others = try session.script(
                    """
                    SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()
                        AND tablename IN ('batch', 'run', 'job', 'task', 'attempt', 'clip')
                    """
                ).value
                guard others == "0" else { throw LedgerError.foreign(path: address.text) }
                return nil
            }
            let version = try session.script("SELECT max(version) FROM ledger_version").value
            let number = version.flatMap { Int($0) } ?? 0
            guard number <= RunLedger.version else {
                throw LedgerError.newer(path: address.text, version: number)
            }
            guard number == RunLedger.version else { throw address.refusal(.oddVersion(number)) }
            return number
        }
    }
#endif
