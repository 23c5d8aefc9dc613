import AsyncHTTPClient
import BatchPlanning
import Clips
import DurableFiles
import Foundation
import KlingAPI
import Ledger
import Logging
import SpeechTasks
import SystemPackage
import Texts
import Tracks
import WorkerPool

/// How the stages ended.
struct StagesEnd {
    var end: RunEnd
    /// What of the audiobooks is not made, in sentences.
    var problems: [String] = []
    /// Voices that have been measured; where there are any, what is left waits for a new plan.
    var measured: Set<String> = []
}

/// Synthesis, download and assembly of one batch, joined by the ledger.
struct BatchStages {
    let context: StageContext
    let batch: BatchID

    private var ledger: RunLedger { context.ledger }
    private var store: ClipStore { context.store }
    private var callee: Callee { context.callee }
    private var events: RunEvents { context.events }

    /// The most passes: a later one fetches clips whose files were found missing.
    private static let maximumPasses = 3

    /// Makes what is missing of a batch; what is done is looked at, not made again.
    ///
    /// What the run may pay is fixed here, before the first call: the batch's budget, or what is to be
    /// paid now and what second calls for unknown outcomes may cost.
    ///
    /// - Parameters:
    ///   - plan: what the plan came to, if one was made.
    ///   - promised: what an earlier plan of this run, in another form, said it would cost.
    ///   - unknown: the voices whose rate of speech the plan did not know.
    func run(
        plan: BatchPlan?, promised: Money? = nil, unknown: Set<String> = []
    ) async throws -> StagesEnd {
        try store.prepare()
        try reopenMissing()
        try cutLongTexts()
        try await adoptClips()
        let money = try ledger.reader.money(of: batch)
        events.report(.planned(promise(money, plan)))
        if let promised, let reached = money.dearer(than: promised, in: callee.form) {
            return StagesEnd(end: .spendingReached(reached))
        }
        for notice in (plan?.notices ?? []) + (plan?.faults.lines ?? []) {
            events.report(.notice(notice))
        }
        let run = try ledger.beginRun(
            of: batch, plannedCalls: money.callsToPay, ceiling: money.ceiling)
        events.report(.began(try progress()))
        let spending = PlannedSpending(
            reader: ledger.reader, batch: batch, calls: money.callsToPay)
        do {
            let shelf = try await shelf()
            for notice in shelf.notices { events.report(.notice(notice)) }
            let rates = RateWatch(unknown)
            let end = try await passes(run, shelf: shelf, spending: spending, rates: rates)
            let isStopped = end == .finished && context.control.isAskedToEnd
            if end == .finished, !isStopped, !rates.measured.isEmpty,
                try ledger.reader.hasOpenWork(run)
            {
                try ledger.endRun(run, outcome: .interrupted)
                return StagesEnd(end: end, measured: rates.measured)
            }
            let problems = end == .finished ? try await audiobooks() : []
            try ledger.endRun(run, outcome: (isStopped ? .interrupted : end).outcome)
            return StagesEnd(end: isStopped ? .interrupted : end, problems: problems)
        } catch {
            try? ledger.endRun(run, outcome: .error)
            throw error
        }
    }

    /// What a run says before its first call.
    private func promise(_ money: BatchMoney, _ plan: BatchPlan?) -> RunPromise {
        RunPromise(
            service: callee.service, form: callee.formName, textLimit: callee.textLimit,
            calls: money.callsToPay,
            price: money.price, ceiling: money.ceiling, isBudget: money.budget != nil,
            plan: plan)
    }

    /// Cuts waiting texts that are longer than the account takes, so that the plan counts the pieces.
    private func cutLongTexts() throws {
        let limit = callee.textLimit
        var long: [SpeechTask] = []
        try ledger.reader.forEachCallToPay(of: batch) { task in
            if !limit.allows(task.text) { long.append(task) }
        }
        let planner = callee.planner()
        // A call that rows share is refused for nothing, and then packed anew.
        for task in long where try !ledger.reader.isShared(task.hash) {
            try ledger.split(task.hash, into: planner.pieces(of: task))
        }
    }

