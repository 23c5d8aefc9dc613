import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Ledger
import Reports
import SpeechTasks
import TestServers
import Testing

/// What a person's word makes of one call.
@Suite(.timeLimit(.minutes(10)))
struct ReconcileSettleTests {
    @Test("a call that a person calls free costs nothing, and its text is called again")
    func free() async throws {
        try await withHeld { batch, number in
            let settled = try await settleCall(
                named: "\(number)", as: .free, ledgerPath: batch.ledgerPath)
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
                named: "\(number)", as: .charged(price: Money("0.04")),
                ledgerPath: batch.ledgerPath)
            #expect(settled.surelySpent == Money("0.04"))
            #expect(settled.atMostSpent == Money("0.04"))
            let again = await #expect(throws: BatchRunError.self) {
                try await settleCall(named: "\(number)", as: .free, ledgerPath: batch.ledgerPath)
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
                    try await settleCall(named: name, as: .free, ledgerPath: batch.ledgerPath)
                }
                #expect("\(try #require(error))".contains(words))
            }
        }
    }

    /// A job whose one call is of unknown outcome, and held.
    private func withHeld(_ body: (TestBatch, Int64) async throws -> Void) async throws {
        try await TestBatch.with(.lines(1)) { batch in
            try await withSilentEmulator {
                $0.faults = try FaultShares("drop-after:1")
            } perform: { emulator in
                try await batch.run(at: emulator) { $0.holdsUnknown = true }
            }
            let calls = try batch.ledger { reader, _ in try reader.calls(at: .emulator) }
            #expect(calls.map(\.state) == [.unknown])
            try await body(batch, try #require(calls.first).number)
        }
    }
}
