import Dispatch
import GRDB
import Synchronization

/// Gathers writes that are waiting into one durable transaction.
///
/// A caller goes on only after the COMMIT that holds its rows. While one group commits, the next
/// gathers; so a lone write does not wait for company, and 64 callers share a sync.
/// A write that fails takes its whole group's transaction back, and each write of the group then
/// gets a transaction of its own.
/// Task cancellation does not reach a write: a row about a paid call commits even then.
///
/// A write that spends is refused once the disk has run full or the ledger's file has been
/// replaced. All others go on then: what is already paid is written down wherever it can be.
final class GroupCommit: Sendable {
    /// Tells a write's caller that its rows are durable.
    private typealias Conclusion = @Sendable () -> Void
    /// Tells a write's caller why they are not.
    private typealias Refusal = @Sendable (any Error) -> Void
    /// Runs a write's body inside the transaction.
    ///
    /// It runs again, alone, where another write of its group failed.
    private typealias Write = @Sendable (Database) throws -> Conclusion

    private struct Waiting {
        var writes: [(write: Write, refuse: Refusal)] = []
        var isDraining = false
    }

    /// The most writes in one transaction, so that no caller waits long.
    private static let maximumGroup = 256

    private let database: DatabaseQueue
    private let place: LedgerPlace
    private let watch: LedgerWatch
    private let reserve: LedgerReserve
    private let waiting = Mutex(Waiting())
    private let outOfSpace: Atomic<Bool>
    private let queue = DispatchQueue(label: "kling-batch.ledger.commit")

    /// Makes the reserve as well, if there is room for it.
    init(database: DatabaseQueue, place: LedgerPlace, watch: LedgerWatch) {
        self.database = database
        self.place = place
        self.watch = watch
        reserve = LedgerReserve(place)
        outOfSpace = Atomic(!reserve.make())
    }

    /// Whether the reserve has been used, or could not be made.
    var isOutOfSpace: Bool { outOfSpace.load(ordering: .acquiring) }

    /// Runs `body`, which commits money, in the next transaction, if the ledger can promise to write
    /// down what comes of it.
    ///
    /// - Throws: ``LedgerError`` else, before `body` is run.
    func writeToSpend<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await write { [self] database in
            try watch.check()
            if isOutOfSpace { throw place.refusal(.full) }
            return try body(database)
        }
    }

    /// Runs `body` in the next transaction and returns its value once that is durable.
    ///
    /// A body that throws undoes its own rows only.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            enqueue { database in
                let value = try body(database)
                return { continuation.resume(returning: value) }
            } refuse: { error in
                continuation.resume(throwing: error)
            }
        }
    }

    private func enqueue(_ write: @escaping Write, refuse: @escaping Refusal) {
        let mustStart = waiting.withLock { waiting in
            waiting.writes.append((write, refuse))
            defer { waiting.isDraining = true }
            return !waiting.isDraining
        }
        if mustStart { queue.async { self.drain() } }
    }

    private func drain() {
        while let group = nextGroup() {
            do {
                let conclusions = try commit(group.map(\.write))
                conclude(group, conclusions)
            } catch {
                commitAlone(group)
            }
        }
    }

    /// Lets the callers go on; where their rows lie in a file that is gone, with that error.
    private func conclude(_ group: [(write: Write, refuse: Refusal)], _ ends: [Conclusion]) {
        if watch.isReplaced {
            for (_, refuse) in group { refuse(place.refusal(.replaced)) }
        } else {
            for end in ends { end() }
        }
    }

    /// Commits writes in one transaction, or none of them, if need be in the room of the reserve.
    private func commit(_ writes: [Write]) throws -> [Conclusion] {
        do {
            return try commitOnce(writes)
        } catch let error as DatabaseError where makesRoom(after: error) {
            return try commitOnce(writes)
        }
    }

    /// Either returns after the COMMIT, or throws with nothing committed and no transaction open.
    ///
    /// A COMMIT that SQLite refuses is no commit: its frames in the log count only once the log's
    /// index names them, and the next transaction overwrites them. A process that is killed before
    /// that may find them committed after all; then they are rows that nobody was promised, of
    /// calls that were not sent or whose end they tell.
    private func commitOnce(_ writes: [Write]) throws -> [Conclusion] {
        var conclusions: [Conclusion] = []
        try database.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                conclusions = try writes.map { try $0(database) }
                return .commit
            }
        }
        return conclusions
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

    /// One write of a group has failed: each gets a transaction of its own.
    private func commitAlone(_ group: [(write: Write, refuse: Refusal)]) {
        for (write, refuse) in group {
            do {
                conclude([(write, refuse)], try commit([write]))
            } catch {
                refuse(LedgerError(error, of: place) ?? error)
            }
        }
    }

    private func nextGroup() -> [(write: Write, refuse: Refusal)]? {
        waiting.withLock { waiting in
            guard !waiting.writes.isEmpty else {
                waiting.isDraining = false
                return nil
            }
            let group = Array(waiting.writes.prefix(Self.maximumGroup))
            waiting.writes.removeFirst(group.count)
            return group
        }
    }
}
