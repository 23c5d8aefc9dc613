import BatchPlanning
import BatchRun
import KlingEmulator
import Ledger
import SpeechTasks
import Synchronization
import TestServers
import TestSupport
import Testing

/// What a person's stop leaves behind, and what the next run makes of it.
@Suite(.timeLimit(.minutes(10)), .tags(.timing))
struct InterruptionTests {
    @Test("after a stop no call is begun, those in flight are settled, and the next run goes on")
    func stopSending() async throws {
        try await TestBatch.with(.lines(30)) {
            $0.latency = .milliseconds(50)
        } perform: { batch, emulator in
            let trip = Trip(after: 3)
            let control = RunControl()
            trip.arm { control.stopSending() }
            batch.events.tell { trip.see($0) }
            let summary = try await batch.run(at: emulator, control: control) {
                $0.calls.concurrency = 4
            }
            #expect(summary.end == .interrupted)
            let calls = try batch.calls()
            #expect(Set(calls.byState.keys) == [.succeeded])
            #expect((3..<30).contains(calls.count))
            #expect(try emulator.bill().count == calls.count)

            try await batch.finish(at: emulator)
            #expect(try batch.states() == ["done": 30])
            let bill = try emulator.bill()
            #expect(bill.count == 30)
            #expect(Set(texts(of: bill)).count == 30)
            #expect(try batch.calls().atMostSpent == Money("1.50"))
        }
    }

    @Test("a stop before the first call sends nothing")
    func stopBeforeStart() async throws {
        try await TestBatch.with(.lines(3)) { batch, emulator in
            let control = RunControl()
            control.stopSending()
            let summary = try await batch.run(at: emulator, control: control)
            #expect(summary.end == .interrupted)
            #expect(try emulator.bill().isEmpty)
            #expect(try batch.states() == ["waiting": 3])
        }
    }

    @Test("calls that never reach the service cost nothing, and a stop does not wait for them")
    func serviceGone() async throws {
        try await TestBatch.with(.lines(3)) { batch in
            var gone: RunningEmulator?
            try await withSilentEmulator { gone = $0 }
            let emulator = try #require(gone)
            let trip = Trip(after: 2)
            let control = RunControl()
            trip.arm { control.stopSending() }
            batch.events.tell { trip.see($0) }
            let summary = try await batch.run(at: emulator, control: control)
            #expect(summary.end == .interrupted)
            #expect(batch.events.calls.allSatisfy { $0.outcome == .notSent })
            let calls = try batch.calls()
            #expect(Set(calls.byState.keys) == [.notSent])
            #expect(calls.atMostSpent == .zero)

            try await withSilentEmulator { emulator in
                try await batch.finish(at: emulator)
                #expect(try batch.states() == ["done": 3])
            }
        }
    }

    @Test("calls in flight at a hard stop become unknown, and the next run accounts for them")
    func cancellation() async throws {
        var jobs = [ListedJob].lines(20)
        jobs[0].text = String(repeating: "A text that takes long. ", count: 80)
        try await TestBatch.with(jobs) {
            $0.latencyPerCharacter = .milliseconds(4)
        } perform: { batch, emulator in
            let trip = Trip(after: 3)
            batch.events.tell { trip.see($0) }
            let run = Task {
                try await batch.run(at: emulator) {
                    $0.calls.concurrency = 4
                }
            }
            trip.arm { run.cancel() }
            #expect(try await run.value.end == .interrupted)
            let stopped = try batch.calls()
            #expect(stopped.byState[.armed] == nil)
            #expect(stopped.byState[.unknown, default: 0] > 0)
            #expect(stopped.count < 20)
            try batch.expectBillWithinBounds(try emulator.bill())

            try await batch.finish(at: emulator)
            #expect(try batch.states() == ["done": 20])
            #expect(try await batch.faultsFound() == [])
            let calls = try batch.calls()
            #expect(calls.byState[.succeeded] == 20)
            try batch.expectBillWithinBounds(try emulator.bill())
        }
    }
}

/// Does something once so many calls have ended.
private final class Trip: Sendable {
    private struct State {
        var callsLeft: Int
        var action: (@Sendable () -> Void)?
    }

    private let state: Mutex<State>

    init(after calls: Int) {
        state = Mutex(State(callsLeft: calls))
    }

    /// Says what to do; does it at once where the calls have ended already.
    func arm(_ action: @escaping @Sendable () -> Void) {
        let isDue = state.withLock { state in
            state.action = action
            return state.callsLeft <= 0
        }
        if isDue { action() }
    }

    func see(_ event: RunEvent) {
        guard case .call = event else { return }
        let action = state.withLock { state in
            state.callsLeft -= 1
            return state.callsLeft == 0 ? state.action : nil
        }
        action?()
    }
}
