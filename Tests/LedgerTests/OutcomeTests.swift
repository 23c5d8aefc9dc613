import Ledger
import SQLiteConnection
import SpeechTasks
import TestSupport
import Testing

/// What becomes of calls whose outcome was not known.
@Suite(.timeLimit(.minutes(10)))
struct OutcomeTests {
    /// A batch of one task whose call ended like this.
    private func withCall(
        _ end: AttemptEnd, _ terms: BatchTerms = terms(),
        _ body: (RunLedger, AttemptID, BatchID, RunID) async throws -> Void
    ) async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(terms, jobs: [job("a.mp3", "A.")])
            let run = try ledger.beginRun(of: batch)
            guard case .armed(let attempt)? = try await ledger.armOnce(run) else {
                Issue.record("the call goes out")
                return
            }
            try await ledger.settle(attempt, as: end, reply: AttemptReply())
            try await body(ledger, attempt, batch, run)
        }
    }

    @Test("an unknown call that the bill has is surely charged; its task waits for another")
    func charged() async throws {
        try await withCall(.unknown) { ledger, attempt, batch, _ in
            #expect(
                try await ledger.resolve(attempt, as: .charged(price: Money("0.04")), by: .bill))
            let calls = try ledger.reader.calls(of: batch)
            #expect(calls.byState == [.succeeded: 1])
            #expect(calls.surelySpent == Money("0.04"))
            #expect(calls.atMostSpent == Money("0.04"))
            #expect(try ledger.reader.progress(of: batch).tasksToCall == 1)
            #expect(
                try await ledger.resolve(attempt, as: .charged(price: Money("0.04")), by: .bill)
                    == false)
        }
    }

    @Test("an unknown call that is known to be free costs nothing, and no longer holds its task")
    func free() async throws {
        try await withCall(.unknown, terms(holdsUnknown: true)) { ledger, attempt, batch, run in
            var cursor = ClaimCursor()
            _ = try await ledger.claimTasks(run, limit: 1, cursor: &cursor)
            #expect(try await ledger.resolve(attempt, as: .free, by: .person))
            let calls = try ledger.reader.calls(of: batch)
            #expect(calls.byState == [.free: 1])
            #expect(calls.atMostSpent == .zero)
            #expect(try ledger.reader.money(of: batch).atMostSpent == .zero)
        }
    }

    @Test("a success that cannot be read is perhaps charged, and its task is called no more")
    func unreadable() async throws {
        try await withCall(.unreadable(reason: "another form")) { ledger, _, batch, run in
            #expect(try ledger.reader.progress(of: batch).jobs == [.held: 1])
            #expect(try await ledger.armNext(run) == nil)
            _ = try ledger.plan(jobs: [job("a.mp3", "A.")])
            #expect(try ledger.reader.progress(of: batch).jobs == [.held: 1])
            #expect(try ledger.reader.calls(of: batch).atMostSpent == Money("0.05"))
            #expect(try ledger.reopen(batch) == 1)
            #expect(try ledger.reader.progress(of: batch).tasksToCall == 1)
        }
    }

    @Test(
        "a success that cannot be read is called no more when the bill says what it cost",
        arguments: [Resolution.charged(price: nil), .free])
    func unreadableOnTheBill(resolution: Resolution) async throws {
        try await withCall(.unreadable(reason: "another form")) { ledger, attempt, batch, run in
            let isNews = try await ledger.resolve(attempt, as: resolution, by: .bill)
            #expect(isNews)
            #expect(try ledger.reader.progress(of: batch).jobs == [.held: 1])
            #expect(try await ledger.armNext(run) == nil)
            #expect(try ledger.reopen(batch) == 1)
            #expect(try ledger.reader.progress(of: batch).tasksToCall == 1)
        }
    }

    @Test("a task is called three times without an answer, and again once a person says so")
    func unanswered() async throws {
        try await withCall(.unknown) { ledger, _, batch, run in
            for _ in 2...RunLedger.maximumUnknownCalls {
                guard case .armed(let next)? = try await ledger.armOnce(run) else {
                    Issue.record("the task is held too early")
                    return
                }
                try await ledger.settle(next, as: .unknown, reply: AttemptReply())
            }
            guard case .held? = try await ledger.armOnce(run) else {
                Issue.record("the task is called once more")
                return
            }
            #expect(try ledger.reader.progress(of: batch).jobs == [.held: 1])
            #expect(try ledger.reopen(batch) == 1)
            guard case .armed? = try await ledger.armOnce(run) else {
                Issue.record("the task is not called again")
                return
            }
        }
    }

    @Test("a task waits for its callback, which may bring its audio")
    func callback() async throws {
        let later = unixMilliseconds() + 600_000
        let end = AttemptEnd.unknown(waitsUntil: later)
        try await withCall(end) { ledger, attempt, batch, run in
            guard try await ledger.armOnce(run) == nil else {
                Issue.record("the task was called although a callback may come")
                return
            }
            let waitsUntil = try await ledger.nextCallAfterCallback(run)
            #expect(waitsUntil == later)
            let first = try await ledger.takeCallback(
                for: attempt, end: .succeeded, reply: success)
            #expect(first == .settled)
            #expect(try ledger.reader.calls(of: batch).surelySpent == Money("0.05"))
            let downloads = try await ledger.claimDownloads(run, limit: 1)
            #expect(downloads.count == 1)
            let second = try await ledger.takeCallback(
                for: attempt, end: .succeeded, reply: success)
            #expect(second == .stale)
        }
    }

    @Test(
        "audio that a callback brought outlasts the end of a second call, whichever it is",
        arguments: [
            AttemptEnd.unknown, .unknown(waitsUntil: .max), .refused,
            .refusedTask(reason: "no"), .unreadable(reason: "odd"), .throttled,
        ])
    func audioStays(end: AttemptEnd) async throws {
        try await withCall(.unknown) { ledger, first, batch, run in
            guard case .armed(let second)? = try await ledger.armOnce(run) else {
                Issue.record("the second call goes out")
                return
            }
            _ = try await ledger.takeCallback(for: first, end: .succeeded, reply: success)
            let downloads = try await ledger.claimDownloads(run, limit: 1)
            #expect(downloads.count == 1)
            try await ledger.settle(second, as: end, reply: AttemptReply())
            #expect(try ledger.reader.progress(of: batch).tasks == [.synthesized: 1])
            // The claim of the download stands.
            let again = try await ledger.claimDownloads(run, limit: 1)
            #expect(again.isEmpty)
        }
    }

    @Test("a success beside another call's audio is said to be paid twice")
    func paidTwice() async throws {
        try await withCall(.unknown) { ledger, first, batch, run in
            guard case .armed(let second)? = try await ledger.armOnce(run) else {
                Issue.record("the second call goes out")
                return
            }
            let bought = try await ledger.settle(second, as: .succeeded, reply: success)
            #expect(bought == .settled)
            let told = try await ledger.takeCallback(for: first, end: .succeeded, reply: success)
            #expect(told == .paidTwice)
            let calls = try ledger.reader.calls(of: batch)
            #expect(calls.paidTwice == 1)
            #expect(calls.surelySpent == Money("0.10"))
        }
    }

    @Test("a callback leaves the names that the lost reply gave the call")
    func namesStay() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(terms(), jobs: [job("a.mp3", "A.")])
            let run = try ledger.beginRun(of: batch)
            guard case .armed(let attempt)? = try await ledger.armOnce(run) else { return }
            let lost = AttemptReply(httpStatus: 504, headerRequestID: "gateway-1")
            try await ledger.settle(attempt, as: .unknown, reply: lost)
            _ = try await ledger.takeCallback(for: attempt, end: .succeeded, reply: success)
            let calls = try ledger.reader.calls(named: "gateway-1")
            #expect(calls.map(\.state) == [.succeeded])
        }
    }

    @Test("what a dead run left in flight waits for its callback as well")
    func deadRun() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { ledger in
                let batch = try ledger.plan(terms(), jobs: [job("a.mp3", "A.")])
                _ = try await ledger.armNext(try ledger.beginRun(of: batch))
            }
            try await RunLedger.withLedger(at: path) { ledger in
                let batch = try ledger.plan(terms(), jobs: [job("a.mp3", "A.")])
                let run = try ledger.beginRun(of: batch)
                let waiting = try await ledger.waitForCallbacks(run, milliseconds: 600_000)
                #expect(waiting == 1)
                #expect(try await ledger.armNext(run) == nil)
            }
        }
    }

    @Test("a callback for a call that was taken for free books its price again")
    func callbackForFree() async throws {
        try await withCall(.throttled) { ledger, attempt, batch, _ in
            #expect(try ledger.reader.calls(of: batch).atMostSpent == .zero)
            _ = try await ledger.takeCallback(for: attempt, end: .succeeded, reply: success)
            let calls = try ledger.reader.calls(of: batch)
            let money = try ledger.reader.money(of: batch)
            #expect(calls.surelySpent == calls.atMostSpent)
            #expect(money.atMostSpent == calls.atMostSpent)
        }
    }

    @Test("calls that the bill knows to be charged and lost use up a text's tries, until retry")
    func chargedAndLost() async throws {
        try await withCall(.unknown) { ledger, attempt, batch, run in
            _ = try await ledger.resolve(attempt, as: .charged(price: nil), by: .bill)
            for _ in 1...2 {
                guard case .armed(let next)? = try await ledger.armOnce(run) else {
                    Issue.record("a second and a third call may go")
                    return
                }
                try await ledger.settle(next, as: .unknown, reply: AttemptReply())
                _ = try await ledger.resolve(next, as: .charged(price: nil), by: .bill)
            }
            guard case .held? = try await ledger.armOnce(run) else {
                Issue.record("a fourth call must not go")
                return
            }
            #expect(try ledger.reopen(batch) == 1)
            guard case .armed? = try await ledger.armOnce(run) else {
                Issue.record("a person has allowed it")
                return
            }
        }
    }

    @Test("audio that a callback brings for a call which the bill had settled is taken")
    func callbackAfterBill() async throws {
        try await withCall(.unknown) { ledger, attempt, batch, run in
            _ = try await ledger.resolve(attempt, as: .charged(price: nil), by: .bill)
            let taken = try await ledger.takeCallback(
                for: attempt, end: .succeeded, reply: success)
            #expect(taken == .settled)
            let downloads = try await ledger.claimDownloads(run, limit: 1)
            #expect(downloads.count == 1)
            #expect(try ledger.reader.calls(of: batch).atMostSpent == Money("0.05"))
        }
    }

    @Test("a day's budget counts all batches of an account")
    func dayBudget() async throws {
        try await withLedger { ledger in
            var arms: [Arming] = []
            for name in ["one", "two", "three"] {
                var terms = terms(name: name, outputFolder: "/tracks/\(name)")
                terms.dayBudget = Money("0.10")
                terms.account = "account"
                let batch = try ledger.plan(terms, jobs: [job("a.mp3", "Text \(name).")])
                if let (_, arming) = try await ledger.armNext(try ledger.beginRun(of: batch)) {
                    arms.append(arming)
                }
            }
            guard case .armed = arms[0], case .armed = arms[1], case .overDay = arms[2] else {
                Issue.record("the third call passes the day's budget: \(arms)")
                return
            }
        }
    }
}

extension RunLedger {
    /// Arms the next call and holds its task no longer.
    fileprivate func armOnce(_ run: RunID) async throws -> Arming? {
        guard let (claimed, arming) = try await armNext(run) else { return nil }
        try await release(claimed)
        return arming
    }
}
