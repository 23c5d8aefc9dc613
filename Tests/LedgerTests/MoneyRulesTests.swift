import Ledger
import SQLiteConnection
import SpeechTasks
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct MoneyRulesTests {
    @Test("an attempt stands in the ledger, with its price, before it is settled")
    func armedAttemptIsDurable() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { ledger in
                let batch = try ledger.plan(jobs: [job("a.mp3", "Hello.")])
                let run = try ledger.beginRun(of: batch)
                _ = try await ledger.armNext(run)
                let other = try #require(try LedgerReader(path: path))
                #expect(try other.calls(of: batch).byState == [.armed: 1])
                #expect(try other.calls(of: batch).atMostSpent == Money("0.05"))
            }
        }
    }

    @Test("what a dead run left armed becomes unknown, and may have been charged")
    func deadRunsBecomeUnknown() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            let batch = try await RunLedger.withLedger(at: path) { ledger in
                let batch = try ledger.plan(jobs: [job("a.mp3", "Hello.")])
                _ = try await ledger.armNext(try ledger.beginRun(of: batch))
                return batch
            }
            try await RunLedger.withLedger(at: path) { ledger in
                let calls = try ledger.reader.calls(of: batch)
                #expect(calls.byState == [.unknown: 1])
                #expect(calls.surelySpent == .zero)
                #expect(calls.atMostSpent == Money("0.05"))
            }
        }
    }

    @Test(
        "free outcomes leave no cost, charged and unknown ones do",
        arguments: [
            (AttemptEnd.succeeded, "0.05", "0.05"), (.throttled, "0", "0"), (.notSent, "0", "0"),
            (.refused, "0", "0"), (.refusedTask(reason: "no"), "0", "0"), (.unknown, "0", "0.05"),
            (.unreadable(reason: "?"), "0", "0.05"),
        ])
    func costs(end: AttemptEnd, surely: String, atMost: String) async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(jobs: [job("a.mp3", "Hello.")])
            try await ledger.callNext(ledger.beginRun(of: batch), end)
            let calls = try ledger.reader.calls(of: batch)
            #expect(calls.surelySpent == Money(surely))
            #expect(calls.atMostSpent == Money(atMost))
        }
    }

    @Test("with --charged-refusals a refused call counts into the upper bound")
    func chargedRefusals() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(
                terms(chargesRefusals: true), jobs: [job("a.mp3", "Hello.")])
            try await ledger.callNext(ledger.beginRun(of: batch), .throttled)
            #expect(try ledger.reader.calls(of: batch).atMostSpent == Money("0.05"))
        }
    }

    @Test("a budget counts calls in flight and calls of unknown outcome")
    func budgetIsHard() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(
                terms(budget: Money("0.10")),
                jobs: [job("a.mp3", "A."), job("b.mp3", "B."), job("c.mp3", "C.")])
            let run = try ledger.beginRun(of: batch)
            guard case (_, .armed(let attempt))? = try await ledger.armNext(run) else {
                return #expect(Bool(false), "the first call fits the budget")
            }
            try await ledger.settle(attempt, as: .unknown, reply: AttemptReply())
            guard case .armed? = try await ledger.armNext(run)?.1 else {
                return #expect(Bool(false), "the second call fits the budget")
            }
            guard case .overCeiling? = try await ledger.armNext(run)?.1 else {
                return #expect(Bool(false), "the third call does not fit")
            }
        }
    }

    @Test("a task of unknown outcome is called twice more, then held")
    func unknownIsTriedTwiceMore() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(jobs: [job("a.mp3", "Hello.")])
            let run = try ledger.beginRun(of: batch)
            for _ in 1...3 { try await ledger.callNext(run, .unknown) }
            guard case .held? = try await ledger.armNext(run)?.1 else {
                return #expect(Bool(false), "a fourth call must not go out")
            }
            #expect(try ledger.reader.progress(of: batch).jobs == [.held: 1])
        }
    }

    @Test("second calls for unknown outcomes stay under --max-unknown-spend")
    func unknownSpendIsBounded() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(
                terms(maxUnknownSpend: Money("0.05")),
                jobs: [job("a.mp3", "A."), job("b.mp3", "B.")])
            let run = try ledger.beginRun(of: batch)
            try await ledger.callNext(run, .unknown)
            try await ledger.callNext(run, .succeeded)  // the second call for A
            try await ledger.callNext(run, .unknown)
            guard case .held? = try await ledger.armNext(run)?.1 else {
                return #expect(Bool(false), "a second call for B would pass the bound")
            }
        }
    }

    @Test("with --on-unknown hold no second call goes out")
    func holdsUnknown() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(terms(holdsUnknown: true), jobs: [job("a.mp3", "A.")])
            let run = try ledger.beginRun(of: batch)
            try await ledger.callNext(run, .unknown)
            guard case .held? = try await ledger.armNext(run)?.1 else {
                return #expect(Bool(false), "the task must be held")
            }
        }
    }

    @Test("a new batch calls for what another one's rule held, up to three calls a text")
    func heldByAnother() async throws {
        try await withLedger { ledger in
            let first = try ledger.plan(terms(holdsUnknown: true), jobs: [job("a.mp3", "A.")])
            let run = try ledger.beginRun(of: first)
            try await ledger.callNext(run, .unknown)
            guard case .held? = try await ledger.armNext(run)?.1 else {
                return #expect(Bool(false), "the task must be held")
            }
            try ledger.endRun(run, outcome: .finished)
            let second = try ledger.plan(
                terms(name: "other", outputFolder: "/other"), jobs: [job("a.mp3", "A.")])
            #expect(try ledger.reader.money(of: second).callsToPay == 1)
            let next = try ledger.beginRun(of: second)
            for _ in 1...2 { try await ledger.callNext(next, .unknown) }
            #expect(try ledger.reader.calls(of: second).byState == [.unknown: 2])
            guard case .held? = try await ledger.armNext(next)?.1 else {
                return #expect(Bool(false), "a fourth call must not go out")
            }
            try ledger.endRun(next, outcome: .finished)
            let third = try ledger.plan(
                terms(name: "third", outputFolder: "/third", holdsUnknown: true),
                jobs: [job("a.mp3", "A.")])
            guard case .held? = try await ledger.armNext(try ledger.beginRun(of: third))?.1 else {
                return #expect(Bool(false), "a new batch gives no further calls")
            }
        }
    }

    @Test("retry writes unknown calls off, but they still count as perhaps charged")
    func retryWritesOff() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(terms(holdsUnknown: true), jobs: [job("a.mp3", "A.")])
            let run = try ledger.beginRun(of: batch)
            try await ledger.callNext(run, .unknown)
            _ = try await ledger.armNext(run)
            #expect(try ledger.reopen(batch) == 1)
            let calls = try ledger.reader.calls(of: batch)
            #expect(calls.byState == [.writtenOff: 1])
            #expect(calls.atMostSpent == Money("0.05"))
            #expect(try ledger.reader.progress(of: batch).tasksToCall == 1)
        }
    }

    @Test("pieces of a text whose call is unknown count as second calls")
    func piecesOfUnknownAreRepeats() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(
                terms(maxUnknownSpend: Money("0.05")), jobs: [job("a.mp3", "One. Two.")])
            let run = try ledger.beginRun(of: batch)
            guard case (let long, .armed(let attempt))? = try await ledger.armNext(run) else {
                return #expect(Bool(false), "the call goes out")
            }
            try await ledger.settle(attempt, as: .unknown, reply: AttemptReply())
            try await ledger.split(long, into: [task("One."), task("Two.")])
            try await ledger.callNext(run, .succeeded)
            guard case .held? = try await ledger.armNext(run)?.1 else {
                return #expect(Bool(false), "the second piece would pass the bound")
            }
        }
    }
}

/// A ledger in a folder that is gone after the test.
func withLedger(_ body: (RunLedger) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
        try await RunLedger.withLedger(at: folder + "/ledger.sqlite") { try await body($0) }
    }
}
