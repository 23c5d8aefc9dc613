package import Ledger
import PostgresConnection
import SQLiteConnection

// A ledger is opened here by its name, wherever it lies: a file's path, or a server's address.

extension RunLedger {
    /// Opens a ledger for one run, makes it where there is none, and lets go of it afterwards.
    ///
    /// - Parameters:
    ///   - name: a file's path or a server's address.
    ///   - work: what it is held for, which others are told.
    ///   - mayWait: whether to wait for another run that holds the ledger; asked again while it does.
    ///   - onWait: called once before waiting, with who holds the ledger if that is known.
    /// - Throws: ``LedgerError``; also at the end, if a file was replaced during the run.
    @discardableResult
    package static func withLedger<Value>(
        in name: String, for work: LedgerWork = LedgerWork(),
        mayWait: @Sendable () -> Bool = { true },
        onWait: @Sendable (LedgerHolder?) -> Void = { _ in },
        isolation: isolated (any Actor)? = #isolation,
        _ body: (RunLedger) async throws -> Value
    ) async throws -> Value {
        guard isServerAddress(name) else {
            return try await withLedger(
                at: name, for: work, mayWait: mayWait, onWait: onWait, body)
        }
        #if PostgreSQL
            return try await withLedger(
                onServer: name, for: work, mayWait: mayWait, onWait: onWait, body)
        #else
            throw noServers
        #endif
    }
}

extension LedgerReader {
    /// Opens a ledger for reading only; nil where there is none yet.
    ///
    /// - Parameter name: a file's path or a server's address.
    /// - Throws: ``LedgerError``.
    package init?(in name: String) throws {
        guard isServerAddress(name) else {
            try self.init(path: name)
            return
        }
        #if PostgreSQL
            try self.init(onServer: name)
        #else
            throw noServers
        #endif
    }

    /// A ledger for reading only; one with nothing in it where there is none yet.
    package static func orEmpty(in name: String) throws -> LedgerReader {
        try LedgerReader(in: name) ?? empty()
    }
}

/// Asks whether somebody holds a ledger; changes nothing.
///
/// - Throws: `LedgerError`.
package func ledgerHolding(in name: String) throws -> LedgerHolding {
    guard isServerAddress(name) else { return try ledgerHolding(at: name) }
    #if PostgreSQL
        return try ledgerHolding(onServer: name)
    #else
        throw noServers
    #endif
}

#if !PostgreSQL
    /// The address is not repeated: it may have a password in it.
    private let noServers = LedgerError.unusable(path: "in PostgreSQL", .noServers)
#endif
