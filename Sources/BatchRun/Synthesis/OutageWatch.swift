import Ledger
import Synchronization
import WorkerPool

/// Tells an outage from calls that fail now and then.
///
/// When several calls in a row are of unknown outcome and none succeeds, it is the service that is
/// down and not the texts: their outcomes use up none of the tasks' tries.
final class OutageWatch: Sendable {
    private let unknown = Mutex<[AttemptID]>([])

    /// A call ended with an unknown outcome.
    ///
    /// - Returns: the calls that are known by it to belong to an outage.
    func add(_ attempt: AttemptID) -> [AttemptID] {
        unknown.withLock { unknown in
            unknown.append(attempt)
            let isOutage = unknown.count >= PaceController.failuresOfAnOutage
            return isOutage ? unknown : []
        }
    }

    /// A call succeeded: the service is well.
    func succeeded() {
        unknown.withLock { $0 = [] }
    }
}
