import AsyncHTTPClient
import BatchPlanning
import Foundation
import KlingAPI
import Ledger
import WorkerPool

/// One way through the stages: three pools side by side, each closed when the one before it has ended.
///
/// For one pass; the next one has bells and pools of its own.
struct StagePass: Sendable {
    let context: StageContext
    let run: RunID
    let shelf: BookShelf
    let plan: PlannedSpending
    let rates: RateWatch
    /// The clients for calls and for downloads.
    let clients: (api: HTTPClient, audio: HTTPClient)
    let callbacks: CallbackService?
    let results: PaidResults
    /// Rings when a claimed task is done with: there may be new tasks now, or money again.
    let settled: StageBell
    /// Rings when a task has been paid, or a clip's file has been found missing.
    let downloads = StageBell()
    /// Rings when a clip has been stored.
    let assembly = StageBell()
    let controls = Controls()
    let pace = PaceLog()

    /// The ways to the three pools.
    struct Controls: Sendable {
        let synthesis = PoolControl()
        let download = PoolControl()
        let assembly = PoolControl()

        func drain() {
            for control in [synthesis, download, assembly] { control.drain() }
        }

        /// Makes no new calls; what is paid is fetched and made where only the time is up.
        func stop(_ reason: RunControl.StopReason) {
            switch reason {
            case .asked: drain()
            case .timeIsUp: synthesis.drain()
            }
        }
    }

    /// Tracks made side by side, so that some sync while others copy or join.
    private static let assemblyWidth = 8

    init(
        _ context: StageContext, of run: RunID, shelf: BookShelf, plan: PlannedSpending,
        rates: RateWatch, clients: (api: HTTPClient, audio: HTTPClient),
        callbacks: CallbackService?
    ) {
        self.context = context
        self.run = run
        self.shelf = shelf
        self.plan = plan
        self.rates = rates
        self.clients = clients
        self.callbacks = callbacks
        let settled = StageBell()
        self.settled = settled
        results = PaidResults(concurrency: context.calls.concurrency) { settled.ring() }
    }

    /// Goes through once.
    func perform() async throws -> RunEnd {
        let synthesis = SynthesisStage(self)
        let download = DownloadStage(self)
        let assembly = AssemblyStage(self)
        callbacks?.desk.settle(through: synthesis.takeCallback)
        defer { callbacks?.desk.settle(through: nil) }
        let failure = FirstFailure { controls.drain() }
        context.control.attach(calling: controls.synthesis) { [controls] in controls.stop($0) }

        async let assembled = pool(width: Self.assemblyWidth, controls.assembly).run(
            next: failure.guarding(assembly.next), perform: failure.guarding(assembly.perform))
        async let downloaded = pool(width: context.calls.downloads, controls.download).run(
            next: failure.guarding(download.next), perform: failure.guarding(download.perform))
        async let _: Void = keepLearning()
        async let _: Void = keepPace()
        async let _: Void = keepClaims(orFail: failure)
        async let _: Void = context.events.watchForSilence(
            "\(context.callee.service) has not answered yet: the first call went out 9 s ago. "
                + "A reply is waited for up to \(Int(context.calls.deadlineSeconds)) s (--deadline)."
        )
        let synthesized = await synthesisPool.run(
            next: failure.guarding(synthesis.next), perform: failure.guarding(synthesis.perform))
        downloads.close()
        let fetched = await downloaded
        self.assembly.close()
        let made = await assembled

        if failure.end == nil {
            try await context.keep(synthesized.learned)
            await keepPaceNow()
            if let latest = pace.latest { try await keep(latest) }
        }
        let causes = [synthesized.cause, fetched.cause, made.cause]
        return failure.end
            ?? RunEnd(
                causes.first { $0 != .finished } ?? .finished,
                isAskedToEnd: context.control.isAskedToEnd, lastFailure: context.events.lastFailure)
    }

    private func pool(width: Int, _ control: PoolControl) -> WorkerPool<ContinuousClock> {
        WorkerPool(width: width, clock: ContinuousClock(), control: control)
    }

