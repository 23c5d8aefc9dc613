import Synchronization
import WorkerPool

/// The first error that a stage throws: the ledger or the disk takes nothing more, so the run ends.
final class FirstFailure: Sendable {
    private let error = Mutex<(any Error)?>(nil)
    private let stop: @Sendable () -> Void

    /// - Parameter stop: called at every failure; no new work is to be begun.
    init(stop: @escaping @Sendable () -> Void) {
        self.stop = stop
    }

    /// Notes an error and ends the run.
    func note(_ error: any Error) {
        self.error.withLock { $0 = $0 ?? error }
        stop()
    }

    /// How the run ends because of it; nil without a failure.
    var end: RunEnd? {
        error.withLock { $0 }.map { .stopped(reason: "\($0)") }
    }

    /// A source that ends where it would throw.
    func guarding<Work: Sendable>(
        _ next: @escaping @Sendable (Int) async throws -> [Work]?
    ) -> @Sendable (Int) async -> [Work]? {
        { limit in
            do {
                return try await next(limit)
            } catch {
                self.note(error)
                return nil
            }
        }
    }

    /// A work that stops the run where it would throw.
    func guarding<Work: Sendable>(
        _ perform: @escaping @Sendable (Work) async throws -> WorkOutcome<RunEnd>
    ) -> @Sendable (Work) async -> WorkOutcome<RunEnd> {
        { work in
            do {
                return try await perform(work)
            } catch {
                self.note(error)
                return .stop(.stopped(reason: "\(error)"))
            }
        }
    }
}
