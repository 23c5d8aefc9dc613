import Ledger
import Synchronization
import WorkerPool

/// What limited the calls of a run, minute by minute.
///
/// A minute's limit is the one that was met most often when it was looked at.
final class PaceLog: Sendable {
    /// A minute of a run: its start in Unix milliseconds, and its limit.
    struct Minute: Equatable {
        let start: Int
        let limit: LimitFigures
    }

    private struct State {
        var start = 0
        var counts: [LimitFigures.Kind: Int] = [:]
        var latest: [LimitFigures.Kind: LimitFigures] = [:]

        var minute: Minute? {
            let kinds = LimitFigures.Kind.allCases
            let most = kinds.max { counts[$0, default: 0] < counts[$1, default: 0] }
            return most.flatMap { latest[$0] }.map { Minute(start: start, limit: $0) }
        }
    }

    private let state = Mutex(State())

    /// Counts the limit at a time, in Unix milliseconds.
    ///
    /// - Returns: the minute before, where this is the first look at a new one.
    func look(_ limit: PaceLimit, at time: Int) -> Minute? {
        let figures = LimitFigures(limit)
        return state.withLock { state in
            let start = time - time % 60_000
            var over: Minute?
            if state.start != start {
                over = state.minute
                state = State(start: start)
            }
            state.counts[figures.kind, default: 0] += 1
            state.latest[figures.kind] = figures
            return over
        }
    }

    /// The minute that is not over yet; nil before the first look.
    var latest: Minute? { state.withLock { $0.minute } }
}
