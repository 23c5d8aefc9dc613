import Foundation
import Synchronization
import UnixSignals

extension [UnixSignal] {
    /// What asks for an end: Ctrl-C, the machine, and a terminal that is gone.
    ///
    /// A hangup that whoever started the command had it ignore, as `nohup` does, stays ignored.
    fileprivate static var endings: [UnixSignal] {
        isIgnored(SIGHUP) ? [.sigint, .sigterm] : [.sigint, .sigterm, .sighup]
    }

    private static func isIgnored(_ signal: CInt) -> Bool {
        var action = sigaction()
        guard sigaction(signal, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}

/// Runs `body` and cancels it at Ctrl-C, a request to end, or when the terminal is gone.
func untilInterrupted(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let signals = await UnixSignalsSequence(trapping: .endings)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await body() }
        group.addTask {
            for await _ in signals { return }
        }
        try await group.next()
        group.cancelAll()
    }
}

/// Calls a function at each SIGUSR1, until it is cancelled.
func atEachReopening(_ body: @Sendable () -> Void) async {
    for await _ in await UnixSignalsSequence(trapping: .sigusr1) { body() }
}

/// Ends the process a little later, if it is still there.
///
/// A step that hears of no cancelling, such as reading a huge text, must not keep a person waiting.
/// What counts is in the ledger.
private final class Ending: Sendable {
    private let wait = Mutex<Task<Void, Never>?>(nil)

    func begin() {
        wait.withLock { wait in
            wait = Task.detached {
                guard (try? await Task.sleep(for: .seconds(3))) != nil else { return }
                exit(130)
            }
        }
    }

    /// The steps have ended.
    func cancel() {
        wait.withLock { $0?.cancel() }
    }
}

/// Runs `body`; the first signal asks it to end in good order, the second cancels it.
///
/// A hangup is never the second: the shell and the kernel send one each when a terminal goes, and a
/// machine that shuts down sends another beside its request to end.
///
/// - Parameters:
///   - onFirst: called at the first signal, with whether the terminal is gone.
///   - onSecond: called at the second one, before `body` is cancelled.
func withInterrupts<Value: Sendable>(
    onFirst: @escaping @Sendable (_ isHangup: Bool) -> Void,
    onSecond: @escaping @Sendable () -> Void,
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let signals = await UnixSignalsSequence(trapping: .endings)
    let ending = Ending()
    defer { ending.cancel() }
    return try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await body() }
        group.addTask {
            var (isAsked, requests) = (false, 0)
            for await signal in signals {
                if signal != .sighup { requests += 1 }
                if requests > 1 { break }
                if !isAsked { onFirst(signal == .sighup) }
                isAsked = true
            }
            if !Task.isCancelled {
                onSecond()
                ending.begin()
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
