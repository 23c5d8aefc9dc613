import Foundation
import GRDB

/// The SQLite file that remembers batches, jobs, tasks, attempts and clips.
///
/// One connection writes; a lock on a side file keeps a second run away. Writes that a paid call
/// depends on return only after a synced commit.
public final class RunLedger: Sendable {
    /// The ledger's file.
    public let path: String
    /// Every query that only reads.
    public let reader: LedgerReader
    let database: DatabaseQueue
    let commits: GroupCommit
    /// Unix milliseconds now.
    let now: @Sendable () -> Int

    private init(path: String, database: DatabaseQueue, now: @escaping @Sendable () -> Int) {
        self.path = path
        self.database = database
        self.commits = GroupCommit(database: database)
        self.reader = LedgerReader(database: database)
        self.now = now
    }

    /// Opens the ledger for one run, makes it where there is none, and closes it afterwards.
    ///
    /// What a dead run left behind is settled first: its armed attempts become unknown, its claims
    /// end. The folder is made as well.
    ///
    /// - Parameters:
    ///   - path: the ledger's file.
    ///   - mayWait: whether to wait for another run that holds the ledger; asked again while it does.
    ///   - onWait: called once before waiting.
    ///   - now: Unix milliseconds; the system's clock unless a test says otherwise.
    /// - Throws: ``LedgerError``.
    @discardableResult
    public static func withLedger<Value>(
        at path: String, mayWait: @Sendable () -> Bool = { true },
        onWait: @Sendable () -> Void = {},
        now: @escaping @Sendable () -> Int = unixMilliseconds,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (RunLedger) async throws -> Value
    ) async throws -> Value {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw LedgerError.unusable(
                path: path, reason: "its folder cannot be made (\(error.localizedDescription))")
        }
        let lock = try LedgerLock(ledgerPath: path)
        try await lock.take(mayWait: mayWait, onWait: onWait)
        defer { withExtendedLifetime(lock) {} }
        let ledger = RunLedger(
            path: path, database: try LedgerFile.openForWriting(path: path), now: now)
        defer { try? ledger.database.close() }
        try ledger.settleDeadRuns()
        return try await body(ledger)
    }

    /// What a dead run left armed may have been charged; what it claimed is free again.
    private func settleDeadRuns() throws {
        try database.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                try database.execute(
                    sql: """
                        UPDATE attempt SET state = 'unknown', settled_at = ?,
                            settled_by = 'restart', message = 'the run ended before the reply'
                        WHERE state = 'armed'
                        """, arguments: [now()])
                try database.execute(
                    sql: """
                        UPDATE task SET claimed_by = NULL, claimed_until = NULL
                        WHERE claimed_by IS NOT NULL;
                        UPDATE job SET claimed_by = NULL, claimed_until = NULL
                        WHERE claimed_by IS NOT NULL;
                        UPDATE run SET outcome = 'killed' WHERE ended_at IS NULL AND outcome IS NULL
                        """)
                return .commit
            }
        }
    }

    /// Runs a write in a transaction of its own, on the caller's thread.
    func transaction<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try LedgerFile.attempt(path) {
            var value: Value?
            try database.writeWithoutTransaction { database in
                try database.inTransaction(.immediate) {
                    value = try body(database)
                    return .commit
                }
            }
            guard let value else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
            return value
        }
    }
}

/// The system's clock in Unix milliseconds, UTC.
@Sendable public func unixMilliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
