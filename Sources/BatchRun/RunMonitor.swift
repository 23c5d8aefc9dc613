package import Audiobooks
package import SpeechTasks
import Synchronization

/// What a person sees of a run while it goes, and how they stop it.
package final class RunMonitor: Sendable {
    fileprivate struct State {
        var progress = RunProgress()
        var pace = PaceOfCalls()
        var isStopping = false
        /// What the latest call's reply said that failed, or was refused for pace.
        var lastFailure: String?
        var stop: (@Sendable () -> Void)?
        var inFlight: (@Sendable () -> Int)?
    }

    private let state = Mutex(State())
    private let onEvent: @Sendable (RunEvent) -> Void
    private let start = ContinuousClock.now

    /// A monitor that hands every event on, from whatever thread it comes.
    package init(onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }) {
        self.onEvent = onEvent
    }

    /// No new calls; those in flight are finished, and the run ends as interrupted.
    package func stopSending() {
        let stop = state.withLock { state in
            state.isStopping = true
            return state.stop
        }
        stop?()
    }

    /// How far the run is.
    package var progress: RunProgress {
        let second = self.second
        let (progress, inFlight) = state.withLock { state in
            var progress = state.progress
            progress.callsPerMinute = state.pace.perMinute(at: second)
            return (progress, state.inFlight)
        }
        var result = progress
        result.inFlight = inFlight?() ?? 0
        return result
    }

    private var second: Int { Int(start.duration(to: .now).components.seconds) }

    /// Whether the person has asked to stop.
    package var isStopping: Bool { state.withLock { $0.isStopping } }

    /// The words of the latest call, where that did not get through.
    var lastFailure: String? { state.withLock { $0.lastFailure } }

    /// Says how the run is stopped and watched from here on; stops it where that was asked before.
    func attach(stop: @escaping @Sendable () -> Void, inFlight: @escaping @Sendable () -> Int) {
        let mustStop = state.withLock { state in
            state.stop = stop
            state.inFlight = inFlight
            return state.isStopping
        }
        if mustStop { stop() }
    }

    func begin(_ progress: RunProgress) {
        state.withLock { $0.progress = progress }
    }

    func report(_ event: RunEvent) {
        let second = self.second
        state.withLock { state in
            switch event {
            case .call(let call): state.count(call, second: second)
            case .calledBack(let callback): state.count(callback, second: second)
            case .trackMade: state.progress.jobsDone += 1
            case .paused(let reason): state.progress.pause = reason
            case .resumed: state.progress.pause = nil
            case .audiobook(_, let progress): state.progress.audiobook = progress
            case .waitingForLedger, .planned, .clipStored, .bookFileMade, .notice: break
            }
        }
        onEvent(event)
    }
}

extension RunMonitor.State {
    fileprivate mutating func count(_ call: CallEvent, second: Int) {
        progress.calls += 1
        switch call.outcome {
        case "succeeded":
            lastFailure = nil
            countPaid(second: second)
        case "throttled":
            lastFailure = call.words
            progress.throttled += 1
        case "notSent", "unknown":
            lastFailure = call.words
        default:
            break
        }
    }

    fileprivate mutating func count(_ callback: CallbackEvent, second: Int) {
        let isPaid = [.succeeded, .paidTwice].contains(callback.outcome)
        if callback.isOfThisRun, isPaid { countPaid(second: second) }
    }

    private mutating func countPaid(second: Int) {
        progress.callsToPay = max(0, progress.callsToPay - 1)
        progress.spent = progress.spent + progress.price
        pace.count(at: second)
    }
}

/// How far a run is.
package struct RunProgress: Sendable {
    /// Jobs of the batch whose track is made.
    package var jobsDone = 0
    /// Jobs of the batch.
    package var jobCount = 0
    /// Calls of this run.
    package var calls = 0
    /// Calls of this run that were refused for pace.
    package var throttled = 0
    /// Calls that are still to be paid.
    package var callsToPay = 0
    /// Calls in flight.
    package var inFlight = 0
    /// Calls that succeeded in the last minute.
    package var callsPerMinute = 0.0
    /// What the batch has surely cost over all its runs.
    package var spent = Money.zero
    /// The price of one call.
    package var price = Money.zero
    /// Why nothing is sent at the moment, if that is so.
    package var pause: String?

    /// How far the audiobook is, once it is being made.
    package var audiobook: AudiobookProgress?

    /// How long the calls that are left take at the last minute's pace; nil where it is unknown.
    package var timeLeft: Duration? {
        guard callsPerMinute > 0 else { return nil }
        return .seconds(Double(callsToPay) * 60 / callsPerMinute)
    }
}

/// Calls in the seconds of the last minute.
struct PaceOfCalls {
    private static let span = 60
    private var counts = [Int](repeating: 0, count: span)
    private var last = 0

    mutating func count(at second: Int) {
        advance(to: second)
        counts[second % Self.span] += 1
    }

    /// Calls a minute, over the last minute or what there has been of it.
    mutating func perMinute(at second: Int) -> Double {
        advance(to: second)
        let seconds = min(second + 1, Self.span)
        return Double(counts.reduce(0, +)) * 60 / Double(seconds)
    }

    private mutating func advance(to second: Int) {
        guard second > last else { return }
        for passed in (last + 1)...second where passed > second - Self.span {
            counts[passed % Self.span] = 0
        }
        last = second
    }
}
