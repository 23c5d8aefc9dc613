import Synchronization

/// Ends a download that takes too long or stands still.
///
/// The HTTP client drops its own deadline once a reply's head is there, so the body needs this.
final class DownloadWatch: Sendable {
    private let progress = Atomic<Int>(0)

    /// Notes that something came.
    func note() {
        progress.add(1, ordering: .relaxed)
    }

    /// Runs a body next to the watch; whichever ends first ends the other.
    static func run<Value: Sendable>(
        within limits: DownloadLimits, clock: any Clock<Duration>,
        _ body: @escaping @Sendable (DownloadWatch) async throws -> Value
    ) async throws -> Value {
        let watch = DownloadWatch()
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body(watch) }
            group.addTask {
                try await watch.wait(limits, clock)
                return nil
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() ?? nil else { throw CancellationError() }
            return value
        }
    }

    private func wait(_ limits: DownloadLimits, _ clock: any Clock<Duration>) async throws {
        var left = limits.total
        while left > .zero {
            let step = min(left, limits.idle)
            let before = progress.load(ordering: .relaxed)
            try await clock.sleep(for: step)
            left -= step
            if step == limits.idle, progress.load(ordering: .relaxed) == before {
                throw AudioFileError.notFetched("nothing came for \(limits.idle)")
            }
        }
        throw AudioFileError.notFetched("it took longer than \(limits.total)")
    }
}
