import AsyncHTTPClient
import Audiobooks
import BatchPlanning
import Clips
import DurableFiles
import Foundation
import HTTPSupport
import KlingAPI
import Ledger
import Logging
import SpeechTasks
import Tracks
import WorkerPool

extension BatchStages {
    /// One way through: three pools side by side, each closed when the one before it has ended.
    func pass(
        _ run: RunID, api: HTTPClient, audio: HTTPClient, store: ClipStore, output: OutputFolder,
        shelf: BookShelf, spending: PlannedSpending, rates: RateWatch,
        callbacks: CallbackService?
    ) async throws -> RunEnd {
        let settled = StageBell()
        let downloadBell = StageBell()
        let assemblyBell = StageBell()
        let results = PaidResults(concurrency: calls.concurrency) { settled.ring() }
        let controls = [PoolControl(), PoolControl(), PoolControl()]
        let synthesis = synthesisStage(
            run, api, store: store, spending: spending, results: results, rates: rates,
            settled: settled, downloads: downloadBell, callback: callbackTarget(callbacks),
            succeededAfterAll: { controls[0].succeededAfterAll() })
        callbacks?.desk.settle(through: synthesis.takeCallback)
        defer { callbacks?.desk.settle(through: nil) }
        let download = DownloadStage(
            ledger: ledger, run: run, store: store,
            downloader: ClipDownloader(
                client: audio, store: store, allowsPlainHTTP: callee.baseURL.isPlainHTTP,
                logger: logger),
            results: results, judge: ClipJudge(ledger: ledger, language: calls.language),
            rates: rates, learn: learn, address: audioAddress, events: events, bell: downloadBell,
            assembly: assemblyBell)
        let assembly = AssemblyStage(
            ledger: ledger, run: run, assembler: TrackAssembler(store: store, output: output),
            voiceTracks: VoiceTrackMaker(
                ledger: ledger, maker: callee.taskMaker, store: store, output: output),
            shelf: shelf,
            replacesFiles: rules.replacesFiles, control: control, events: events,
            bell: assemblyBell,
            downloads: downloadBell)

        let failure = FirstFailure { for control in controls { control.drain() } }
        control.attach {
            for control in controls { control.drain() }
        }
        let synthesisPool = WorkerPool(
            pace: paceController, clock: ContinuousClock(), control: controls[0],
            notify: { [start = Date()] notice in
                events.report(
                    RunEvent(notice, since: start, lastFailure: events.lastFailure))
            })
        let downloadPool = WorkerPool(
            width: calls.downloads, clock: ContinuousClock(), control: controls[1])
        let assemblyPool = WorkerPool(
            width: Self.assemblyWidth, clock: ContinuousClock(), control: controls[2])

        async let assembled = assemblyPool.run(
            next: failure.guarding(assembly.next), perform: failure.guarding(assembly.perform))
        async let downloaded = downloadPool.run(
            next: failure.guarding(download.next), perform: failure.guarding(download.perform))
        async let _: Void = keepLearning(controls[0])
        async let _: Void = keepClaims(run, orFail: failure)
        let synthesized = await synthesisPool.run(
            next: failure.guarding(synthesis.next), perform: failure.guarding(synthesis.perform))
        downloadBell.close()
        let fetched = await downloaded
        assemblyBell.close()
        let made = await assembled

        if failure.end == nil { try await keep(synthesized.learned) }
        let causes = [synthesized.cause, fetched.cause, made.cause]
        let cause = causes.first { $0 != .finished } ?? .finished
        return failure.end
            ?? RunEnd(
                cause, isStopping: control.isStopping, lastFailure: events.lastFailure)
    }

    /// Tracks made side by side, so that some sync while others copy or join.
    private static let assemblyWidth = 8

