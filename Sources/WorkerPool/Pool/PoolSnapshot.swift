/// A pool at a moment, for people.
package struct PoolSnapshot: Hashable, Sendable {
    /// The pace and the calls in flight.
    package var pace: PaceSnapshot
    /// What has been learned of the pace so far.
    package var learned: LearnedPace
    /// Works that are over.
    package var done: Int
    /// Works pulled and not begun, or to be tried again at once.
    package var ready: Int
    /// Works that wait for their next try.
    package var delayed: Int
    /// Whether no new works are begun any more.
    package var isStopping: Bool
}
