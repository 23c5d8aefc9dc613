import Synchronization
import WorkerPool

/// How a run is stopped from outside, and looked at while it calls.
package final class RunControl: Sendable {
    /// Why no new calls are to be made.
    package enum StopReason: Sendable, Equatable {
        /// A person or the machine asked for the run's end: what is not in flight is left for the next run.
        case asked
        /// The time for calls is over, as the sentence says: what is paid is fetched and made.
        case timeIsUp(String)
    }

    private struct State {
        var reason: StopReason?
        var stop: (@Sendable (StopReason) -> Void)?
        var pool: PoolControl?
        var poolStart = ContinuousClock.now
        /// Calls that wait for those in flight to turn out free.
        var shortOfMoney = 0
    }

    private let state = Mutex(State())

    /// A control of a run that has not begun.
    package init() {}

    /// No new calls; those in flight are finished, and the run ends as interrupted.
    ///
    /// A person's wish counts more than the time.
    package func stopSending(_ reason: StopReason = .asked) {
        let stop = state.withLock { state -> (@Sendable (StopReason) -> Void)? in
            guard state.reason == nil || reason == .asked else { return nil }
            state.reason = reason
            return state.stop
        }
        stop?(reason)
    }

    /// Why no new calls are made; nil as long as they are.
    package var stopReason: StopReason? { state.withLock { $0.reason } }

    /// Whether no new calls are to be made.
    package var isStopping: Bool { stopReason != nil }

    /// Whether calls were begun; a run that waits for another one has begun none.
    package var hasBegun: Bool { state.withLock { $0.stop != nil } }

    /// Whether the run is to end as soon as what is in flight is finished.
    var isAskedToEnd: Bool { stopReason == .asked }

    /// Says how the run is stopped from here on, and by which pool it calls, if it does; stops it where
    /// that was asked before.
    func attach(calling pool: PoolControl? = nil, stop: @escaping @Sendable (StopReason) -> Void) {
        let reason = state.withLock { state in
            state.stop = stop
            state.pool = pool
            state.poolStart = .now
            return state.reason
        }
        if let reason { stop(reason) }
    }

    /// Notes that a call waits for money as long as the body runs.
    func whileShortOfMoney(_ body: () async -> Void) async {
        state.withLock { $0.shortOfMoney += 1 }
        await body()
        state.withLock { $0.shortOfMoney -= 1 }
    }

    /// What limits the calls now, and how long those take that are left; nil before the first.
    package func pace(of progress: RunProgress, at second: Int) -> RunPace? {
        let (pool, start, isShort) = state.withLock {
            ($0.pool, $0.poolStart, $0.shortOfMoney > 0)
        }
        guard let snapshot = pool?.snapshot else { return nil }
        let now = start.duration(to: .now)
        let calls = progress.callsToPay
        let left = TimeLeft(
            calls: calls, known: snapshot.pace.timeFor(calls: calls, at: now),
            measured: progress.measuredPace(at: second))
        return RunPace(
            limit: isShort ? "budget" : snapshot.pace.limit.words(at: now), timeLeft: left.range)
    }
}
