import Ledger
import Synchronization

/// Keeps an eye on what paid calls are good for, so that a service whose results nobody can use is
/// not paid for long.
///
/// Few results may wait to be fetched and checked at first; each good one lets one more wait. Three
/// in a row that nobody can use stop the run.
final class PaidResults: Sendable {
    private struct State {
        /// Paid in this run, and neither stored nor given up.
        var open = 0
        var goodInARow = 0
        var uselessInARow = 0
    }

    /// Results in a row that nobody can use, before the run stops.
    static let mostUseless = 3
    private static let leastOpen = 3

    private let state = Mutex(State())
    private let mostOpen: Int
    private let onChange: @Sendable () -> Void

    /// - Parameters:
    ///   - concurrency: the calls at once.
    ///   - onChange: called when there may be room for more calls.
    init(concurrency: Int, onChange: @escaping @Sendable () -> Void) {
        mostOpen = max(16, 4 * concurrency)
        self.onChange = onChange
    }

    /// How many more calls may be begun beside so many that are in work.
    func room(beside inWork: Int) -> Int {
        state.withLock { state in
            min(Self.leastOpen + state.goodInARow, mostOpen) - state.open - inWork
        }
    }

    /// Counts a call as paid while that is written down; no longer if there turns out to be nothing
    /// to fetch, because a callback or another call has brought the audio before.
    func counting(
        _ settle: () async throws -> Settlement
    ) async rethrows -> Settlement {
        // Before the commit: the audio may be fetched before this goes on.
        state.withLock { $0.open += 1 }
        do {
            let settlement = try await settle()
            if settlement != .settled { takeBack() }
            return settlement
        } catch {
            takeBack()
            throw error
        }
    }

    private func takeBack() {
        state.withLock { $0.open = max(0, $0.open - 1) }
        onChange()
    }

    /// A result is good.
    func stored() {
        state.withLock { state in
            state.open = max(0, state.open - 1)
            state.goodInARow += 1
            state.uselessInARow = 0
        }
        onChange()
    }

    /// A result is kept, and it is doubtful what it is good for: no more may wait because of it.
    func doubtful() {
        state.withLock { state in
            state.open = max(0, state.open - 1)
            state.goodInARow = 0
        }
        onChange()
    }

    /// A result is of no use.
    ///
    /// - Returns: whether that is one too many in a row.
    func useless() -> Bool {
        let isTooMany = state.withLock { state in
            state.open = max(0, state.open - 1)
            state.goodInARow = 0
            state.uselessInARow += 1
            return state.uselessInARow >= Self.mostUseless
        }
        onChange()
        return isTooMany
    }
}
