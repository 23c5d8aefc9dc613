import Synchronization

/// The way to a running pool from other tasks: to stop it gently and to look at it.
///
/// For one run of one pool.
package final class PoolControl: Sendable {
    private struct State {
        var isDraining = false
        var lateSuccesses = 0
        var snapshot: PoolSnapshot?
    }

    private let state = Mutex(State())
    private let requests: AsyncStream<Void>
    private let requester: AsyncStream<Void>.Continuation

    /// A control for a pool that is yet to run.
    package init() {
        (requests, requester) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// No new works from now on; those in flight are finished, then the pool ends.
    ///
    /// May be called at any time, from a signal handler's task too, and more than once.
    package func drain() {
        state.withLock { $0.isDraining = true }
        requester.yield()
    }

    /// A work that had failed has succeeded after all, as was heard elsewhere.
    ///
    /// It ends a pause in which nothing gets through. May be called at any time.
    package func succeededAfterAll() {
        state.withLock { $0.lateSuccesses += 1 }
        requester.yield()
    }

    /// The pool as it was after its latest step; nil before it runs.
    package var snapshot: PoolSnapshot? {
        state.withLock { $0.snapshot }
    }

    var isDraining: Bool {
        state.withLock { $0.isDraining }
    }

    func show(_ snapshot: PoolSnapshot) {
        state.withLock { $0.snapshot = snapshot }
    }

    /// How many works have succeeded after all since this was last asked.
    func takeLateSuccesses() -> Int {
        state.withLock { state in
            defer { state.lateSuccesses = 0 }
            return state.lateSuccesses
        }
    }

    /// Returns when somebody asks to drain or tells of a success, or when the task is cancelled.
    func awaitRequest() async {
        for await _ in requests { return }
    }
}
