import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Ledger
import Reports
import SQLiteConnection
import SpeechTasks
import Testing

/// From a job list to a folder of tracks, and what a second run pays.
@Suite(.timeLimit(.minutes(10)))
struct ListToTracksTests {
    @Test("a job list becomes a folder of MP3s, one call a text, at the plan's price to the fen")
    func listBecomesTracks() async throws {
        try await TestBatch.with(.lines(12)) { batch, emulator in
            let plan = try await batch.plan(at: emulator)
            let summary = try await batch.run(at: emulator)
            #expect(summary.end == .finished)
            #expect(batch.events.progress.jobsDone == 12)
            #expect(batch.events.progress.callsToPay == 0)
            #expect(batch.events.progress.spent == plan.cost)
            #expect(batch.events.plans.map(\.cost) == [plan.cost])
            #expect(batch.tracks() == (1...12).map { "line-\($0).mp3" }.sorted())
            #expect(try batch.states() == ["done": 12])
            #expect(try await batch.faultsFound() == [])
            let bill = try emulator.bill()
            #expect(bill.count == 12)
            #expect(Set(texts(of: bill)).count == 12)
            let report = try batch.report()
            #expect(report.calls.surelySpent == plan.cost)
            #expect(report.calls.atMostSpent == plan.cost)
            #expect(plan.cost == Money("0.60"))
            #expect(report.times.audioMilliseconds > 12 * 300)
        }
    }

    @Test("an account of which nothing is known is served as well")
    func unknownPace() async throws {
        try await TestBatch.with(knowsPace: false, .lines(4)) { batch, emulator in
            try await batch.finish(at: emulator)
            #expect(try batch.states() == ["done": 4])
        }
    }

    @Test("the same command again sends nothing and pays nothing")
    func secondRunPaysNothing() async throws {
        try await TestBatch.with(.lines(5)) { batch, emulator in
            try await batch.run(at: emulator)
            batch.events.clear()
            #expect(try await batch.plan(at: emulator).cost == .zero)
            try await batch.finish(at: emulator)
            #expect(batch.events.calls.isEmpty)
            #expect(batch.events.plans.first?.figures.callsAlreadyPaid == 5)
            #expect(try emulator.bill().count == 5)
            #expect(try batch.report().times.runCount == 2)
        }
    }

    @Test("a plan leaves no file behind, and its price is the run's")
    func planLeavesNothing() async throws {
        try await TestBatch.with(knowsPace: false, .lines(3)) { batch, emulator in
            let before = try FileManager.default.subpathsOfDirectory(atPath: batch.folder)
            let plan = try await batch.plan(at: emulator)
            let after = try FileManager.default.subpathsOfDirectory(atPath: batch.folder)
            #expect(after == before)
            #expect(try emulator.bill().isEmpty)
            #expect(plan.figures.jobs == 3)
            try await batch.run(at: emulator)
            #expect(try batch.calls().surelySpent == plan.cost)
        }
    }

    @Test("a plan beside a ledger leaves the ledger's folder as it is")
    func planLeavesLedgerAlone() async throws {
        try await TestBatch.with(.lines(2)) { batch, emulator in
            try await batch.run(at: emulator)
            let before = try FileManager.default.subpathsOfDirectory(atPath: batch.folder)
            _ = try await batch.plan(at: emulator)
            let after = try FileManager.default.subpathsOfDirectory(atPath: batch.folder)
            #expect(after == before)
        }
    }

    @Test("the same text twice is one call")
    func sameTextOnce() async throws {
        let jobs = ["a", "b", "c"].map { ListedJob(id: $0, text: "Said more than once.") }
        try await TestBatch.with(jobs) { batch, emulator in
            #expect(try await batch.plan(at: emulator).figures.callsToPay == 1)
            try await batch.run(at: emulator)
            #expect(batch.tracks() == ["a.mp3", "b.mp3", "c.mp3"])
            #expect(try emulator.bill().count == 1)
            #expect(try batch.report().savedByReuse == Money("0.10"))
        }
    }

    @Test("another folder is refused with the way out, and another list where nobody said the name")
    func otherInputs() async throws {
        try await TestBatch.with(.lines(1)) { batch, emulator in
            try await batch.run(at: emulator)
            let other = batch.folder + "/other.csv"
            try "id,text,voice\na,Hello.,v\n".write(
                toFile: other, atomically: true, encoding: .utf8)
            let error = await #expect(throws: LedgerError.self) {
                try await batch.run(at: emulator) {
                    $0.inputs = [other]
                    $0.isBatchNamed = false
                }
            }
            #expect(error.map { "\($0)" }?.contains("--batch") == true)
            await #expect(throws: LedgerError.self) {
                try await batch.run(at: emulator) { $0.outputFolder += "-2" }
            }
            #expect(try batch.states() == ["done": 1])
            #expect(try emulator.bill().count == 1)
        }
    }

    @Test("a second run on the same ledger is told that it is busy, and sends nothing")
    func busyLedger() async throws {
        try await TestBatch.with(.lines(1)) { batch, emulator in
            try await RunLedger.withLedger(at: batch.ledgerPath) { _ in
                await #expect(throws: LedgerError.busy(path: batch.ledgerPath)) {
                    try await batch.run(at: emulator) { $0.rules.waitsForLedger = false }
                }
            }
            #expect(try emulator.bill().isEmpty)
        }
    }
}
