import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Ledger
import SpeechTasks
import Synchronization
import TestServers
import TestSupport
import Testing

/// What a bill makes of calls whose outcome is not known.
@Suite(.timeLimit(.minutes(10)), .tags(.timing))
struct ReconcileTests {
    @Test(
        "after two stops and a tenth of faults, surely spent, the bill and at most spent are one",
        arguments: [EmulatorForm.page, .gateway, .kling])
    func boundsMeet(form: EmulatorForm) async throws {
        try await TestBatch.with(.lines(60)) {
            $0.form = form
            $0.faults = try FaultShares("all-healing:0.1")
            $0.seed = 11
            $0.latency = .milliseconds(60)
        } perform: { batch, emulator in
            for calls in [12, 20] { try await batch.runUntilCut(at: emulator, form, calls) }
            try await batch.finish(at: emulator) { $0.speak(form) }
            let bill = try emulator.bill()
            let before = try batch.calls()
            #expect(before.byState[.unknown, default: 0] > 0)
            #expect(before.surelySpent < before.atMostSpent)

            let found = try await batch.reconcile(at: emulator, form, settles: true)
            #expect(found.count(.notKnown) == 0, "\(found.lines)")
            #expect(found.count(.notOurs) == 0, "\(found.lines)")
            let calls = try batch.calls()
            #expect(calls.surelySpent == bill.count * Money.documentedCallPrice)
            #expect(calls.atMostSpent == bill.count * Money.documentedCallPrice)
            let money = try batch.ledger { reader, row in try reader.money(of: row.batch) }
            #expect(money.atMostSpent == calls.atMostSpent)
            #expect(found.after.surely == calls.surelySpent)
            #expect(found.count(.paidTwice) > 0)

            let again = try await batch.reconcile(at: emulator, form, settles: true)
            #expect(again.changedCount == 0, "\(again.lines)")
        }
    }

    @Test("without being told to settle, nothing is written and the same is shown")
    func showsFirst() async throws {
        try await withOneLost { batch, emulator in
            let shown = try await batch.reconcile(at: emulator, .gateway)
            #expect(shown.changedCount == nil)
            #expect(shown.count(.charged) == 1)
            #expect(shown.after.surely == Money("0.20"))
            #expect(try batch.calls().byState[.unknown] == 1)
            let settled = try await batch.reconcile(at: emulator, .gateway, settles: true)
            #expect(settled.changedCount == 1)
            #expect(settled.lines.map(\.kind) == shown.lines.map(\.kind))
            #expect(try batch.calls().surelySpent == Money("0.20"))
        }
    }

    @Test("where others may use the token, a charge that merely fits settles nothing")
    func perhapsOthers() async throws {
        try await withOneLost { batch, emulator in
            let found = try await batch.reconcile(at: emulator, .gateway, settles: true) {
                $0.isOursAlone = false
            }
            #expect(found.changedCount == 0)
            #expect(found.count(.notKnown) == 1)
            #expect(found.count(.unclear) == 1)
        }
    }

    @Test("a call of the last ten minutes is never called free, unless less is said")
    func lateness() async throws {
        try await withOneLost(fault: "500-before") { batch, emulator in
            let careful = try await batch.reconcile(at: emulator, .gateway, settles: true) {
                $0.lateness = nil
            }
            #expect(careful.count(.notKnown) == 1)
            #expect(try batch.calls().atMostSpent == Money("0.20"))
            let told = try await batch.reconcile(at: emulator, .gateway, settles: true)
            #expect(told.count(.free) == 1, "\(told.lines)")
            #expect(try batch.calls().atMostSpent == Money("0.15"))
        }
    }

    @Test("a real price is written down, and what another program was charged is told")
    func pricesAndOthers() async throws {
        try await TestBatch.with(.lines(3)) {
            $0.form = .gateway
            $0.priceThousandths = 40
        } perform: { batch, emulator in
            try await batch.finish(at: emulator) { $0.speak(.gateway) }
            let lines = try emulator.bill().map { entry in
                "\(entry.requestID),\(entry.time),\(entry.price)\n"
            }
            let path = batch.folder + "/bill.csv"
            let other = "another\u{1B}[2J-7,2026-01-02T03:04:05Z,0.05\n"
            try ("Ref,time,price\n" + lines.joined() + other)
                .write(toFile: path, atomically: true, encoding: .utf8)
            let found = try await batch.reconcile(at: emulator, .gateway, settles: true) {
                $0.source = .file(path)
                $0.columns = ["request_id=Ref"]
            }
            #expect(found.count(.otherPrice) == 3)
            #expect(found.count(.notOurs) == 1)
            #expect(found.lines.allSatisfy { !($0.requestID ?? "").contains("\u{1B}") })
            #expect(try batch.calls().surelySpent == Money("0.12"))
            #expect(try batch.calls().atMostSpent == Money("0.12"))
        }
    }

