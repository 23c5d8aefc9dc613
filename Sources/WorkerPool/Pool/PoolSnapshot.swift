/// A pool at a moment, for people.
public struct PoolSnapshot: Hashable, Sendable {
    /// The pace and the calls in flight.
    public var pace: PaceSnapshot
    /// What has been learned of the pace so far.
    public var learned: LearnedPace
    /// Works that are over.
    public var done: Int
    /// Works pulled and not begun, or to be tried again at once.
    public var ready: Int
    /// Works that wait for their next try.
    public var delayed: Int
    /// Whether no new works are begun any more.
    public var isStopping: Bool
}
