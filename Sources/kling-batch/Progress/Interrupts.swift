import Foundation
import UnixSignals

/// Runs `body` and cancels it at Ctrl-C or a request to end.
func untilInterrupted(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await body() }
        group.addTask {
            for await _ in signals { return }
        }
        try await group.next()
        group.cancelAll()
    }
}

/// Ends the process a little later, if it is still there.
///
/// A step that hears of no cancelling, such as reading a huge text, must not keep a person waiting.
/// What counts is in the ledger.
private func endSoon() {
    Task.detached {
        try? await Task.sleep(for: .seconds(3))
        exit(130)
    }
}

/// Runs `body`; the first signal asks it to end in good order, the second cancels it.
///
/// - Parameters:
///   - onFirst: called at the first signal.
///   - onSecond: called at the second one, before `body` is cancelled.
func withInterrupts<Value: Sendable>(
    onFirst: @escaping @Sendable () -> Void, onSecond: @escaping @Sendable () -> Void,
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    return try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await body() }
        group.addTask {
            var count = 0
            for await _ in signals {
                count += 1
                if count == 1 { onFirst() } else { break }
            }
            if !Task.isCancelled {
                onSecond()
                endSoon()
            }
            return nil
        }
        // Whatever ends first ends the other: the body its listener, the second signal the body.
        var result = try await group.next() ?? nil
        group.cancelAll()
        while let next = try await group.next() { result = result ?? next }
        guard let result else { throw CancellationError() }
        return result
    }
}
