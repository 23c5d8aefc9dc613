import GRDB
import Ledger
import Synchronization

/// The one connection that writes an SQLite ledger, as long as its run has the lock.
///
/// Commits are synced. Beside the file lies a reserve: once the disk has run full, it makes room for
/// what calls in flight come to, and nothing more is spent.
final class SQLiteWriter: LedgerWriter {
    private let database: DatabaseQueue
    private let place: LedgerPlace
    private let lock: LedgerLock
    private let watch: LedgerWatch
    private let reserve: LedgerReserve
    private let outOfSpace: Atomic<Bool>

    /// Opens the file, and makes the reserve as well, if there is room for it.
    init(_ place: LedgerPlace, _ lock: LedgerLock) throws {
        database = try LedgerFile.attempt(place) { try LedgerFile.openForWriting(place, lock) }
        self.place = place
        self.lock = lock
        watch = LedgerWatch(place, file: lock.identity)
        reserve = LedgerReserve(place)
        outOfSpace = Atomic(!reserve.make())
    }

    /// Reads through this connection.
    var reading: SQLiteReader { SQLiteReader(database, of: place) }

    /// Whether the reserve has been used, or could not be made.
    var isOutOfSpace: Bool { outOfSpace.load(ordering: .acquiring) }

    /// Throws where the file is not the one that the run opened: what is committed to a file that has
    /// been deleted or moved is not there for the next run.
    func check() throws { try watch.check() }

    func say(_ saying: RunSaying) { lock.say(saying) }

    func checkToSpend() throws {
        try watch.check()
        if isOutOfSpace { throw place.refusal(.full) }
    }

    func transaction<Value>(_ body: (any LedgerTransaction) throws -> Value) throws -> Value {
        try LedgerFile.attempt(place) { try runOnce(body) }
    }

    func commit<Value>(_ body: (any LedgerTransaction) throws -> Value) throws -> Value {
        try LedgerFile.attempt(place) {
            do {
                return try runOnce(body)
            } catch let error as DatabaseError where makesRoom(after: error) {
                return try runOnce(body)
            }
        }
    }

    /// Either returns after the COMMIT, or throws with nothing committed and no transaction open.
    ///
    /// A COMMIT that SQLite refuses is no commit: its frames in the log count only once the log's
    /// index names them, and the next transaction overwrites them. A process that is killed before
    /// that may find them committed after all; then they are rows that nobody was promised, of
    /// calls that were not sent or whose end they tell.
    private func runOnce<Value>(_ body: (any LedgerTransaction) throws -> Value) throws -> Value {
        var value: Value?
        try database.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                value = try body(SQLiteTransaction(database: database))
                return .commit
            }
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        return value
    }

    /// Lets go of the reserve where a write failed for want of room.
    ///
    /// A quota and a full disk of another machine come as errors of writing, or of syncing, too.
    /// From then on the log is no longer copied into the file, which would grow in that room.
    ///
    /// - Returns: whether there is more room than before.
    private func makesRoom(after error: DatabaseError) -> Bool {
        guard error.resultCode == .SQLITE_FULL || error.resultCode == .SQLITE_IOERR else {
            return false
        }
        outOfSpace.store(true, ordering: .releasing)
        guard reserve.letGo() else { return false }
        try? database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        }
        return true
    }

    /// Closes the connection.
    ///
    /// SQLite does not copy the log into a file that has been moved or deleted, so that is done
    /// before: whoever puts the file back finds in it all that was paid.
    func close() {
        if watch.isReplaced {
            _ = try? database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
        try? database.close()
    }
}
