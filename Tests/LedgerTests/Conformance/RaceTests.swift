import Ledger
import SpeechTasks
import Testing

/// Two who write at once come to what one after the other comes to.
@Suite(.timeLimit(.minutes(10)))
struct RaceTests {
    private static let writers = 16

    @Test("runs that claim at once claim each task once", arguments: TestedConnection.allCases)
    func claims(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, _ in
            let jobs = (1...200).map { job("\($0).mp3", "Text \($0).") }
            let batch = try ledger.plan(jobs: jobs)
            let runs = try (0..<Self.writers).map { _ in try ledger.beginRun(of: batch) }
            let texts = try await withThrowingTaskGroup(of: [String].self) { group in
                for run in runs {
                    group.addTask {
                        var cursor = ClaimCursor()
                        var texts: [String] = []
                        while true {
                            let page = try await ledger.claimTasks(run, limit: 7, cursor: &cursor)
                            if page.isEmpty { return texts }
                            texts += page.map(\.task.text)
                        }
                    }
                }
                return try await group.reduce(into: [String]()) { $0 += $1 }
            }
            #expect(texts.count == 200)
            #expect(Set(texts).count == 200)
        }
    }

    @Test("one claim armed many times at once is one call", arguments: TestedConnection.allCases)
    func arming(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            let claimed = try #require(try await on.claim().first)
            let armed = try await atOnce { try await on.ledger.arm(claimed, in: on.run) }
            #expect(armed.count { if case .armed = $0 { true } else { false } } == 1)
            #expect(try on.calls() == [.armed: 1])
            try on.checkSums()
        }
    }

    @Test("calls armed at once stay within the budget", arguments: TestedConnection.allCases)
    func budget(connection: TestedConnection) async throws {
        let terms = terms(budget: Money("0.25"))
        try await connection.withLedger { ledger, clock in
            let jobs = (1...Self.writers).map { job("\($0).mp3", "Text \($0).") }
            let batch = try ledger.plan(terms, jobs: jobs)
            let run = try ledger.beginRun(of: batch)
            let on = TestedRun(ledger: ledger, clock: clock, batch: batch, run: run)
            let claimed = try await on.claim()
            let armed = try await withThrowingTaskGroup(of: Arming.self) { group in
                for task in claimed { group.addTask { try await ledger.arm(task, in: run) } }
                return try await group.reduce(into: [Arming]()) { $0.append($1) }
            }
            #expect(armed.count { if case .overCeiling = $0 { true } else { false } } == 11)
            #expect(try ledger.reader.calls(of: batch).atMostSpent == Money("0.25"))
            try on.checkSums()
        }
    }

    @Test("one call settled many times at once ends once", arguments: TestedConnection.allCases)
    func settling(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            let attempt = try await on.arm(try #require(try await on.claim().first))
            let ends = try await atOnce {
                try await on.ledger.settle(attempt, as: .throttled, reply: AttemptReply())
            }
            #expect(ends.count { $0 == .settled } == 1)
            #expect(ends.count { $0 == .stale } == Self.writers - 1)
            try on.checkSums()
        }
    }

    @Test(
        "a reply and a callback that come at once bring the audio once",
        arguments: TestedConnection.allCases)
    func callback(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            let attempt = try await on.arm(try #require(try await on.claim().first))
            let ledger = on.ledger
            async let reply = ledger.settle(attempt, as: .succeeded, reply: success)
            async let told = ledger.takeCallback(for: attempt, end: .succeeded, reply: success)
            let ends = try await [reply, told]
            #expect(ends.count { $0 == .settled } == 1)
            #expect(ends.count { $0 == .stale } == 1)
            #expect(try on.tasks() == [.synthesized: 1])
            #expect(try on.reader.calls(of: on.batch).surelySpent == Money("0.05"))
            try on.checkSums()
        }
    }

    @Test(
        "a bill that is read many times at once changes a call once",
        arguments: TestedConnection.allCases)
    func bill(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            let attempt = try await on.arm(try #require(try await on.claim().first))
            try await on.ledger.settle(attempt, as: .unknown, reply: AttemptReply())
            let changes = try await atOnce {
                try await on.ledger.resolve(attempt, as: .charged(price: nil), by: .bill)
            }
            #expect(changes.count { $0 } == 1)
            try on.checkSums()
        }
    }

    /// What a piece of work comes to that is done many times at once.
    private func atOnce<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: Value.self) { group in
            for _ in 0..<Self.writers { group.addTask { try await work() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
