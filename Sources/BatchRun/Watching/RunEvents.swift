import Ledger
import Synchronization

/// Where the events of a run go.
final class RunEvents: Sendable {
    private let onEvent: @Sendable (RunEvent) -> Void
    private let latestFailure = Mutex<String?>(nil)

    /// - Parameter onEvent: told of every event, from whatever thread it comes.
    init(onEvent: @escaping @Sendable (RunEvent) -> Void) {
        self.onEvent = onEvent
    }

    func report(_ event: RunEvent) {
        if case .call(let call) = event { note(call) }
        onEvent(event)
    }

    /// The words of the latest call, where that did not get through.
    var lastFailure: String? { latestFailure.withLock { $0 } }

    private func note(_ call: CallEvent) {
        switch call.outcome {
        case .succeeded: latestFailure.withLock { $0 = nil }
        case .throttled, .notSent, .unknown: latestFailure.withLock { $0 = call.words }
        default: break
        }
    }
}
