import Ledger
import SQLiteConnection
import SpeechTasks
import TestSupport
import Testing

/// Whoever pays holds a live claim, whatever the clock does.
@Suite(.timeLimit(.minutes(10)))
struct ClaimTests {
    private func withClock(
        _ body: (RunLedger, MovedClock, BatchID) async throws -> Void
    ) async throws {
        let clock = MovedClock()
        try await withTemporaryFolder { folder in
            try await RunLedger.withLedger(at: folder + "/ledger.sqlite", now: { clock.now }) {
                let batch = try $0.plan(jobs: [job("a.mp3", "A."), job("b.mp3", "B.")])
                try await body($0, clock, batch)
            }
        }
    }

    private func claimAll(_ ledger: RunLedger, _ run: RunID) async throws -> [ClaimedTask] {
        var cursor = ClaimCursor()
        return try await ledger.claimTasks(run, limit: 10, cursor: &cursor)
    }

    @Test("a run that waits for hours, or whose clock jumps, claims and pays each task once")
    func ownClaimsLast() async throws {
        try await withClock { ledger, clock, batch in
            let run = try ledger.beginRun(of: batch)
            let claimed = try await claimAll(ledger, run)
            #expect(claimed.count == 2)
            clock.move(hours: 5)
            #expect(try await claimAll(ledger, run).isEmpty)
            clock.move(hours: -10)
            for task in claimed {
                guard case .armed(let attempt) = try await ledger.arm(task, in: run) else {
                    Issue.record("the claim was lost")
                    continue
                }
                clock.move(hours: 3)
                #expect(try await claimAll(ledger, run).isEmpty)
                try await ledger.settle(attempt, as: .succeeded, reply: success)
            }
            #expect(try ledger.reader.calls(of: batch).count == 2)
        }
    }

    @Test("a claim that another run took over neither arms nor sends")
    func lostClaim() async throws {
        try await withClock { ledger, clock, batch in
            let first = try ledger.beginRun(of: batch)
            let late = try #require(try await claimAll(ledger, first).first)
            #expect(try await claimAll(ledger, try ledger.beginRun(of: batch)).isEmpty)
            clock.move(hours: 1)
            let second = try ledger.beginRun(of: batch)
            let taken = try await claimAll(ledger, second)
            #expect(taken.count == 2)
            guard case .claimLost = try await ledger.arm(late, in: first) else {
                Issue.record("the first run must not call")
                return
            }
            guard case .armed = try await ledger.arm(taken[0], in: second) else {
                Issue.record("the second run may call")
                return
            }
            // A task has one call under way at most.
            guard case .claimLost = try await ledger.arm(taken[0], in: second) else {
                Issue.record("a second call while the first is under way")
                return
            }
            #expect(try ledger.reader.calls(of: batch).byState == [.armed: 1])
        }
    }

    @Test("a claim that is renewed while it waits is not taken over")
    func renewed() async throws {
        try await withClock { ledger, clock, batch in
            let first = try ledger.beginRun(of: batch)
            let claimed = try await claimAll(ledger, first)
            clock.move(hours: 2)
            try await ledger.renewClaims(first)
            #expect(try await claimAll(ledger, try ledger.beginRun(of: batch)).isEmpty)
            guard case .armed = try await ledger.arm(claimed[0], in: first) else {
                Issue.record("the claim was lost")
                return
            }
        }
    }

    @Test("a run that has ended calls for nothing")
    func endedRun() async throws {
        try await withClock { ledger, _, batch in
            let run = try ledger.beginRun(of: batch)
            let claimed = try await claimAll(ledger, run)
            try ledger.endRun(run, outcome: .interrupted)
            guard case .claimLost = try await ledger.arm(claimed[0], in: run) else {
                Issue.record("the run is over")
                return
            }
        }
    }

    @Test("an end that comes twice changes nothing and says so; a success that comes late counts")
    func settledTwice() async throws {
        try await withClock { ledger, _, batch in
            let run = try ledger.beginRun(of: batch)
            let claimed = try await claimAll(ledger, run)
            guard case .armed(let attempt) = try await ledger.arm(claimed[0], in: run) else {
                Issue.record("the call goes out")
                return
            }
            try await ledger.settle(attempt, as: .unknown, reply: AttemptReply())
            #expect(try await ledger.settle(attempt, as: .throttled, reply: success) == .stale)
            #expect(try ledger.reader.calls(of: batch).atMostSpent == Money("0.05"))
            #expect(try await ledger.settle(attempt, as: .succeeded, reply: success) == .settled)
            #expect(try await ledger.settle(attempt, as: .succeeded, reply: success) == .stale)
            let calls = try ledger.reader.calls(of: batch)
            #expect(calls.surelySpent == Money("0.05"))
            #expect(calls.atMostSpent == Money("0.05"))
            #expect(try ledger.reader.progress(of: batch).tasks[.synthesized] == 1)
        }
    }

    @Test("one request's name on three successes is surely charged once")
    func sameRequest() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(
                jobs: [job("a.mp3", "A."), job("b.mp3", "B."), job("c.mp3", "C.")])
            let run = try ledger.beginRun(of: batch)
            var reply = success
            reply.requestID = "req_same"
            for task in try await claimAll(ledger, run) {
                guard case .armed(let attempt) = try await ledger.arm(task, in: run) else {
                    continue
                }
                try await ledger.settle(attempt, as: .succeeded, reply: reply)
            }
            let calls = try ledger.reader.calls(of: batch)
            #expect(calls.surelySpent == Money("0.05"))
            #expect(calls.atMostSpent == Money("0.15"))
        }
    }
}
