import AudioFiles
import RunLedger
import WorkerPool

/// From stored clips to tracks for people.
final class AssemblyStage: Sendable {
    private let ledger: RunLedger
    private let run: RunID
    private let assembler: TrackAssembler
    private let shelf: BookShelf
    private let replacesFiles: Bool
    private let monitor: RunMonitor
    private let bell: StageBell
    private let downloads: StageBell

    /// - Parameters:
    ///   - shelf: the batch's books.
    ///   - replacesFiles: whether a track may take the place of a file that is none.
    ///   - bell: rings when a clip has been stored.
    ///   - downloads: rung when a clip's file is found missing.
    init(
        ledger: RunLedger, run: RunID, assembler: TrackAssembler, shelf: BookShelf,
        replacesFiles: Bool,
        monitor: RunMonitor, bell: StageBell, downloads: StageBell
    ) {
        self.ledger = ledger
        self.run = run
        self.assembler = assembler
        self.shelf = shelf
        self.replacesFiles = replacesFiles
        self.monitor = monitor
        self.bell = bell
        self.downloads = downloads
    }

    /// Claims the next jobs that are ready; nil once none is left and none comes any more.
    func next(_ limit: Int) async throws -> [ClaimedJob]? {
        try await bell.next { try await self.ledger.claimReadyJobs(self.run, limit: limit) }
    }

    /// Makes one track.
    func perform(_ job: ClaimedJob) async throws -> WorkOutcome<RunEnd> {
        let outcome = await assembler.assemble(
            clips: job.clips.map(\.hash), gaps: job.form?.gaps(clipCount: job.clips.count) ?? [],
            tags: shelf.tags(of: job), to: job.output,
            mayReplace: job.hasTrack || replacesFiles)
        switch outcome {
        case .made(let track):
            try await ledger.record(StoredFile(track), for: job)
            monitor.report(
                .trackMade(
                    output: job.output, durationMilliseconds: track.duration.wholeMilliseconds,
                    byteCount: track.byteCount))
        case .failed(.clipLost(let hash)), .failed(.clipDamaged(let hash, _)):
            // Paid for once: it is fetched again from its address, at the latest by the next pass.
            try await ledger.release(job, missing: [hash])
            downloads.ring()
        case .failed(.disk(let action, let file, let reason)):
            throw BatchRunError.disk(
                reason: "\(AudioFileError.disk(action: action, file: file, reason: reason))")
        case .failed(let error):
            guard !Task.isCancelled else { return .done(.unreached) }
            try await ledger.hold(job, reason: "\(error)")
        }
        return .done(.unreached)
    }
}
