import AsyncHTTPClient
import AudioFiles
import Foundation
import KlingAPI
import Logging
import RunLedger
import SpeechTasks
import SystemPackage
import WorkerPool

/// Synthesis, download and assembly of one batch, joined by the ledger.
struct BatchStages {
    let ledger: RunLedger
    let account: Account
    let baseURL: BaseURL
    let calls: CallSettings
    let outputFolder: String
    let learned: LearnedAccount
    let monitor: RunMonitor
    let logger: Logger

    /// The most passes: a later one fetches clips whose files were found missing.
    private static let maximumPasses = 3

    /// Makes what is missing of a batch; what is done is looked at, not made again.
    func run(_ batch: BatchID) async throws -> RunEnd {
        let run = try ledger.beginRun(of: batch)
        let store = ClipStore(folder: FilePath(clipsFolder(ofLedger: ledger.path)))
        try store.prepare()
        try reopenMissing(batch, store)
        monitor.begin(try progress(batch))
        do {
            let end = try await passes(run, store)
            try ledger.endRun(run, outcome: end.word)
            return end
        } catch {
            try? ledger.endRun(run, outcome: "error")
            throw error
        }
    }

    /// Tracks and clips that are gone are made and fetched again; neither is paid for.
    private func reopenMissing(_ batch: BatchID, _ store: ClipStore) throws {
        func isThere(_ path: String, _ byteCount: Int) -> Bool {
            var status = stat()
            return stat(path, &status) == 0 && Int(status.st_size) == byteCount
        }
        let clips = try ledger.reopenMissingClips(of: batch) {
            isThere(store.folder.appending($0).string, $1)
        }
        let tracks = try ledger.reopenMissingTracks(of: batch) {
            isThere(outputFolder + "/" + $0, $1)
        }
        if clips > 0 { monitor.report(.notice("\(clips) clips are gone and are fetched again")) }
        if tracks > 0 { monitor.report(.notice("\(tracks) tracks are gone and are made again")) }
    }

    private func progress(_ batch: BatchID) throws -> RunProgress {
        let progress = try ledger.reader.progress(of: batch)
        var shown = RunProgress()
        shown.jobsDone = progress.jobs["done", default: 0]
        shown.jobCount = progress.jobCount
        shown.callsToPay = progress.tasksToCall
        shown.spent = try ledger.reader.calls(of: batch).surelySpent
        shown.price = try ledger.reader.price(of: batch)
        return shown
    }

    private func passes(_ run: RunID, _ store: ClipStore) async throws -> RunEnd {
        let output = try OutputFolder(FilePath(outputFolder))
        let api = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: KlingClient.configuration(width: calls.concurrency))
        let audio = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: ClipDownloader.clientConfiguration(width: calls.downloads))
        let result: Result<RunEnd, any Error>
        do {
            var end = RunEnd.finished
            for _ in 0..<Self.maximumPasses where end == .finished {
                end = try await pass(run, api: api, audio: audio, store: store, output: output)
                if try !ledger.reader.hasOpenWork(run) { break }
            }
            result = .success(end)
        } catch {
            result = .failure(error)
        }
        try? await api.shutdown()
        try? await audio.shutdown()
        return try result.get()
    }
}
