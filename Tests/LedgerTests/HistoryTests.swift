import Ledger
import SQLiteConnection
import SpeechTasks
import TestSupport
import Testing

/// How a batch came to where it stands.
@Suite(.timeLimit(.minutes(10)))
struct HistoryTests {
    @Test("calls over time, runs and accounts add up to the batch's calls and sums")
    func sums() async throws {
        try await withTemporaryFolder { folder in
            try await RunLedger.withLedger(at: folder + "/ledger.sqlite") { ledger in
                let batch = try ledger.plan(
                    jobs: [job("a.mp3", "A."), job("b.mp3", "B."), job("c.mp3", "C.")])
                for end in [AttemptEnd.succeeded, .throttled, .refused] {
                    let run = try ledger.beginRun(of: batch)
                    try await ledger.callNext(run, end)
                }
                let reader = ledger.reader
                let calls = try reader.calls(of: batch)
                #expect(calls.count == 3)
                let slots = try reader.callSlots(of: batch, width: 1000)
                #expect(slots.reduce(0) { $0 + $1.count } == 3)
                #expect(Set(slots.map(\.state)) == Set(calls.byState.keys))
                let runs = try reader.runHistory(of: batch)
                #expect(runs.map(\.calls) == [1, 1, 1])
                #expect(runs.map(\.paidCalls) == [1, 0, 0])
                #expect(runs.reduce(.zero) { $0 + $1.surely } == calls.surelySpent)
                #expect(runs.reduce(.zero) { $0 + $1.atMost } == calls.atMostSpent)
                let accounts = try reader.callingAccounts(of: batch)
                #expect(accounts.reduce(0) { $0 + $1.calls } == 3)
                #expect(accounts.reduce(.zero) { $0 + $1.atMost } == calls.atMostSpent)
                #expect(try reader.ceiling(of: batch) == nil)
                #expect(try reader.hasRows(batch))
            }
        }
    }

    @Test("a text counts as repeated where finished rows say it in the same recording")
    func repeats() async throws {
        try await withTemporaryFolder { folder in
            try await RunLedger.withLedger(at: folder + "/ledger.sqlite") { ledger in
                let batch = try ledger.plan(
                    jobs: [
                        job("a.mp3", "A."), job("b.mp3", "A."), job("c.mp3", "A."),
                        job("d.mp3", "D."),
                    ])
                #expect(try ledger.reader.repeatedTextCount(of: batch) == (0, 0))
                let run = try ledger.beginRun(of: batch)
                for _ in 0..<2 { try await ledger.callNext(run, .succeeded) }
                try await ledger.storeClips(run)
                try await ledger.makeTracks(run)
                #expect(try ledger.reader.repeatedTextCount(of: batch) == (1, 2))
                let texts = try ledger.reader.repeatedTexts(of: batch, limit: 10)
                #expect(texts.map(\.text) == ["A."] && texts.map(\.places) == [3])
            }
        }
    }
}
