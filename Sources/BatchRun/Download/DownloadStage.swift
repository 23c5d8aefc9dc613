import BatchPlanning
import Clips
import KlingAPI
import Ledger
import SpeechTasks
import Synchronization
import Texts
import Tracks
import WorkerPool

/// From audio at its address to clips on the disk.
final class DownloadStage: Sendable {
    /// Downloads of audio that fails its check, before the task is held.
    static let maximumBadDownloads = 3
    /// Downloads that find no way through, before the task is left to the next run.
    static let maximumFailures = 5

    private struct Tries {
        var bad = 0
        var failed = 0
    }

    private let ledger: RunLedger
    private let run: RunID
    private let store: ClipStore
    private let downloader: ClipDownloader
    private let results: PaidResults
    private let judge: ClipJudge
    private let rates: RateWatch
    /// Keeps what the account was found to take.
    private let learn: @Sendable (LearnedAccount) async throws -> Void
    /// The address to fetch audio from, by the address as the ledger has it.
    private let address: @Sendable (_ stored: String) -> String
    private let events: RunEvents
    /// Rings when a task has been paid, or a clip has been found missing.
    private let bell: StageBell
    /// Rung when a clip is stored.
    private let assembly: StageBell
    private let tries = Mutex<[TaskHash: Tries]>([:])

    init(_ pass: StagePass) {
        let context = pass.context
        ledger = context.ledger
        run = pass.run
        store = context.store
        downloader = ClipDownloader(
            client: pass.clients.audio, store: context.store,
            allowsPlainHTTP: context.callee.baseURL.isPlainHTTP, logger: context.logger)
        results = pass.results
        judge = ClipJudge(ledger: context.ledger, language: context.calls.language)
        rates = pass.rates
        learn = context.learn
        address = context.audioAddress
        events = context.events
        bell = pass.downloads
        assembly = pass.assembly
    }

    /// Claims the next downloads; nil once nothing is left and nothing comes any more.
    func next(_ limit: Int) async throws -> [ClaimedDownload]? {
        try await bell.next { try await self.ledger.claimDownloads(self.run, limit: limit) }
    }

    /// Fetches one clip.
    func perform(_ download: ClaimedDownload) async throws -> WorkOutcome<RunEnd> {
        let announced = download.durationMilliseconds.map { Duration.milliseconds($0) }
        let outcome = await fetch(download, announced: announced)
        var reply = PaceReply.admitted
        switch outcome {
        case .stored(let clip):
            try await record(clip, for: download)
            reply = .succeeded
        case .expired(let status):
            let detail =
                "the audio is gone from its address (HTTP \(status)); --rebuy-expired pays for "
                + "it again"
            try await hold(download, .expired(detail: detail), because: detail)
        case .bad(let reason):
            guard count(download, \.bad) >= Self.maximumBadDownloads else {
                return .retry(after: .failed)
            }
            let detail = "bad audio: \(reason); --rebuy-bad pays for it once more"
            try await hold(download, .bad(detail: detail), because: detail)
        case .notWritten(let error):
            throw BatchRunError.disk(error)
        case .failed(let reason):
            // A stopped run leaves the task as it is.
            guard !Task.isCancelled else { return .done(.unreached) }
            guard count(download, \.failed) >= Self.maximumFailures else {
                return .retry(after: .failed)
            }
            let detail = "the audio could not be fetched: \(reason); the same command tries again"
            try await hold(download, .failed(detail: detail), because: detail)
        }
        tries.withLock { $0[download.hash] = nil }
        assembly.ring()
        return .done(reply)
    }

    /// Writes a clip down, with what is odd about it; ends the run where the service's results are of
    /// no use.
    private func record(_ clip: StoredClip, for download: ClaimedDownload) async throws {
        let task = taskMark("\(download.hash)")
        let suspicion = try await judge.judge(clip, for: download.task) { suspicion in
            let isRecorded = try await ledger.record(
                StoredFile(clip), for: download,
                announcedMilliseconds: clip.announcedOtherwise?.wholeMilliseconds,
                suspicion: suspicion)
            events.report(
                isRecorded
                    ? .clipStored(StoredFile(clip), hash: download.hash)
                    : .notice("a text is fetched by another run, which took it over \(task)"))
        }
        switch suspicion {
        case nil:
            rates.heard(download.task, lasting: clip.duration)
            if download.isPaidByThisRun { results.stored() }
        case .sameAudio:
            let detail = "a text has the very same audio as another one \(task)"
            events.report(.notice(detail))
            guard download.isPaidByThisRun, results.useless() else { return }
            throw BatchRunError.uselessResults(count: PaidResults.mostUseless, last: detail)
        case .tooShort:
            let seconds = clip.duration / .seconds(1)
            events.report(
                .notice("a text is spoken in \(seconds) s, far too short for it \(task)"))
            if download.isPaidByThisRun { results.doubtful() }
            try await stopIfTruncating()
        }
    }

    private func stopIfTruncating() async throws {
        let (isSure, longest) = judge.truncation
        guard isSure else { return }
        if longest > 0 {
            try await learn(LearnedAccount(textLimit: TextLimit(characters: longest)))
        }
        throw BatchRunError.truncated(count: ClipJudge.mostShort, longestWhole: longest)
    }

    /// Holds a paid task that has no clip; ends the run where that is one too many in a row.
    private func hold(
        _ download: ClaimedDownload, _ failure: DownloadFailure, because detail: String
    ) async throws {
        try await ledger.hold(download, failure)
        guard download.isPaidByThisRun, results.useless() else { return }
        throw BatchRunError.uselessResults(count: PaidResults.mostUseless, last: detail)
    }

    /// The clip, from the store where a run died before it could write it down, or else from its
    /// address.
    private func fetch(
        _ download: ClaimedDownload, announced: Duration?
    ) async -> DownloadOutcome {
        if let clip = await store.storedClip(download.hash, announced: announced) {
            return .stored(clip)
        }
        return await downloader.download(
            from: address(download.audioURL), hash: download.hash, announced: announced)
    }

    private func count(_ download: ClaimedDownload, _ kind: WritableKeyPath<Tries, Int>) -> Int {
        tries.withLock { tries in
            tries[download.hash, default: Tries()][keyPath: kind] += 1
            return tries[download.hash, default: Tries()][keyPath: kind]
        }
    }
}

extension StageBell {
    /// Asks the ledger until it has something; nil once it has nothing and nothing comes any more.
    func next<Work>(_ claim: () async throws -> [Work]) async throws -> [Work]? {
        while !Task.isCancelled {
            let ticket = ticket()
            let works = try await claim()
            if !works.isEmpty { return works }
            if ticket.isLast { return nil }
            await wait(since: ticket)
        }
        return nil
    }
}

extension StoredFile {
    init(_ clip: StoredClip) {
        self.init(
            file: clip.fileName, byteCount: clip.byteCount, sha256: clip.sha256,
            durationMilliseconds: clip.duration.wholeMilliseconds)
    }

    init(_ track: StoredTrack) {
        self.init(
            file: track.name, byteCount: track.byteCount, sha256: track.sha256,
            durationMilliseconds: track.duration.wholeMilliseconds)
    }
}

extension RunEvent {
    fileprivate static func clipStored(_ clip: StoredFile, hash: TaskHash) -> RunEvent {
        .clipStored(
            hash: "\(hash)", durationMilliseconds: clip.durationMilliseconds,
            byteCount: clip.byteCount)
    }
}
