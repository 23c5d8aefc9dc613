import Foundation
import GRDB

/// The SQLite file that remembers batches, jobs, tasks, attempts and clips.
///
/// One connection writes; a lock on the file keeps a second run away. Writes that a paid call
/// depends on return only after a synced commit.
package final class RunLedger: Sendable {
    /// The ledger's file, by the name it was given.
    package let path: String
    /// Every query that only reads.
    package let reader: LedgerReader
    let database: DatabaseQueue
    let commits: GroupCommit
    /// Unix milliseconds now.
    let now: @Sendable () -> Int
    private let place: LedgerPlace
    private let watch: LedgerWatch

    private init(
        _ place: LedgerPlace, _ lock: LedgerLock, now: @escaping @Sendable () -> Int
    ) throws {
        let database = try LedgerFile.attempt(place) {
            try LedgerFile.openForWriting(place, lock)
        }
        self.place = place
        self.path = place.given
        self.database = database
        self.watch = LedgerWatch(place, file: lock.identity)
        self.commits = GroupCommit(database: database, place: place, watch: watch)
        self.reader = LedgerReader(LedgerView(database, of: place))
        self.now = now
    }

    /// The version that a ledger has once it is opened.
    package static var version: Int { LedgerSchema.migrations.count }

    /// Whether the ledger's disk has run full since the run began, or was full before.
    ///
    /// What calls in flight come to is still written; no further call is armed.
    package var isOutOfSpace: Bool { commits.isOutOfSpace }

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
    /// - Throws: ``LedgerError``; also at the end, if the file was replaced during the run.
    @discardableResult
    package static func withLedger<Value>(
        at path: String, mayWait: @Sendable () -> Bool = { true },
        onWait: @Sendable () -> Void = {},
        now: @escaping @Sendable () -> Int = unixMilliseconds,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (RunLedger) async throws -> Value
    ) async throws -> Value {
        let place = try LedgerPlace(path, makesFolder: true)
        let lock = try await LedgerLock.take(place, mayWait: mayWait, onWait: onWait)
        defer { withExtendedLifetime(lock) {} }
        let ledger = try RunLedger(place, lock, now: now)
        defer { ledger.close() }
        try ledger.watch.check()
        try LedgerFile.attempt(place) { try ledger.settleDeadRuns() }
        let value = try await body(ledger)
        try ledger.watch.check()
        return value
    }

    /// Closes the connection.
    ///
    /// SQLite does not copy the log into a file that has been moved or deleted, so that is done
    /// before: whoever puts the file back finds in it all that was paid.
    private func close() {
        if watch.isReplaced {
            _ = try? database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
        try? database.close()
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
        try watch.check()
        return try LedgerFile.attempt(place) {
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
@Sendable package func unixMilliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
