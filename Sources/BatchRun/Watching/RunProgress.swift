package import Audiobooks
import Ledger
package import SpeechTasks
import WorkerPool

/// How far a run is, told by its events; a value without a clock.
package struct RunProgress: Sendable {
    /// Jobs of the batch whose track is made.
    package var jobsDone = 0
    /// Jobs of the batch.
    package var jobCount = 0
    /// Calls of this run.
    package var calls = 0
    /// Calls of this run that were refused for pace.
    package var throttled = 0
    /// Calls that are paid, over all the batch's runs.
    package var callsPaid = 0
    /// Calls that are still to be paid.
    package var callsToPay = 0
    /// Calls in flight.
    package var inFlight = 0
    /// What the batch has surely cost over all its runs.
    package var spent = Money.zero
    /// The price of one call.
    package var price = Money.zero
    /// Why nothing is sent at the moment, if that is so.
    package var pause: String?
    /// How far the audiobook is, once it is being made.
    package var audiobook: AudiobookProgress?

    private var pace = PaceOfCalls()
    /// Calls a second of the window that was found last.
    private var windowRate: Double?

    /// The progress of a run that has not begun.
    package init() {}

    /// Calls that succeeded in the last minute, or in what there has been of it, at a second since the
    /// run began.
    package func callsPerMinute(at second: Int) -> Double { pace.perMinute(at: second) }

    /// The calls of the batch as far as they are known: those that are paid and those to be paid.
    package var callsInAll: Int { callsPaid + callsToPay }

    /// What the batch will have cost once every call is paid.
    package var planned: Money { spent + callsToPay * price }

    /// The calls that succeeded in the later half of the time so far.
    package func measuredPace(at second: Int) -> MeasuredPace { pace.measured(at: second) }

    /// Counts an event that came at a second since the run began.
    package mutating func take(_ event: RunEvent, at second: Int) {
        switch event {
        case .began(let progress): self = progress
        case .callSent: inFlight += 1
        case .callReturned: inFlight -= 1
        case .call(let call): count(call, at: second)
        case .calledBack(let callback): count(callback, at: second)
        case .trackMade: jobsDone += 1
        case .paused(let reason): pause = reason
        case .resumed: pause = nil
        case .audiobook(_, let progress): audiobook = progress
        case .pace(let event): note(event.limit, at: second)
        case .waitingForLedger, .planned, .clipStored, .bookFileMade, .notice: break
        }
    }

    /// Calls from before a window was found, a burst and a wait, say nothing of how it goes on.
    private mutating func note(_ limit: PaceLimit, at second: Int) {
        guard case .window(let calls, let length, _) = limit else { return }
        let rate = Double(calls) / (length / .seconds(1))
        if abs(rate - (windowRate ?? 0)) > 0.1 * rate { pace.restart(at: second) }
        windowRate = rate
    }

    private mutating func count(_ call: CallEvent, at second: Int) {
        calls += 1
        switch call.outcome {
        case .succeeded: countPaid(at: second)
        case .throttled: throttled += 1
        default: break
        }
    }

    private mutating func count(_ callback: CallbackEvent, at second: Int) {
        let isPaid = [.succeeded, .paidTwice].contains(callback.outcome)
        if callback.isOfThisRun, isPaid { countPaid(at: second) }
    }

    private mutating func countPaid(at second: Int) {
        callsPaid += 1
        callsToPay = max(0, callsToPay - 1)
        spent = spent + price
        pace.count(at: second)
    }
}
