import Synchronization

/// How a run is stopped from outside.
package final class RunControl: Sendable {
    private struct State {
        var isStopping = false
        var stop: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// A control of a run that has not begun.
    package init() {}

    /// No new calls; those in flight are finished, and the run ends as interrupted.
    package func stopSending() {
        let stop = state.withLock { state in
            state.isStopping = true
            return state.stop
        }
        stop?()
    }

    /// Whether the person has asked to stop.
    package var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Says how the run is stopped from here on; stops it where that was asked before.
    func attach(stop: @escaping @Sendable () -> Void) {
        let mustStop = state.withLock { state in
            state.stop = stop
            return state.isStopping
        }
        if mustStop { stop() }
    }
}