    private var synthesisPool: WorkerPool<ContinuousClock> {
        let events = context.events
        let waits = AskedWaits()
        return WorkerPool(
            pace: context.paceController, clock: ContinuousClock(), control: controls.synthesis,
            notify: { [start = Date()] notice in
                let event = RunEvent(notice, since: start, lastFailure: events.lastFailure)
                events.report(event)
                if let sentence = waits.sentence(of: event) { events.report(.notice(sentence)) }
            })
    }

    /// Renews what the run holds once a minute; ends when cancelled.
    private func keepClaims(orFail failure: FirstFailure) async {
        while (try? await Task.sleep(for: .seconds(60))) != nil {
            do {
                try await context.ledger.renewClaims(run)
            } catch {
                failure.note(error)
            }
        }
    }

    /// Keeps what has been learned twice a minute, for a run that is killed; ends when cancelled.
    private func keepLearning() async {
        while (try? await Task.sleep(for: .seconds(30))) != nil {
            try? await context.keep(controls.synthesis.snapshot?.learned)
        }
    }
}

extension StagePass {
    /// Keeps what limits the calls, a row a minute, and says how the run goes; ends when cancelled.
    fileprivate func keepPace() async {
        while (try? await Task.sleep(for: .seconds(2))) != nil {
            await keepPaceNow()
            sayHowItGoes()
        }
    }

    /// Lets others know how the run goes, as its own screen shows it.
    private func sayHowItGoes() {
        let progress = context.events.progress
        let pace = context.control.pace(of: progress, at: context.events.second)
        context.ledger.say(RunSaying(progress, pace: pace))
    }

    private func keepPaceNow() async {
        guard let limit = controls.synthesis.snapshot?.pace.limit else { return }
        guard let over = pace.look(limit, at: unixMilliseconds()) else { return }
        // Nothing rests on it: a ledger that takes nothing more is told of by what has to be written.
        try? await keep(over)
    }

    private func keep(_ minute: PaceLog.Minute) async throws {
        try await context.ledger.keepPace(
            of: run, minute: minute.start, limits: minute.limit.json)
    }
}

extension RunEnd {
    /// How a run ended, from how its synthesis did.
    ///
    /// - Parameter lastFailure: what came of the last call, if that did not get through.
    init(_ cause: PoolEnd<RunEnd>.Cause, isAskedToEnd: Bool, lastFailure: String?) {
        switch cause {
        case .stopped(let end): self = end
        case .nothingGetsThrough(let reason):
            self = .stopped(
                reason: "Nothing got through for 30 minutes: \(reason.sentence(lastFailure)). The "
                    + "same command goes on where this run stopped.")
        case .drained, .cancelled: self = .interrupted
        case .finished: self = isAskedToEnd ? .interrupted : .finished
        }
    }
}

extension RunEvent {
    /// A notice of the pool; its times count from the pool's start.
    ///
    /// - Parameter lastFailure: what came of the last call, if that did not get through.
    init(_ notice: PoolNotice, since start: Date, lastFailure: String?) {
        switch notice {
        case .pace(let note): self = .pace(PaceEvent(note, since: start))
        case .resumed: self = .resumed
        case .paused(let pause):
            let next = timeOfDay(start, pause.until)
            let end = timeOfDay(start, pause.end)
            self = .paused(
                "Paused: \(pause.reason.sentence(lastFailure)). The next call is tried at \(next); "
                    + "the run ends at \(end) unless one succeeds.")
        }
    }
}

extension NothingGetsThrough {
    /// The reason, with what the last call came to: a name that is not found, a refusal, a 503.
    fileprivate func sentence(_ lastFailure: String?) -> String {
        lastFailure.map { "\(self) (the last: “\($0)”)" } ?? description
    }
}

/// The time of day, in the machine's own time zone.
func timeOfDay(_ start: Date, _ duration: Duration = .zero) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.dateFormat = "HH:mm:ss"
    return format.string(from: start.addingTimeInterval(duration / .seconds(1)))
}
