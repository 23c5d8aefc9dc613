import Synchronization

/// A clock that a test moves.
final class MovedClock: Sendable {
    private let time = Mutex(1_000_000_000_000)

    /// Unix milliseconds.
    var now: Int { time.withLock { $0 } }

    func move(hours: Int) { time.withLock { $0 += hours * 3_600_000 } }
}