    @Test("a service without a log says what to do, and its key stands nowhere")
    func noLog() async throws {
        try await withOneLost(form: .page) { batch, emulator in
            let error = await #expect(throws: BatchRunError.self) {
                try await batch.reconcile(at: emulator, .page) { $0.source = .service }
            }
            let text = "\(try #require(error))"
            #expect(text.contains("kling-batch reconcile BILL.csv"))
            #expect(!text.contains(TestBatch.token))
            #expect(try batch.calls().byState[.unknown] == 1)
        }
    }

    @Test("a run looks up first what was left unknown, and goes on with what was held for it")
    func runLooksUp() async throws {
        try await TestBatch.with(.lines(2)) { batch in
            let bill = batch.folder + "/emulator.jsonl"
            try await withSilentEmulator {
                $0.form = .gateway
                // The reply is lost, and names the request.
                $0.faults = try FaultShares("500-after:1")
                $0.billPath = bill
            } perform: { emulator in
                try await batch.run(at: emulator) {
                    $0.speak(.gateway)
                    $0.holdsUnknown = true
                }
                #expect(try batch.states() == ["held": 2])
            }
            try await withSilentEmulator {
                $0.form = .gateway
                $0.billPath = bill
            } perform: { emulator in
                try await batch.run(at: emulator) {
                    $0.speak(.gateway)
                    $0.holdsUnknown = true
                    $0.rules.looksUpUnknown = false
                }
                #expect(try batch.states() == ["held": 2])
                #expect(try emulator.bill().count == 2)
                try await batch.finish(at: emulator) {
                    $0.speak(.gateway)
                    $0.holdsUnknown = true
                    $0.budget = Money("5")
                }
                #expect(batch.events.notices.contains { $0.contains("2 charged, 0 free") })
                #expect(try batch.states() == ["done": 2])
                let calls = try batch.calls()
                #expect(calls.surelySpent == Money("0.20"))
                #expect(calls.atMostSpent == Money("0.20"))
            }
        }
    }

    @Test("a log that cannot be read is no obstacle, and calls nothing free")
    func runWithoutLog() async throws {
        try await withOneLost(form: .page) { batch, emulator in
            try batch.list(.lines(4))
            try await batch.finish(at: emulator) {
                $0.speak(.page)
                $0.rules.looksUpUnknown = true
                $0.budget = Money("5")
            }
            let notice = batch.events.notices.first { $0.contains("could not be looked up") }
            #expect(try !#require(notice).contains(TestBatch.token))
            #expect(try batch.states() == ["done": 4])
            #expect(try batch.calls().byState[.unknown] == 1)
        }
    }

    /// Three jobs at a service that loses the reply of one call, which was then made again.
    private func withOneLost(
        fault: String = "drop-after", form: EmulatorForm = .gateway,
        _ body: (TestBatch, RunningEmulator) async throws -> Void
    ) async throws {
        try await TestBatch.with(.lines(3)) { batch in
            let bill = batch.folder + "/emulator.jsonl"
            try await withSilentEmulator {
                $0.form = form
                $0.faults = try FaultShares("\(fault):1")
                $0.billPath = bill
            } perform: { emulator in
                _ = try await batch.run(at: emulator) {
                    $0.speak(form)
                    $0.calls.concurrency = 1
                    $0.budget = Money("0.05")
                }
            }
            try await withSilentEmulator {
                $0.form = form
                $0.billPath = bill
            } perform: { emulator in
                try await batch.finish(at: emulator) {
                    $0.speak(form)
                    $0.budget = Money("5")
                }
                try await body(batch, emulator)
            }
        }
    }
}

extension RunSettings {
    /// Calls in a form, and waits briefly for what never comes.
    fileprivate mutating func speak(_ form: EmulatorForm) {
        calls.form = form.rawValue
        calls.deadlineSeconds = 6
    }
}

extension TestBatch {
    /// Runs the batch and cuts it off, with calls in flight, once so many have ended.
    fileprivate func runUntilCut(
        at emulator: RunningEmulator, _ form: EmulatorForm, _ calls: Int
    ) async throws {
        let (ended, onEnd) = AsyncStream<Void>.makeStream()
        let trip = CallTrip(after: calls) { onEnd.yield() }
        events.tell { trip.see($0) }
        let run = Task {
            try await self.run(at: emulator) {
                $0.speak(form)
                $0.calls.concurrency = 4
            }
        }
        for await _ in ended { break }
        run.cancel()
        #expect(try await run.value.end == .interrupted)
    }

    /// Compares the ledger with the emulator's bill: its log where it has one, else a copy of its file.
    @discardableResult
    fileprivate func reconcile(
        at emulator: RunningEmulator, _ form: EmulatorForm, settles: Bool = false,
        _ change: (inout ReconcileSettings) -> Void = { _ in }
    ) async throws -> Reconciliation {
        var calls = settings(at: emulator).calls
        calls.form = form.rawValue
        var settings = ReconcileSettings(ledgerPath: ledgerPath, calls: calls)
        settings.isOursAlone = true
        settings.lateness = .zero
        settings.settles = settles
        if form == .page {
            let copy = folder + "/bill-\(UUID().uuidString).jsonl"
            try Data(contentsOf: URL(fileURLWithPath: emulator.billPath))
                .write(to: URL(fileURLWithPath: copy))
            settings.source = .file(copy)
            settings.since = Date(timeIntervalSinceNow: -3600)
            settings.until = Date(timeIntervalSinceNow: 3600)
        }
        change(&settings)
        return try await BatchRun.reconcile(settings, account: account)
    }
}

/// Does something once so many calls have ended.
private final class CallTrip: Sendable {
    private let callsLeft: Mutex<Int>
    private let action: @Sendable () -> Void

    init(after calls: Int, _ action: @escaping @Sendable () -> Void) {
        callsLeft = Mutex(calls)
        self.action = action
    }

    func see(_ event: RunEvent) {
        guard case .call = event else { return }
        let isDue = callsLeft.withLock { left in
            left -= 1
            return left == 0
        }
        if isDue { action() }
    }
}
