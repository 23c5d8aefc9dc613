import Ledger
import SpeechTasks
import Testing

@Suite(.timeLimit(.minutes(10)))
struct GroupCommitTests {
    @Test("1,000 calls at once are all armed, settled and summed exactly")
    func manyCallers() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(jobs: (1...1000).map { job("\($0).mp3", "Text \($0).") })
            let run = try ledger.beginRun(of: batch)
            var cursor = ClaimCursor()
            let tasks = try await ledger.claimTasks(run, limit: 1000, cursor: &cursor)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, task) in tasks.enumerated() {
                    group.addTask {
                        guard case .armed(let attempt) = try await ledger.arm(task, in: run) else {
                            return
                        }
                        try await ledger.settle(
                            attempt, as: index % 2 == 0 ? .succeeded : .throttled,
                            reply: success)
                    }
                }
                try await group.waitForAll()
            }
            let calls = try ledger.reader.calls(of: batch)
            #expect(calls.byState == [.succeeded: 500, .throttled: 500])
            #expect(calls.surelySpent == Money("25.00"))
            #expect(calls.atMostSpent == Money("25.00"))
        }
    }

    @Test("a write about a call commits although its task is cancelled")
    func cancellationDoesNotReachWrites() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(jobs: [job("a.mp3", "A.")])
            let run = try ledger.beginRun(of: batch)
            guard case (_, .armed(let attempt))? = try await ledger.armNext(run) else {
                return #expect(Bool(false), "the call goes out")
            }
            let settling = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await ledger.settle(attempt, as: .succeeded, reply: success)
            }
            try await settling.value
            #expect(try ledger.reader.calls(of: batch).byState == [.succeeded: 1])
        }
    }
}