    private func synthesisStage(
        _ run: RunID, _ api: HTTPClient, store: ClipStore, spending: PlannedSpending,
        results: PaidResults, rates: RateWatch, settled: StageBell, downloads: StageBell,
        callback: CallbackTarget,
        succeededAfterAll: @escaping @Sendable () -> Void
    ) -> SynthesisStage {
        SynthesisStage(
            ledger: ledger, run: run,
            client: KlingClient(
                http: api, baseURL: callee.baseURL, form: callee.form,
                credential: account.credential,
                deadline: .seconds(calls.deadlineSeconds)),
            callback: callback, store: store, textLength: TextLengthLimit(callee.textLimit),
            makePlanner: { callee.planner(limit: $0) }, learn: learn, plan: spending,
            results: results, rates: rates, settled: settled, control: control, events: events,
            downloads: downloads,
            succeededAfterAll: succeededAfterAll)
    }

    /// Keeps what the account was found to take.
    @Sendable private func learn(_ learned: LearnedAccount) async throws {
        try await ledger.learn(learned, of: account.name, at: callee.service)
    }

    /// The address to fetch audio from, by the address as the ledger has it.
    ///
    /// A token that a service writes into an address is masked in the ledger. It is put back where
    /// the address is the API's own, and nowhere else.
    @Sendable private func audioAddress(_ stored: String) -> String {
        guard stored.contains(OutsideText.mark), case .bearer(let token) = account.credential,
            let address = URLComponents(string: stored.replacing(OutsideText.mark, with: token)),
            let base = URLComponents(string: callee.baseURL.address),
            address.scheme == base.scheme, address.host == base.host, address.port == base.port
        else { return stored }
        return address.string ?? stored
    }

    /// Renews what the run holds once a minute; ends when cancelled.
    private func keepClaims(_ run: RunID, orFail failure: FirstFailure) async {
        while (try? await Task.sleep(for: .seconds(60))) != nil {
            do {
                try await ledger.renewClaims(run)
            } catch {
                failure.note(error)
            }
        }
    }

    private var paceController: PaceController {
        PaceController(
            settings: PaceSettings(
                maximumAtOnce: calls.concurrency, ratePerSecondCeiling: calls.ratePerSecond),
            learned: LearnedPace(
                ratePerSecond: callee.learned.ratePerSecond, atOnce: callee.learned.atOnce))
    }

    /// Keeps what has been learned twice a minute, for a run that is killed; ends when cancelled.
    private func keepLearning(_ control: PoolControl) async {
        while (try? await Task.sleep(for: .seconds(30))) != nil {
            try? await keep(control.snapshot?.learned)
        }
    }

    /// Keeps what was learned of the pace for the next run.
    private func keep(_ pace: LearnedPace?) async throws {
        guard let pace, pace.ratePerSecond != nil || pace.atOnce != nil else { return }
        try await ledger.learn(
            LearnedAccount(ratePerSecond: pace.ratePerSecond, atOnce: pace.atOnce),
            of: account.name, at: callee.service)
    }
}

extension RunEnd {
    /// How a run ended, from how its synthesis did.
    ///
    /// - Parameter lastFailure: what came of the last call, if that did not get through.
    init(_ cause: PoolEnd<RunEnd>.Cause, isStopping: Bool, lastFailure: String?) {
        switch cause {
        case .stopped(let end): self = end
        case .nothingGetsThrough(let reason):
            self = .stopped(
                reason: "Nothing got through for 30 minutes: \(reason.sentence(lastFailure)). The "
                    + "same command goes on where this run stopped.")
        case .drained, .cancelled: self = .interrupted
        case .finished: self = isStopping ? .interrupted : .finished
        }
    }
}

extension RunEvent {
    /// A notice of the pool; its times count from the pool's start.
    ///
    /// - Parameter lastFailure: what came of the last call, if that did not get through.
    init(_ notice: PoolNotice, since start: Date, lastFailure: String?) {
        switch notice {
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
private func timeOfDay(_ start: Date, _ duration: Duration) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.dateFormat = "HH:mm:ss"
    return format.string(from: start.addingTimeInterval(duration / .seconds(1)))
}
