#if PostgreSQL
    import Dispatch
    import Ledger

    /// A connection that only reads; each transaction sees one state.
    ///
    /// `@unchecked`: all that changes is touched on the queue alone.
    final class PostgresReader: LedgerConnection, @unchecked Sendable {
        private let address: PostgresAddress
        private let line: PostgresLine
        private let queue = DispatchQueue(label: "kling-batch.ledger.read")
        /// How long a server that does not answer is waited for.
        private let patience: Duration

        init(_ address: PostgresAddress, patience: Duration = .zero) {
            self.address = address
            self.patience = patience
            line = PostgresLine(address)
        }

        func transaction<Value>(
            _ body: (any LedgerTransaction) throws -> Value
        ) throws -> Value {
            try queue.sync { try address.attempt { try runOnce(body) } }
        }

        private func runOnce<Value>(
            _ body: (any LedgerTransaction) throws -> Value
        ) throws -> Value {
            let session = try line.reach(until: .now + patience) { session in
                try session.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                return session
            }
            do {
                let value = try body(PostgresTransaction(session: session))
                try session.script("COMMIT")
                return value
            } catch {
                line.rollBack()
                throw error
            }
        }

        /// The version of the ledger there; nil where there is none.
        ///
        /// - Throws: ``LedgerError`` for what is no ledger of this program, or of a version it does not know.
        func version() throws -> Int? {
            try queue.sync {
                try address.attempt {
                    try PostgresSchema.version(line.session(), at: address)
                }
            }
        }
    }
#endif
