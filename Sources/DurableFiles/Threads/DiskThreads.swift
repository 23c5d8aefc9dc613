import NIOPosix

/// Plain threads for what blocks: writing, syncing, renaming, reading.
///
/// Blocking on Swift's own threads, one a core, would stop everything else. A sync is mostly
/// waiting, and file systems put syncs that wait at the same time into one commit of their
/// journal: hence more threads than cores.
package enum DiskThreads {
    private static let pool = {
        let pool = NIOThreadPool(numberOfThreads: 16)
        pool.start()
        return pool
    }()

    /// Runs a body on one of the threads, to its end even if the caller is cancelled.
    package static func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            pool.submit { _ in continuation.resume(returning: Result(catching: body)) }
        }
        return try result.get()
    }
}
