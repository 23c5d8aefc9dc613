#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The ledger that remembers batches, jobs, tasks, attempts and clips, as one run writes it.
///
/// One connection writes. Writes that a paid call depends on return only after a durable commit.
package final class RunLedger: Sendable {
    /// Where the ledger lies, by the name it was given.
    package let path: String
    /// Every query that only reads.
    package let reader: LedgerReader
    let commits: GroupCommit
    /// Unix milliseconds now.
    let now: @Sendable () -> Int
    private let writer: any LedgerWriter

    /// A ledger for one run.
    ///
    /// What a dead run left behind is settled first: its armed attempts become unknown, its claims
    /// end.
    ///
    /// - Parameters:
    ///   - path: where it lies, for messages.
    ///   - writer: the connection that nobody else writes to while the run is on.
    ///   - reading: a connection on which the run reads; it may be the same one.
    ///   - now: Unix milliseconds.
    /// - Throws: ``LedgerError``.
    package init(
        path: String, writer: any LedgerWriter, reading: any LedgerConnection,
        now: @escaping @Sendable () -> Int
    ) throws {
        self.path = path
        self.writer = writer
        self.reader = LedgerReader(reading)
        self.commits = GroupCommit(writer)
        self.now = now
        try settleDeadRuns()
    }

    /// The version that a ledger has once it is opened.
    package static let version = 7

    /// Whether the ledger's disk has run full since the run began, or was full before.
    ///
    /// What calls in flight come to is still written; no further call is armed.
    package var isOutOfSpace: Bool { writer.isOutOfSpace }

    /// Lets whoever asks who holds the ledger know how the run goes; nothing rests on it.
    package func say(_ saying: RunSaying) { writer.say(saying) }

    /// What a dead run left armed may have been charged; what it claimed is free again.
    private func settleDeadRuns() throws {
        try transaction { database in
            try database.run(
                """
                UPDATE attempt SET state = \(AttemptState.unknown), settled_at = $1,
                    settled_by = \(OutcomeSource.restart),
                    message = 'the run ended before the reply'
                WHERE state = \(AttemptState.armed)
                """, [now()])
            for table in ClaimedTable.allCases {
                try database.run(
                    """
                    UPDATE \(table.name) SET claimed_by = NULL, claimed_until = NULL
                    WHERE claimed_by IS NOT NULL
                    """)
            }
            try database.run(
                "UPDATE run SET outcome = $1 WHERE ended_at IS NULL AND outcome IS NULL",
                [RunOutcome.killed])
        }
    }

    /// Runs a write in a transaction of its own, on the caller's thread.
    func transaction<Value>(_ body: (any LedgerTransaction) throws -> Value) throws -> Value {
        try writer.check()
        return try writer.transaction(body)
    }
}

/// The system's clock in Unix milliseconds, UTC.
@Sendable package func unixMilliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
