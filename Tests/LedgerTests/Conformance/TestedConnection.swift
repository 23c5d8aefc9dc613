import Ledger
import PostgresConnection
import SQLiteConnection
import SpeechTasks
import TestSupport
import Testing

/// A connection that every operation of the ledger has to work on.
///
/// Another one is named here, and opened in ``withLedger(_:)``; all tests then run on it as well.
enum TestedConnection: CaseIterable, Sendable {
    case sqlite
    #if PostgreSQL
        case postgreSQL

        /// PostgreSQL where there is a server; `PostgresTests` says where there is none.
        static let allCases: [TestedConnection] =
            PostgresServer.address == nil ? [.sqlite] : [.sqlite, .postgreSQL]
    #endif

    /// Opens an empty ledger whose clock the test moves; it is gone after the test.
    func withLedger(_ body: (RunLedger, MovedClock) async throws -> Void) async throws {
        let clock = MovedClock()
        switch self {
        case .sqlite:
            try await withTemporaryFolder { folder in
                let path = folder + "/ledger.sqlite"
                try await RunLedger.withLedger(at: path, now: { clock.now }) { ledger in
                    try await body(ledger, clock)
                }
            }
        #if PostgreSQL
            case .postgreSQL:
                try await PostgresServer.withDatabase { database in
                    try await RunLedger.withLedger(
                        onServer: database.address, now: { clock.now }
                    ) { ledger in
                        try await body(ledger, clock)
                    }
                }
        #endif
        }
    }

    /// Opens an empty ledger with a batch of these jobs and a run of it.
    func withRun(
        _ jobs: PlannedJob..., terms: BatchTerms = terms(),
        _ body: (TestedRun) async throws -> Void
    ) async throws {
        try await withRun(jobs, terms: terms, body)
    }

    /// Opens an empty ledger with a batch of these jobs and a run of it.
    func withRun(
        _ jobs: [PlannedJob], terms: BatchTerms = terms(),
        _ body: (TestedRun) async throws -> Void
    ) async throws {
        try await withLedger { ledger, clock in
            let batch = try ledger.plan(terms, jobs: jobs)
            try await body(
                TestedRun(
                    ledger: ledger, clock: clock, batch: batch, run: try ledger.beginRun(of: batch))
            )
        }
    }
}

/// A run of a batch, as a test looks at it.
struct TestedRun {
    let ledger: RunLedger
    let clock: MovedClock
    let batch: BatchID
    let run: RunID

    var reader: LedgerReader { ledger.reader }

    func jobs() throws -> [JobState: Int] { try reader.progress(of: batch).jobs }

    func tasks() throws -> [TaskState: Int] { try reader.progress(of: batch).tasks }

    func calls() throws -> [AttemptState: Int] { try reader.calls(of: batch).byState }

    /// Claims whatever waits.
    func claim(_ run: RunID? = nil, limit: Int = 100) async throws -> [ClaimedTask] {
        var cursor = ClaimCursor()
        return try await ledger.claimTasks(run ?? self.run, limit: limit, cursor: &cursor)
    }

    /// Arms a call for a claimed task; records an issue where it may not be sent.
    func arm(_ claimed: ClaimedTask) async throws -> AttemptID {
        guard case .armed(let attempt) = try await ledger.arm(claimed, in: run) else {
            throw NotArmed()
        }
        return attempt
    }

    /// Pays for every task that waits.
    func pay(reply: AttemptReply = success) async throws {
        for claimed in try await claim() {
            try await ledger.settle(try await arm(claimed), as: .succeeded, reply: reply)
        }
    }

    /// Makes everything up to the jobs' tracks.
    func finish() async throws {
        try await pay()
        try await ledger.storeClips(run)
        try await ledger.makeTracks(run)
    }

    /// What the sums say is what the rows add up to.
    func checkSums(_ location: SourceLocation = #_sourceLocation) throws {
        let rows = try reader.calls(at: .emulator)
        let cost = rows.reduce(Money.zero) { $0 + $1.cost }
        let surely = rows.reduce(Money.zero) { $0 + $1.surelyCost }
        let calls = try reader.calls(of: batch)
        #expect(calls.atMostSpent == cost + calls.questionCost, sourceLocation: location)
        #expect(calls.surelySpent == surely, sourceLocation: location)
        #expect(
            try reader.money(of: batch).atMostSpent == calls.atMostSpent, sourceLocation: location)
    }
}

struct NotArmed: Error {}
