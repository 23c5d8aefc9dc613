import Synchronization

/// Tells a stage that there may be more in the ledger for it.
///
/// A stage takes a ticket, asks the ledger, and if nothing is there waits until the bell has rung
/// since. So no ring is lost between the question and the wait.
final class StageBell: Sendable {
    private struct State {
        var rings = 0
        var isClosed = false
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter = 0
    }

    private let state = Mutex(State())

    /// How often the bell has rung.
    struct Ticket {
        fileprivate let rings: Int
        /// Whether nothing comes any more after what is in the ledger now.
        let isLast: Bool
    }

    func ticket() -> Ticket {
        state.withLock { Ticket(rings: $0.rings, isLast: $0.isClosed) }
    }

    /// There may be more.
    func ring() {
        wake { _ in }
    }

    /// Nothing comes after what is in the ledger now.
    func close() {
        wake { $0.isClosed = true }
    }

    private func wake(_ change: (inout State) -> Void) {
        let waiting = state.withLock { state in
            state.rings += 1
            change(&state)
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }

    /// Returns once the bell has rung since the ticket was taken, or the task is cancelled.
    func wait(since ticket: Ticket) async {
        let waiter = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustGoOn = state.withLock { state in
                    guard state.rings == ticket.rings, !Task.isCancelled else { return true }
                    state.waiting[waiter] = continuation
                    return false
                }
                if mustGoOn { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: waiter) }?.resume()
        }
    }
}
