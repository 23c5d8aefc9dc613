import Dispatch
import GRDB
import Synchronization

/// Gathers writes that are waiting into one durable transaction.
///
/// A caller goes on only after the COMMIT that holds its rows. While one group commits, the next
/// gathers; so a lone write does not wait for company, and 64 callers share a sync.
/// Task cancellation does not reach a write: a row about a paid call commits even then.
final class GroupCommit: Sendable {
    /// Tells a write's caller how COMMIT went.
    private typealias Conclusion = @Sendable ((any Error)?) -> Void

    private struct Write: Sendable {
        /// Runs the body inside the transaction.
        let perform: @Sendable (Database) -> Conclusion
        /// Tells the caller that no transaction could begin.
        let refuse: @Sendable (any Error) -> Void
    }

    private struct Waiting {
        var writes: [Write] = []
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
            enqueue(
                Write { database in
                    let result = Result { try database.inSavepointReturning(body) }
                    return { commitError in
                        continuation.resume(with: commitError.map { .failure($0) } ?? result)
                    }
                } refuse: { error in
                    continuation.resume(throwing: error)
                })
        }
    }

    private func enqueue(_ write: Write) {
        let mustStart = waiting.withLock { waiting in
            waiting.writes.append(write)
            defer { waiting.isDraining = true }
            return !waiting.isDraining
        }
        if mustStart { queue.async { self.drain() } }
    }

    private func drain() {
        while let group = nextGroup() { commit(group) }
    }

    private func commit(_ group: [Write]) {
        var conclusions: [Conclusion] = []
        do {
            try database.writeWithoutTransaction { database in
                try database.inTransaction(.immediate) {
                    conclusions = group.map { $0.perform(database) }
                    return .commit
                }
            }
            for conclude in conclusions { conclude(nil) }
        } catch {
            for conclude in conclusions { conclude(error) }
            if conclusions.isEmpty { for write in group { write.refuse(error) } }
        }
    }

    private func nextGroup() -> [Write]? {
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

extension Database {
    fileprivate func inSavepointReturning<Value>(
        _ body: (Database) throws -> Value
    ) throws -> Value {
        var value: Value?
        try inSavepoint {
            value = try body(self)
            return .commit
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        return value
    }
}
