/// What a child of the pool's group ended with.
package enum PoolEvent<Work: Sendable, Reason: Sendable>: Sendable {
    /// The source gave works; nil: there are no more.
    case pulled([Work]?)
    /// A work was performed.
    case performed(Int, WorkQueue<Work>.Item, WorkOutcome<Reason>)
    /// The timer set for this time went off.
    case woke(Duration)
    /// The pool begins, or somebody asked for its end.
    case signalled
}

/// What a child of the pool's group does.
package enum PoolStep<Work: Sendable>: Sendable {
    /// Asks the source for up to so many works.
    case pull(Int)
    /// Performs a work under a number of its own.
    case perform(Int, WorkQueue<Work>.Item)
    /// Waits until this time.
    case wait(Duration)

    func run<PoolClock: Clock, Reason: Sendable>(
        _ next: @Sendable (Int) async -> [Work]?,
        _ perform: @Sendable (Work) async -> WorkOutcome<Reason>,
        since start: PoolClock.Instant, on clock: PoolClock
    ) async -> PoolEvent<Work, Reason> where PoolClock.Duration == Duration {
        switch self {
        case .pull(let limit):
            return .pulled(await next(limit))
        case .perform(let id, let item):
            return .performed(id, item, await perform(item.work))
        case .wait(let time):
            // A cancelled wait ends early: the pool is ending anyway.
            try? await clock.sleep(until: start.advanced(by: time), tolerance: nil)
            return .woke(time)
        }
    }
}
