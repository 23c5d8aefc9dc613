import Synchronization

/// Tells a stage that there may be more in the ledger for it.
///
/// A stage takes a ticket, asks the ledger, and if nothing is there waits until the bell has rung
/// since. So no ring is lost between the question and the wait.
final class StageBell: Sendable {
    private struct State {
        var rings = 0
        var isClosed = false
        var waiting: [CheckedContinuation<Void, Never>] = []
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
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Returns once the bell has rung since the ticket was taken.
    func wait(since ticket: Ticket) async {
        await withCheckedContinuation { continuation in
            let hasRung = state.withLock { state in
                guard state.rings == ticket.rings else { return true }
                state.waiting.append(continuation)
                return false
            }
            if hasRung { continuation.resume() }
        }
    }
}
