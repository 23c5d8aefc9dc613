import NIOCore
import NIOPosix

/// The time for something ran out.
package struct DeadlinePassed: Error {}

/// Runs `body` and cancels it once `duration` has passed.
///
/// The timer is one of an event loop, which is gone when it is cancelled: a cancelled sleep of a Swift
/// clock keeps its memory until its time, which is that of many thousand calls.
///
/// - Throws: ``DeadlinePassed``, or what `body` throws.
package func withDeadline<Value: Sendable>(
    _ duration: Duration, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await body() }
        group.addTask {
            let timer = MultiThreadedEventLoopGroup.singleton.any()
                .scheduleTask(in: TimeAmount(duration)) {}
            await withTaskCancellationHandler {
                try? await timer.futureResult.get()
            } onCancel: {
                timer.cancel()
            }
            return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let value = first else {
            try Task.checkCancellation()
            throw DeadlinePassed()
        }
        return value
    }
}
