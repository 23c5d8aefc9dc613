/// How a pool ended.
package struct PoolEnd<Reason: Sendable>: Sendable {
    /// Why it ended.
    package enum Cause: Sendable {
        /// All works are done and the source has no more.
        case finished
        /// A work's outcome stopped the run.
        case stopped(Reason)
        /// Somebody asked for no new works; those in flight were finished.
        case drained
        /// Nothing got through for too long.
        case nothingGetsThrough(NothingGetsThrough)
        /// The task was cancelled; so were the works in flight.
        case cancelled
    }

    /// Why it ended.
    package let cause: Cause
    /// What to keep of the pace for the next run; nil if the pool had no pace.
    package let learned: LearnedPace?
}

extension PoolEnd.Cause: Equatable where Reason: Equatable {}
