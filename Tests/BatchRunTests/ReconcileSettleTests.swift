import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Ledger
import Reports
import SpeechTasks
import TestServers
import TestSupport
import Testing

/// What a person's word makes of one call.
@Suite(.timeLimit(.minutes(10)))
struct ReconcileSettleTests {
    @Test("a call that a person calls free costs nothing, and its text is called again")
    func free() async throws {
        try await withHeld { batch, number in
            let settled = try await settleCall(
                .number(number), as: .free, ledgerPath: batch.ledgerPath)
            #expect(settled.call.state == .free)
            #expect(settled.atMostSpent == .zero)
            #expect(settled.next.contains("calls for this text again"))
            #expect(try batch.report().reportTable.contains("1 found to be free"))
            #expect(try batch.states() == ["waiting": 1])
        }
    }

    @Test("a call that a person calls charged is surely spent, at the price that was told")
    func charged() async throws {
        try await withHeld { batch, number in
            let settled = try await settleCall(
                .number(number), as: .charged(price: Money("0.04")),
                ledgerPath: batch.ledgerPath)
            #expect(settled.surelySpent == Money("0.04"))
            #expect(settled.atMostSpent == Money("0.04"))
            let again = await #expect(throws: BatchRunError.self) {
                try await settleCall(.number(number), as: .free, ledgerPath: batch.ledgerPath)
            }
            #expect("\(try #require(again))".contains("known already (succeeded, 0.04 CNY)"))
            #expect(try batch.calls().atMostSpent == Money("0.04"))
        }
    }

    @Test("a name of no call, and one of several, settle nothing")
    func names() async throws {
        try await TestBatch.with(.lines(3)) { batch in
            try await withSilentEmulator {
                $0.faults = try FaultShares("same-request-id:1")
            } perform: { emulator in
                try await batch.finish(at: emulator)
            }
            let calls = try batch.ledger { reader, _ in try reader.calls(at: .emulator) }
            let name = try #require(calls.first?.requestIDs.first)
            for (name, words) in [(name, "3 calls are named"), ("nobody", "No call is named")] {
                let error = await #expect(throws: BatchRunError.self) {
                    try await settleCall(.any(name), as: .free, ledgerPath: batch.ledgerPath)
                }
                #expect("\(try #require(error))".contains(words))
            }
        }
    }

    @Test(
        "a number that is another call's request id, too, settles nothing unless it is said to be one",
        .needs("sqlite3"))
    func numberOfOne() async throws {
        try await withHeld(.lines(2)) { batch, number in
            try output(of: [
                "sqlite3", batch.ledgerPath,
                "UPDATE attempt SET request_id = '\(number)' WHERE attempt_id <> \(number)",
            ])
            let error = await #expect(throws: BatchRunError.self) {
                try await settleCall(.any("\(number)"), as: .free, ledgerPath: batch.ledgerPath)
            }
            #expect("\(try #require(error))".contains("--number"))
            let settled = try await settleCall(
                .number(number), as: .free, ledgerPath: batch.ledgerPath)
            #expect(settled.call.number == number)
        }
    }

    /// Jobs whose calls are of unknown outcome, and held; the number is that of the first.
    private func withHeld(
        _ jobs: [ListedJob] = .lines(1), _ body: (TestBatch, Int64) async throws -> Void
    ) async throws {
        try await TestBatch.with(jobs) { batch in
            try await withSilentEmulator {
                $0.faults = try FaultShares("drop-after:1")
            } perform: { emulator in
                try await batch.run(at: emulator) { $0.holdsUnknown = true }
            }
            let calls = try batch.ledger { reader, _ in try reader.calls(at: .emulator) }
            #expect(calls.map(\.state) == jobs.map { _ in .unknown })
            try await body(batch, try #require(calls.first).number)
        }
    }
}
