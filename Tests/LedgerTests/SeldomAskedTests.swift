import Ledger
import SQLiteConnection
import SpeechTasks
import TestSupport
import Testing

/// What runs ask of a ledger only now and then.
@Suite(.timeLimit(.minutes(10)))
struct SeldomAskedTests {
    private func withLedger(_ body: (RunLedger) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            try await RunLedger.withLedger(at: folder + "/ledger.sqlite") { try await body($0) }
        }
    }

    @Test("other columns come in the order they are first met")
    func otherColumns() async throws {
        try await withLedger { ledger in
            var first = job("a.mp3", "A.")
            first.otherColumns = #"{"scene":"1","a \"b\"":"x"}"#
            var second = job("b.mp3", "B.")
            second.otherColumns = #"{"actor":"Y","scene":"2"}"#
            let batch = try ledger.plan(jobs: [first, second])
            #expect(
                try ledger.reader.otherColumnNames(of: batch) == ["scene", "a \"b\"", "actor"])
        }
    }

    @Test("a refusal called back for a lost call frees its money and its task")
    func refusedByCallback() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(jobs: [job("a.mp3", "A.")])
            let run = try ledger.beginRun(of: batch)
            guard case (_, .armed(let attempt))? = try await ledger.armNext(run) else {
                Issue.record("the call was not armed")
                return
            }
            #expect(try ledger.reader.inFlight(of: batch).count == 1)
            let lost = AttemptEnd.unknown(waitsUntil: Int.max)
            try await ledger.settle(attempt, as: lost, reply: AttemptReply())
            _ = try await ledger.takeCallback(
                for: attempt, end: .refused, reply: AttemptReply(message: "no"))
            #expect(try ledger.reader.calls(of: batch).byState == [.refused: 1])
            #expect(try ledger.reader.calls(of: batch).atMostSpent == .zero)
        }
    }

    @Test("a waiting task that nobody holds is cut, and a secret stays the same")
    func cutAndSecret() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(jobs: [job("a.mp3", "A. B.")])
            try ledger.split(task("A. B.").hash, into: [task("A."), task("B.")])
            #expect(try ledger.reader.progress(of: batch).tasks == [.waiting: 2])
            let secret = try await ledger.secret(named: "callbacks")
            #expect(try await ledger.secret(named: "callbacks") == secret)
        }
    }

    @Test("a job whose clip is gone waits for it")
    func missingClip() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(jobs: [job("a.mp3", "A.")])
            let run = try ledger.beginRun(of: batch)
            try await ledger.callNext(run, .succeeded)
            try await ledger.storeClips(run)
            for job in try await ledger.claimReadyJobs(run, limit: 10) {
                try await ledger.release(job, missing: [task("A.").hash])
            }
            #expect(try ledger.reader.progress(of: batch).tasks == [.synthesized: 1])
        }
    }
}