    /// Takes clips that lie under the names of waiting tasks: a ledger that is gone has paid for them.
    private func adoptClips() async throws {
        var found: [TaskHash] = []
        try ledger.reader.forEachCallToPay(of: batch) { task in
            if store.contains(task.hash) { found.append(task.hash) }
        }
        var count = 0
        for hash in found {
            guard let clip = await store.storedClip(hash, announced: nil) else { continue }
            if try await ledger.adopt(StoredFile(clip), for: hash) { count += 1 }
        }
        if count > 0 {
            events.report(.notice("\(counted(count, "clip")) found that no row told of"))
        }
    }

    /// Tracks and clips that are gone are made and fetched again; neither is paid for.
    private func reopenMissing() throws {
        func isThere(_ path: String, _ byteCount: Int) -> Bool {
            var status = stat()
            return stat(path, &status) == 0 && Int(status.st_size) == byteCount
        }
        let clips = try ledger.reopenMissingClips(of: batch) {
            isThere(store.folder.appending($0).string, $1)
        }
        let tracks = try ledger.reopenMissingTracks(of: batch) { track in
            let length = track.durationMilliseconds
            let verdict = TrackVerdict.of(
                FilePath(track.path(in: context.output.path.string)), byteCount: track.byteCount,
                duration: length > 0 ? .milliseconds(length) : nil)
            return verdict == .there || verdict == .retagged
        }
        if clips > 0 { events.report(.notice("\(counted(clips, "missing clip")) to fetch again")) }
        if tracks > 0 {
            events.report(.notice("\(counted(tracks, "missing track")) to make again"))
        }
    }

    private func progress() throws -> RunProgress {
        let progress = try ledger.reader.progress(of: batch)
        var shown = RunProgress()
        shown.jobsDone = progress.jobs[.done, default: 0]
        shown.jobCount = progress.jobCount
        let calls = try ledger.reader.calls(of: batch)
        shown.callsPaid = calls.byState[.succeeded, default: 0]
        shown.callsToPay = progress.tasksToCall
        shown.spent = calls.surelySpent
        shown.price = try ledger.reader.price(of: batch)
        return shown
    }

    private func shelf() async throws -> BookShelf {
        try await BookShelf(
            of: batch, in: ledger.reader, workFolder: store.folder.appending("covers"))
    }

    /// Makes the audiobooks of the books whose chapters are all done.
    private func audiobooks() async throws -> [String] {
        var problems: [String] = []
        for book in try await shelf().books where !context.control.isAskedToEnd {
            problems += try await AudiobookStage(context, of: book).perform()
        }
        return problems
    }

    private func passes(
        _ run: RunID, shelf: BookShelf, spending: PlannedSpending, rates: RateWatch
    ) async throws -> RunEnd {
        try await withClients { api, audio in
            try await context.takingCallbacks(of: run) { callbacks in
                var end = RunEnd.finished
                for _ in 0..<Self.maximumPasses where end == .finished {
                    let pass = StagePass(
                        context, of: run, shelf: shelf, plan: spending, rates: rates,
                        clients: (api, audio), callbacks: callbacks)
                    end = try await pass.perform()
                    if try !rates.measured.isEmpty || !ledger.reader.hasOpenWork(run) { break }
                }
                return end
            }
        }
    }

    /// Runs a body with one client for calls and one for downloads.
    private func withClients(
        _ body: (_ api: HTTPClient, _ audio: HTTPClient) async throws -> RunEnd
    ) async throws -> RunEnd {
        let calling = KlingClient.configuration(width: context.calls.concurrency)
        let downloading = ClipDownloader.clientConfiguration(width: context.calls.downloads)
        return try await HTTPClient.withHTTPClient(configuration: calling) { api in
            try await HTTPClient.withHTTPClient(configuration: downloading) { audio in
                try await body(api, audio)
            }
        }
    }
}
