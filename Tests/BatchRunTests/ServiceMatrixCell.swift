import BatchPlanning
import BatchRun
import KlingEmulator
import Ledger
import SpeechTasks
import Testing

/// A batch at a service of one form that does one thing to one of its calls.
struct ServiceMatrixCell: Sendable, CustomStringConvertible {
    let form: EmulatorForm
    let situation: ServiceMatrixSituation

    var description: String { "\(form.rawValue), \(situation.name)" }

    /// What the call came to, after a batch that also shows that the money rules hold.
    ///
    /// A run that was stopped is gone on with at a service that is well.
    ///
    /// - Parameter folder: where the batch lies; nothing in it is deleted.
    func outcome(in folder: String) async throws -> ServiceMatrixOutcome {
        let batch = try await TestBatch.make(in: folder, situation.jobs)
        let (end, outcome) = try await run(batch, situation.change) { end in
            try observed(in: batch, end: end)
        }
        if end != .finished { try await goOn(with: batch, after: outcome) }
        return outcome
    }

    /// The same command, at a service that is well: all is made but what is held.
    private func goOn(with batch: TestBatch, after outcome: ServiceMatrixOutcome) async throws {
        try await run(batch, { _ in }) { end in
            #expect(end == .finished, "\(self)")
            let held = outcome.next.contains("held") ? 1 : 0
            let states = try batch.states()
            #expect(states["done"] == situation.jobs.count - held, "\(self)")
            #expect(states["held", default: 0] == held, "\(self)")
            return outcome
        }
    }

    /// Runs the batch once, and looks at what it came to.
    @discardableResult
    private func run(
        _ batch: TestBatch, _ change: (inout EmulatorSettings) throws -> Void,
        look: (RunEnd) throws -> ServiceMatrixOutcome
    ) async throws -> (RunEnd, ServiceMatrixOutcome) {
        var settings = EmulatorSettings()
        settings.audioEngine = .silence
        settings.form = form
        settings.billPath = batch.folder + "/bill.jsonl"
        try change(&settings)
        return try await KlingEmulator.withEmulator(settings) { emulator in
            let end = try await run(batch, at: emulator)
            let outcome = try look(end)
            try expectMoneyRules(in: batch, try emulator.bill(), after: outcome)
            return (end, outcome)
        }
    }

    private func run(_ batch: TestBatch, at emulator: RunningEmulator) async throws -> RunEnd {
        try await batch.run(at: emulator) {
            $0.calls.form = form.rawValue
            $0.calls.concurrency = situation.concurrency
            $0.calls.deadlineSeconds = situation.deadlineSeconds
            $0.budget = situation.budget
        }.end
    }

    /// What the ledger says of the one call that did not simply succeed.
    private func observed(in batch: TestBatch, end: RunEnd) throws -> ServiceMatrixOutcome {
        let calls = try batch.ledger { reader, _ in try reader.calls(at: .emulator) }
        let call = try #require(
            calls.first { $0.state != .succeeded } ?? calls.first, "\(self)")
        let isCalledAgain = calls.contains {
            $0.firstWords == call.firstWords && $0.number > call.number
        }
        let charged =
            call.cost == .zero ? "no" : call.surelyCost == call.cost ? "surely" : "perhaps"
        let states = try batch.states()
        let marks = try batch.ledger { reader, row in try reader.oddClips(of: row.batch) }
        let next =
            switch end {
            case .stopped, .noRoute: states["held"] == nil ? "batch stops" : "batch stops, held"
            case .spendingReached: "run ends"
            case .interrupted: "interrupted"
            case .finished where states["failed"] == 1: "task fails"
            case .finished where states["held"] == 1: "task held"
            case .finished where isCalledAgain: call.cost == .zero ? "waits" : "called again"
            case .finished: marks.isEmpty ? "goes on" : "goes on, clip marked"
            }
        if end == .finished {
            let others = situation.jobs.count - (next.hasPrefix("task") ? 1 : 0)
            #expect(states["done"] == others, "\(self): \(states)")
        }
        return ServiceMatrixOutcome(state: call.state.rawValue, charged: charged, next: next)
    }

    /// The bill lies within the bounds, the budget is kept, and what is bought twice was called
    /// again with an unknown outcome.
    private func expectMoneyRules(
        in batch: TestBatch, _ bill: [BillEntry], after outcome: ServiceMatrixOutcome
    ) throws {
        let calls = try batch.calls()
        let billed = bill.count * Money.documentedCallPrice
        #expect(calls.surelySpent <= billed, "\(self)")
        #expect(billed <= calls.atMostSpent, "\(self)")
        if let budget = situation.budget { #expect(calls.atMostSpent <= budget, "\(self)") }
        #expect(calls.byState[.armed] == nil, "\(self)")
        if outcome.next != "called again" {
            #expect(Set(texts(of: bill)).count == bill.count, "\(self)")
        }
    }
}
