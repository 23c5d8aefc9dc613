import BatchPlanning
import BatchRun
import KlingEmulator
import Ledger
import SpeechTasks
import TestServers
import Testing

/// Budgets, and calls that may have been charged.
@Suite(.timeLimit(.minutes(10)))
struct MoneyTests {
    @Test(
        "a budget pays for as many calls as fit into it and no more",
        arguments: [("0.22", 4), ("0.20", 4), ("0.049", 0)])
    func budget(amount: String, calls: Int) async throws {
        try await TestBatch.with(.lines(10)) { batch, emulator in
            let summary = try await batch.run(at: emulator) { $0.budget = Money(amount) }
            #expect(summary.end.isSpendingReached)
            #expect(try emulator.bill().count == calls)
            #expect(try batch.states()["done", default: 0] == calls)

            let second = try await batch.run(at: emulator) { $0.budget = Money(amount) }
            #expect(second.end.isSpendingReached)
            #expect(try emulator.bill().count == calls)

            try await batch.finish(at: emulator) { $0.budget = Money("0.50") }
            #expect(try emulator.bill().count == 10)
        }
    }

    @Test("a budget is used up even where calls are refused for pace on the way")
    func budgetAndRefusals() async throws {
        try await TestBatch.with(.lines(20)) {
            $0.faults = try FaultShares("http-429-1302:0.3")
            $0.seed = 5
        } perform: { batch, emulator in
            let summary = try await batch.run(at: emulator) { $0.budget = Money("0.50") }
            #expect(summary.end.isSpendingReached)
            #expect(try emulator.bill().count == 10)
        }
    }

    @Test("calls of unknown outcome count against the budget")
    func budgetCountsUnknown() async throws {
        try await TestBatch.with(.lines(20)) {
            $0.faults = try FaultShares("drop-after:0.5")
            $0.seed = 3
        } perform: { batch, emulator in
            let summary = try await batch.run(at: emulator) { $0.budget = Money("0.40") }
            #expect(summary.end.isSpendingReached)
            #expect(try emulator.bill().count <= 8)
            #expect(try batch.calls().atMostSpent <= Money(thousandths: 400))
            try batch.expectBillWithinBounds(try emulator.bill())
        }
    }

    @Test("a task of unknown outcome is held where that is asked for, until retry writes it off")
    func hold() async throws {
        try await TestBatch.with(.lines(3)) { batch in
            var bill: [BillEntry] = []
            try await withSilentEmulator {
                $0.faults = try FaultShares("drop-after:1")
            } perform: { emulator in
                for _ in 1...2 {
                    let summary = try await batch.run(at: emulator) { $0.holdsUnknown = true }
                    #expect(summary.end == .finished)
                    #expect(try batch.states() == ["held": 3])
                    #expect(try emulator.bill().count == 3)
                }
                #expect(try batch.jobs()["line-1.mp3"]?.reason?.contains("unknown") == true)
                bill = try emulator.bill()
            }
            try await withSilentEmulator { emulator in
                try await batch.retry(at: emulator)
                #expect(try batch.states() == ["done": 3])
                #expect(try batch.calls().byState == [.writtenOff: 3, .succeeded: 3])
                bill += try emulator.bill()
                #expect(bill.count == 6)
                #expect(try batch.calls().surelySpent == Money("0.15"))
                #expect(try batch.calls().atMostSpent == Money("0.30"))
                try batch.expectBillWithinBounds(bill)
            }
        }
    }

    @Test("second calls for unknown outcomes stay under their own limit; the rest is held")
    func maxUnknownSpend() async throws {
        // Few enough that the run does not pause for want of any success.
        try await TestBatch.with(.lines(3)) {
            $0.faults = try FaultShares("drop-after:1")
        } perform: { batch, emulator in
            let summary = try await batch.run(at: emulator) {
                $0.maxUnknownSpend = Money("0.10")
            }
            #expect(summary.end == .finished)
            #expect(try batch.states() == ["held": 3])
            #expect(try emulator.bill().count == 5)
            #expect(
                try batch.jobs().values.contains {
                    $0.reason?.contains("--max-unknown-spend") == true
                })
        }
    }

    @Test(
        "however many replies are lost, no text is charged more than three times",
        arguments: [(3, 12), (5, 8), (8, 3)])
    func lostReplies(tenths: Int, lines: Int) async throws {
        try await TestBatch.with(.lines(lines)) {
            $0.faults = try FaultShares("drop-after:0.\(tenths)")
            $0.seed = 11
        } perform: { batch, emulator in
            for _ in 1...2 {
                try await batch.finish(at: emulator) { $0.maxUnknownSpend = Money("10") }
                let bill = try emulator.bill()
                let charges = Dictionary(grouping: texts(of: bill)) { $0 }.mapValues(\.count)
                #expect(charges.count == lines)
                #expect(charges.values.allSatisfy { $0 <= 3 })
                let states = try batch.states()
                #expect(states["done", default: 0] + states["held", default: 0] == lines)
                // Held is what was called three times, and nothing else.
                let lost = try batch.calls().byState[.unknown, default: 0]
                #expect(lost >= 3 * states["held", default: 0])
                try batch.expectBillWithinBounds(bill)
            }
        }
    }

    @Test("a task is called three times at most while every outcome is unknown")
    func threeCallsAtMost() async throws {
        try await TestBatch.with(.lines(1)) {
            $0.faults = try FaultShares("500-after:1")
        } perform: { batch, emulator in
            try await batch.finish(at: emulator)
            #expect(try batch.states() == ["held": 1])
            #expect(try emulator.bill().count == 3)
        }
    }
}
