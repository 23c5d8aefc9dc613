import Ledger
import Synchronization

/// Where the events of a run go.
final class RunEvents: Sendable {
    private let onEvent: @Sendable (RunEvent) -> Void
    private let latestFailure = Mutex<String?>(nil)
    private let reach = Mutex(ReachWatch())
    private let counted = Mutex(RunProgress())
    private let start = ContinuousClock.now

    /// - Parameter onEvent: told of every event, from whatever thread it comes.
    init(onEvent: @escaping @Sendable (RunEvent) -> Void) {
        self.onEvent = onEvent
    }

    func report(_ event: RunEvent) {
        let now = start.duration(to: .now)
        counted.withLock { $0.take(event, at: second) }
        switch event {
        case .call(let call): note(call)
        case .callSent: reach.withLock { $0.sent(at: now) }
        default: break
        }
        onEvent(event)
        guard case .call(let call) = event,
            let sentence = reach.withLock({
                $0.take(call.outcome, words: call.words, at: now)
            })
        else { return }
        onEvent(.notice(sentence))
    }

    /// How far the run is.
    var progress: RunProgress { counted.withLock { $0 } }

    /// The whole seconds since the run began.
    var second: Int { Int(start.duration(to: .now).components.seconds) }

    /// The words of the latest call, where that did not get through.
    var lastFailure: String? { latestFailure.withLock { $0 } }

    private func note(_ call: CallEvent) {
        switch call.outcome {
        case .succeeded: latestFailure.withLock { $0 = nil }
        case .throttled, .notSent, .unknown: latestFailure.withLock { $0 = call.words }
        default: break
        }
    }

    /// Runs a body, and says a sentence where it takes longer than that.
    func saying<Value: Sendable>(
        _ sentence: String, after duration: Duration, _ body: () async throws -> Value
    ) async rethrows -> Value {
        async let _: Void = sayLater(sentence, after: duration)
        return try await body()
    }

    private func sayLater(_ sentence: String, after duration: Duration) async {
        guard (try? await Task.sleep(for: duration)) != nil else { return }
        report(.notice(sentence))
    }

    /// Says so where no reply at all has come within a while of the first call; ends with that or a reply.
    func watchForSilence(_ sentence: String) async {
        while (try? await Task.sleep(for: .milliseconds(500))) != nil {
            let finding = reach.withLock { $0.silence(at: start.duration(to: .now)) }
            switch finding {
            case .waiting: continue
            case .silent: return report(.notice(sentence))
            case .answered: return
            }
        }
    }
}
