import Ledger
import SpeechTasks
import Testing

/// What a ledger keeps of the pace, minute by minute.
@Suite(.timeLimit(.minutes(10)))
struct PaceOperationTests {
    @Test(
        "a batch's minutes have its calls by outcome, and the limit that was kept last",
        arguments: TestedConnection.allCases)
    func minutes(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A."), job("b.mp3", "B.")) { on in
            #expect(try on.reader.paceMinutes(of: on.batch).isEmpty)
            let first = on.clock.now - on.clock.now % 60_000
            let tasks = try await on.claim()
            let refused = try await on.arm(try #require(tasks.first))
            try await on.ledger.settle(refused, as: .throttled, reply: AttemptReply())
            for limits in [#"{"kind":"growing"}"#, #"{"kind":"window"}"#] {
                try await on.ledger.keepPace(of: on.run, minute: first, limits: limits)
            }
            on.clock.move(hours: 1)
            _ = try await on.arm(try #require(tasks.last))
            let later = first + 3_600_000
            try await on.ledger.keepPace(of: on.run, minute: later - 60_000, limits: "{}")
            #expect(
                try on.reader.paceMinutes(of: on.batch) == [
                    PaceMinute(
                        start: first, calls: [.throttled: 1], limits: #"{"kind":"window"}"#),
                    PaceMinute(start: later - 60_000, limits: "{}"),
                    PaceMinute(start: later, calls: [.armed: 1]),
                ])
        }
    }

    @Test(
        "what the account of a batch takes is that of its own account",
        arguments: TestedConnection.allCases)
    func learned(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, clock in
            var mine = terms(name: "mine")
            mine.account = "mine"
            let batch = try ledger.plan(mine, jobs: [job("a.mp3", "A.")])
            #expect(try ledger.reader.learned(for: batch) == LearnedAccount())
            try await ledger.learn(LearnedAccount(limits: "{}"), of: "mine", at: .emulator)
            clock.move(hours: 1)
            try await ledger.learn(LearnedAccount(atOnce: 9), of: "theirs", at: .emulator)
            #expect(try ledger.reader.learned(for: batch) == LearnedAccount(limits: "{}"))
        }
    }
}
