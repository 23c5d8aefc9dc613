import BatchPlanning
import BatchRun
import KlingEmulator
import Ledger
import Reports
import SpeechTasks
import TestServers
import TestSupport
import Testing

/// Runs that are told of their calls by callbacks.
@Suite(.timeLimit(.minutes(10)), .tags(.timing))
struct CallbackRunTests {
    /// Runs twelve texts and expects that each is made and paid once, and that nothing is in doubt.
    private static func expectPaidOnce(
        _ change: (inout EmulatorSettings) throws -> Void,
        _ settings: (inout RunSettings) -> Void = { _ in },
        _ check: (TestBatch) throws -> Void = { _ in }
    ) async throws {
        let callbacks = try TestCallbacks()
        try await TestBatch.with(.lines(12)) { batch in
            try await withSilentEmulator(change) { emulator in
                try await batch.finish(at: emulator) { run in
                    run.calls.callbacks = callbacks.terms
                    settings(&run)
                }
                let bill = try emulator.bill()
                #expect(bill.count == 12)
                #expect(Set(texts(of: bill)).count == 12)
                #expect(try batch.states() == ["done": 12])
                let calls = try batch.calls()
                #expect(calls.byState == [.succeeded: 12])
                #expect(calls.surelySpent == Money("0.60"))
                #expect(calls.atMostSpent == Money("0.60"))
                #expect(try batch.report().calls.paidTwice == 0)
                #expect(batch.clips().count == 12)
                try check(batch)
            }
        }
    }

    @Test(
        "where every reply is lost, callbacks of either form bring all audio and nothing is paid twice",
        arguments: ["drop-after:1", "html-504:1", "500-after:1", "reset-after:1"],
        [CallbackSettings.Form.page, .kling])
    func lostReplies(faults: String, form: CallbackSettings.Form) async throws {
        try await Self.expectPaidOnce {
            $0.faults = try FaultShares(faults)
            $0.callbacks.form = form
        }
    }

    @Test("a callback that comes while its call still waits for a reply brings the audio at once")
    func noAnswer() async throws {
        try await Self.expectPaidOnce {
            $0.faults = try FaultShares("no-answer:1")
            $0.callbacks.form = .page
        } _: {
            $0.calls.deadlineSeconds = 2
        }
    }

    @Test("a callback before a reply that comes after all counts once")
    func beforeTheReply() async throws {
        let callbacks = try TestCallbacks()
        try await TestBatch.with(.lines(6)) {
            $0.slowHead = .milliseconds(300)
            $0.callbacks.form = .page
        } perform: { batch, emulator in
            let summary = try await batch.run(at: emulator) {
                $0.calls.callbacks = callbacks.terms
            }
            #expect(summary.end == .finished)
            #expect(try emulator.bill().count == 6)
            #expect(try batch.calls().byState == [.succeeded: 6])
            #expect(batch.events.progress.spent == Money("0.30"))
            #expect(try batch.report().calls.paidTwice == 0)
            let clips = batch.events.all.filter {
                if case .clipStored = $0 { true } else { false }
            }
            #expect(clips.count == 6)
        }
    }

    @Test("callbacks that come three times, and late, change nothing more")
    func duplicates() async throws {
        try await Self.expectPaidOnce {
            $0.faults = try FaultShares("drop-after:0.5")
            $0.seed = 4
            $0.callbacks.form = .kling
            $0.callbacks.times = 3
            $0.callbacks.delay = .milliseconds(100)
        }
    }

    @Test("callbacks that are signed are taken with the secret")
    func signed() async throws {
        let secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
        let folder = try TemporaryFolder()
        let file = try folder.write("\(secret)\n".utf8, to: "secret")
        try await Self.expectPaidOnce {
            $0.faults = try FaultShares("drop-after:1")
            $0.callbacks.form = .page
            $0.callbacks.secret = secret
        } _: {
            $0.calls.callbacks?.secretFile = file
        }
    }

    @Test(
        "a form without callbacks refuses them before anything is sent", arguments: [true, false])
    func noCallbacks(isElsewhere: Bool) async throws {
        let callbacks = try TestCallbacks()
        try await TestBatch.with(.lines(1)) {
            $0.form = .kling
        } perform: { batch, emulator in
            await #expect(throws: PlanningError.self) {
                try await batch.run(at: emulator) {
                    if isElsewhere {
                        $0.calls.callbackURL = "https://example.com/told"
                    } else {
                        $0.calls.callbacks = callbacks.terms
                    }
                }
            }
            let bill = try emulator.bill()
            #expect(bill.isEmpty)
        }
    }

    @Test("a place that is taken ends the run before its first call")
    func portTaken() async throws {
        let callbacks = try TestCallbacks()
        try await TestBatch.with(.lines(1)) { batch in
            try await TestBatch.with(.lines(1)) { other in
                try await withSilentEmulator { emulator in
                    try await other.finish(at: emulator)
                    try await other.servingCallbacks(callbacks) { _ in
                        await #expect(throws: BatchRunError.self) {
                            try await batch.run(at: emulator) {
                                $0.calls.callbacks = callbacks.terms
                            }
                        }
                    }
                    #expect(try emulator.bill().count == 1)
                }
            }
        }
    }
}
