package import Ledger

extension RunLedger {
    /// Opens a ledger in an SQLite file for one run, makes it where there is none, and closes it
    /// afterwards.
    ///
    /// One connection writes; a lock on the file keeps a second run away. The folder is made as well.
    ///
    /// - Parameters:
    ///   - path: the ledger's file.
    ///   - work: what it is held for, which others are told.
    ///   - mayWait: whether to wait for another run that holds the ledger; asked again while it does.
    ///   - onWait: called once before waiting, with who holds the ledger if that is known.
    ///   - now: Unix milliseconds; the system's clock unless a test says otherwise.
    /// - Throws: ``LedgerError``; also at the end, if the file was replaced during the run.
    @discardableResult
    package static func withLedger<Value>(
        at path: String, for work: LedgerWork = LedgerWork(),
        mayWait: @Sendable () -> Bool = { true },
        onWait: @Sendable (LedgerHolder?) -> Void = { _ in },
        now: @escaping @Sendable () -> Int = unixMilliseconds,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (RunLedger) async throws -> Value
    ) async throws -> Value {
        let place = try LedgerPlace(path, makesFolder: true)
        let lock = try await LedgerLock.take(
            place, for: LedgerHolder(work, since: now()), mayWait: mayWait, onWait: onWait)
        defer { withExtendedLifetime(lock) {} }
        let writer = try SQLiteWriter(place, lock)
        defer { writer.close() }
        let ledger = try RunLedger(path: path, writer: writer, reading: writer.reading, now: now)
        let value = try await body(ledger)
        try writer.check()
        return value
    }
}

extension LedgerReader {
    /// Opens a ledger in an SQLite file for reading only.
    ///
    /// Nil where there is none yet. No file is left behind. Whoever holds the ledger afterwards lets
    /// go of the reader first: SQLite removes its log when the last connection closes, if that one
    /// may write.
    ///
    /// - Throws: ``LedgerError``.
    package init?(path: String) throws {
        let place = try LedgerPlace(path, makesFolder: false)
        guard let reader = try SQLiteReader(place) else { return nil }
        self.init(reader)
    }

    /// A ledger with nothing in it, for where there is none yet.
    package static func empty() throws -> LedgerReader {
        LedgerReader(try SQLiteReader.ofNothing())
    }
}
