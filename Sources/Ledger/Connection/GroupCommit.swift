import Dispatch
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
    private typealias Write = @Sendable (any LedgerTransaction) throws -> Conclusion

    private struct Waiting {
        var writes: [(write: Write, refuse: Refusal)] = []
        var isDraining = false
    }

    /// The most writes in one transaction, so that no caller waits long.
    private static let maximumGroup = 256

    private let connection: any LedgerWriter
    private let waiting = Mutex(Waiting())
    private let queue = DispatchQueue(label: "kling-batch.ledger.commit")

    init(_ connection: any LedgerWriter) {
        self.connection = connection
    }

    /// Runs `body`, which commits money, in the next transaction, if the ledger can promise to write
    /// down what comes of it.
    ///
    /// - Throws: ``LedgerError`` else, before `body` is run.
    func writeToSpend<Value: Sendable>(
        _ body: @escaping @Sendable (any LedgerTransaction) throws -> Value
    ) async throws -> Value {
        try await write { [connection] ledger in
            try connection.checkToSpend()
            return try body(ledger)
        }
    }

    /// Runs `body` in the next transaction and returns its value once that is durable.
    ///
    /// A body that throws undoes its own rows only.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any LedgerTransaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            enqueue { ledger in
                let value = try body(ledger)
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

    /// Lets the callers go on; with an error if the file that their rows went into was replaced.
    private func conclude(_ group: [(write: Write, refuse: Refusal)], _ ends: [Conclusion]) {
        do {
            try connection.check()
            for end in ends { end() }
        } catch {
            for (_, refuse) in group { refuse(error) }
        }
    }

    /// Commits writes in one transaction, or none of them.
    private func commit(_ writes: [Write]) throws -> [Conclusion] {
        try connection.commit { ledger in try writes.map { try $0(ledger) } }
    }

    /// One write of a group has failed: each gets a transaction of its own.
    private func commitAlone(_ group: [(write: Write, refuse: Refusal)]) {
        for (write, refuse) in group {
            do {
                conclude([(write, refuse)], try commit([write]))
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
