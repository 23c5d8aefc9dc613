#if PostgreSQL
    package import Ledger

    extension RunLedger {
        /// Opens a ledger in PostgreSQL for one run, makes it where there is none, and lets go of it
        /// afterwards.
        ///
        /// One process at a time writes, by a lease; it is renewed while the ledger is open.
        ///
        /// - Parameters:
        ///   - address: where it is, as libpq takes it (`postgresql://…`), without a password.
        ///   - work: what it is held for, which others are told.
        ///   - patience: how long a server that does not answer is waited for once the run has begun.
        ///   - mayWait: whether to wait for another run that holds the ledger; asked again while it does.
        ///   - onWait: called once before waiting, with who holds the ledger if that is known.
        ///   - now: Unix milliseconds; the system's clock unless a test says otherwise.
        /// - Throws: ``LedgerError``.
        @discardableResult
        package static func withLedger<Value>(
            onServer address: String, for work: LedgerWork = LedgerWork(),
            patience: Duration = .seconds(600),
            mayWait: @Sendable () -> Bool = { true },
            onWait: @Sendable (LedgerHolder?) -> Void = { _ in },
            now: @escaping @Sendable () -> Int = unixMilliseconds,
            isolation: isolated (any Actor)? = #isolation,
            _ body: (RunLedger) async throws -> Value
        ) async throws -> Value {
            let address = try PostgresAddress(address)
            let line = PostgresLine(address)
            let holder = LedgerHolder(work, since: now())
            try address.attempt { try PostgresSchema.make(line.session(), at: address) }
            var isWaiting = false
            while true {
                let lease = try address.attempt {
                    try PostgresLease.take(line.session(), for: holder)
                }
                if let lease {
                    let writer = PostgresWriter(
                        address, line: line, lease: lease, holder: holder,
                        patience: patience)
                    defer { writer.close() }
                    let ledger = try RunLedger(
                        path: address.text, writer: writer,
                        reading: PostgresReader(address, patience: patience), now: now)
                    return try await body(ledger)
                }
                guard mayWait() else { throw LedgerError.busy(path: address.text) }
                if !isWaiting {
                    let holding = try address.attempt { try PostgresLease.holding(line.session()) }
                    if case .held(let holder) = holding { onWait(holder) } else { onWait(nil) }
                }
                isWaiting = true
                try await ContinuousClock().sleep(for: .milliseconds(500))
            }
        }
    }

    extension LedgerReader {
        /// Opens a ledger in PostgreSQL for reading only.
        ///
        /// Nil where there is none yet.
        ///
        /// - Throws: ``LedgerError``.
        package init?(onServer address: String) throws {
            let reader = PostgresReader(try PostgresAddress(address))
            guard try reader.version() != nil else { return nil }
            self.init(reader)
        }
    }

    /// Asks whether somebody holds the ledger at an address; changes nothing.
    ///
    /// - Throws: `LedgerError`.
    package func ledgerHolding(onServer address: String) throws -> LedgerHolding {
        let address = try PostgresAddress(address)
        return try address.attempt {
            let session = try PostgresSession.open(address)
            guard try PostgresSchema.version(session, at: address) != nil else { return .free }
            return try PostgresLease.holding(session)
        }
    }
#endif
