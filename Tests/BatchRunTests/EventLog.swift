import BatchPlanning
import BatchRun
import Synchronization

/// What a run has told of itself.
final class EventLog: Sendable {
    private let events = Mutex<[RunEvent]>([])
    private let reader = Mutex<(@Sendable (RunEvent) -> Void)?>(nil)

    func add(_ event: RunEvent) {
        events.withLock { $0.append(event) }
        reader.withLock { $0 }?(event)
    }

    /// Has every event from here on read by somebody else as well.
    func tell(_ reader: @escaping @Sendable (RunEvent) -> Void) {
        self.reader.withLock { $0 = reader }
    }

    /// How far the run is, as a screen counts it.
    var progress: RunProgress {
        all.reduce(into: RunProgress()) { $0.take($1, at: 0) }
    }

    var all: [RunEvent] { events.withLock { $0 } }

    var calls: [CallEvent] {
        all.compactMap { if case .call(let call) = $0 { call } else { nil } }
    }

    var plans: [BatchPlan] {
        all.compactMap { if case .planned(let promise) = $0 { promise.plan } else { nil } }
    }

    /// How many tracks were made.
    var tracksMade: Int {
        all.count { if case .trackMade = $0 { true } else { false } }
    }

    var notices: [String] {
        all.compactMap { if case .notice(let sentence) = $0 { sentence } else { nil } }
    }

    var pauses: [String] {
        all.compactMap { if case .paused(let sentence) = $0 { sentence } else { nil } }
    }

    func clear() {
        events.withLock { $0 = [] }
    }
}
