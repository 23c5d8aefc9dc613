import Dispatch
import GRDB
import Synchronization

/// Gathers writes that are waiting into one durable transaction.
///
/// A caller goes on only after the COMMIT that holds its rows. While one group commits, the next
/// gathers; so a lone write does not wait for company, and 64 callers share a sync.
/// Task cancellation does not reach a write: a row about a paid call commits even then.
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
    private let waiting = Mutex(Waiting())
    private let queue = DispatchQueue(label: "kling-batch.ledger.commit")

    init(database: DatabaseQueue) {
        self.database = database
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
                for conclude in conclusions { conclude() }
            } catch {
                commitAlone(group)
            }
        }
    }

    /// Commits writes in one transaction, or none of them.
    private func commit(_ writes: [Write]) throws -> [Conclusion] {
        var conclusions: [Conclusion] = []
        try database.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                conclusions = try writes.map { try $0(database) }
                return .commit
            }
        }
        return conclusions
    }

    /// One write of a group has failed: each gets a transaction of its own.
    private func commitAlone(_ group: [(write: Write, refuse: Refusal)]) {
        for (write, refuse) in group {
            do {
                for conclude in try commit([write]) { conclude() }
            } catch {
                refuse(error)
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
