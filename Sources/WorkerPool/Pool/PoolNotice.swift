/// Something a person wants to hear of while a pool runs.
package enum PoolNotice: Hashable, Sendable {
    /// Nothing gets through: the run is paused.
    ///
    /// Also told again when a probe has failed and the time of the next one is known.
    case paused(PaceSnapshot.Pause)
    /// Something got through: the run goes on.
    case resumed
    /// The pace decided something.
    case pace(PaceNote)
}
