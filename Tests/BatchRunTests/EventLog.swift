import BatchPlanning
import BatchRun
import Synchronization

/// What a run has told of itself.
final class EventLog: Sendable {
    private let events = Mutex<[RunEvent]>([])

    func add(_ event: RunEvent) {
        events.withLock { $0.append(event) }
    }

    var all: [RunEvent] { events.withLock { $0 } }

    var calls: [CallEvent] {
        all.compactMap { if case .call(let call) = $0 { call } else { nil } }
    }

    var plans: [PlanFigures] {
        all.compactMap { if case .planned(let promise) = $0 { promise.figures } else { nil } }
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
