import NIOPosix

/// Plain threads for what blocks: writing, syncing, renaming, reading.
///
/// Blocking on Swift's own threads, one a core, would stop everything else. A sync is mostly
/// waiting, and file systems put syncs that wait at the same time into one commit of their
/// journal: hence more threads than cores.
enum DiskThreads {
    private static let pool = {
        let pool = NIOThreadPool(numberOfThreads: 16)
        pool.start()
        return pool
    }()

    /// Runs a body on one of the threads; throws `CancellationError` if cancelled before its turn.
    static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await pool.runIfActive(body)
    }

    /// Runs a body on one of the threads at some time, whether or not the caller is cancelled.
    static func runLater(_ body: @escaping @Sendable () -> Void) {
        pool.submit { _ in body() }
    }
}
