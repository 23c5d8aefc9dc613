/// A bounded task group that takes works from a source and performs them at the pace the service
/// allows.
///
/// The group owns all that runs at once: the works, the request for more of them and one timer.
/// Its children do not throw; each ends with an event, and one switch over the events is the whole
/// control flow.
package struct WorkerPool<PoolClock: Clock>: Sendable where PoolClock.Duration == Duration {
    private let pace: PaceController
    private let isPaced: Bool
    private let clock: PoolClock
    private let seed: UInt64
    private let control: PoolControl
    private let notify: @Sendable (PoolNotice) -> Void

    /// A pool that looks for the pace its works can be done at.
    ///
    /// - Parameters:
    ///   - pace: how fast and how many at once, bounds included.
    ///   - seed: what the random waits before retries follow from.
    ///   - control: the way to the pool from other tasks.
    ///   - notify: called between two steps of the pool; it should return soon.
    package init(
        pace: PaceController, clock: PoolClock, seed: UInt64 = .random(in: .min ... .max),
        control: PoolControl = PoolControl(),
        notify: @escaping @Sendable (PoolNotice) -> Void = { _ in }
    ) {
        self.init(
            pace: pace, isPaced: true, clock: clock, seed: seed, control: control, notify: notify)
    }

    /// A pool that has no pace to find and is bounded by its width alone, 1 or more.
    ///
    /// Retries, the retry budget and the pause when nothing gets through work as with a pace.
    package init(
        width: Int, clock: PoolClock, seed: UInt64 = .random(in: .min ... .max),
        control: PoolControl = PoolControl(),
        notify: @escaping @Sendable (PoolNotice) -> Void = { _ in }
    ) {
        let settings = PaceSettings(maximumAtOnce: width, isPaced: false, seed: seed)
        self.init(
            pace: PaceController(settings: settings), isPaced: false, clock: clock, seed: seed,
            control: control, notify: notify)
    }

    private init(
        pace: PaceController, isPaced: Bool, clock: PoolClock, seed: UInt64, control: PoolControl,
        notify: @escaping @Sendable (PoolNotice) -> Void
    ) {
        self.pace = pace
        self.isPaced = isPaced
        self.clock = clock
        self.seed = seed
        self.control = control
        self.notify = notify
    }

    /// Performs all works of a source and returns when none is in flight any more.
    ///
    /// At most four times the width of works are held at a time. When the task is cancelled the
    /// works in flight are cancelled too and waited for.
    ///
    /// - Parameters:
    ///   - next: up to so many further works; nil when there will never be more. It may wait until
    ///     there are some, and should return when its task is cancelled: when the pool ends early
    ///     a request that is on is cancelled, and what it returns then is dropped.
    ///   - perform: does one work.
    package func run<Work: Sendable, Reason: Sendable>(
        next: @escaping @Sendable (_ limit: Int) async -> [Work]?,
        perform: @escaping @Sendable (Work) async -> WorkOutcome<Reason>
    ) async -> PoolEnd<Reason> {
        let start = clock.now
        return await withTaskGroup(of: PoolEvent<Work, Reason>.self) { group in
            var state = PoolState<Work, Reason>(pace: pace, seed: seed)
            var event = PoolEvent<Work, Reason>.signalled
            repeat {
                let now = start.duration(to: clock.now)
                state.handle(event, at: now)
                if Task.isCancelled { state.stop(.cancelled) }
                if control.isDraining { state.stop(.drained) }
                for _ in 0..<control.takeLateSuccesses() { state.succeededAfterAll() }
                if case .signalled = event, !Task.isCancelled {
                    group.addTask { [control] in
                        await control.awaitRequest()
                        return .signalled
                    }
                }
                while let step = state.nextStep(at: now) {
                    group.addTask { [clock] in
                        await step.run(next, perform, since: start, on: clock)
                    }
                }
                for notice in state.takeNotices() { notify(notice) }
                control.show(state.snapshot)
                guard !state.isOver, let following = await group.next() else { break }
                event = following
            } while true
            // What is left waits for time, for more works or for a signal.
            group.cancelAll()
            return PoolEnd(cause: state.cause, learned: isPaced ? state.learned : nil)
        }
    }
}
