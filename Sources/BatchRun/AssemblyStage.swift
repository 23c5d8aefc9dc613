import BatchPlanning
import Clips
import DurableFiles
import Ledger
import Reports
import SpeechTasks
import Texts
import Tracks
import WorkerPool

/// From stored clips to tracks for people.
final class AssemblyStage: Sendable {
    private let ledger: RunLedger
    private let run: RunID
    private let assembler: TrackAssembler
    private let voiceTracks: VoiceTrackMaker
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
        ledger: RunLedger, run: RunID, assembler: TrackAssembler,
        voiceTracks: VoiceTrackMaker, shelf: BookShelf, replacesFiles: Bool,
        monitor: RunMonitor, bell: StageBell, downloads: StageBell
    ) {
        self.ledger = ledger
        self.run = run
        self.assembler = assembler
        self.voiceTracks = voiceTracks
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
        switch try await make(job) {
        case .made(let made):
            try await ledger.record(made.track, files: made.files, fit: made.fit?.json(), for: job)
            monitor.report(
                .trackMade(
                    output: job.output, durationMilliseconds: made.track.durationMilliseconds,
                    byteCount: made.track.byteCount))
            if let fit = made.fit { monitor.report(.notice("\(fit.output): \(fit)")) }
        case .failed(.clipLost(let hash)), .failed(.clipDamaged(let hash, _)):
            // What lies under its name would be taken for it.
            do {
                try await voiceTracks.store.setAside(hash)
            } catch {
                throw BatchRunError.disk(error)
            }
            // Paid for once: it is fetched again from its address, at the latest by the next pass.
            try await ledger.release(job, missing: [hash])
            downloads.ring()
        case .failed(let error) where error.remedy != nil:
            throw BatchRunError.disk(error)
        case .failed(let error):
            // Ctrl-C at a terminal ends the tools as well: the next run makes the track.
            guard !Task.isCancelled, !monitor.isStopping else { return .done(.unreached) }
            try await ledger.hold(job, reason: "\(error)")
        case .heldBack(let reason):
            try await ledger.hold(job, reason: reason)
        case .wants(let more):
            try await ledger.extend(
                job, with: more.tasks, language: more.language, trackForm: more.trackForm)
            monitor.report(
                .notice("\(job.output): \(counted(more.tasks.count, "utterance")) to buy alone"))
        }
        return .done(.unreached)
    }

    private func make(_ job: ClaimedJob) async throws -> Assembly {
        if job.kind == VoiceTrackForm.jobKind {
            return try await voiceTracks.make(job, replacesFiles: replacesFiles)
        }
        let outcome = await assembler.assemble(
            clips: job.clipsInTrack, gaps: job.form?.gaps(clipCount: job.clips.count) ?? [],
            tags: shelf.tags(of: job), volume: job.volume, to: job.output,
            replacing: Replaceable(
                replacesFiles: replacesFiles, [job.track].compactMap { $0 }))
        switch outcome {
        case .made(let track): return .made(Assembly.Files(track: StoredFile(track)))
        case .failed(let error): return .failed(error)
        }
    }
}

/// What became of a job's files.
enum Assembly {
    case made(Files)
    case failed(AudioFileError)
    /// Nothing can be made as things stand; the sentence says why and what to do.
    case heldBack(String)

    /// Some of it has to be bought after all.
    case wants(More)

    /// Tasks for a job, and how its track is made from all of them.
    struct More {
        let tasks: [SpeechTask]
        let language: String
        let trackForm: String
    }

    /// What was made of a job.
    struct Files {
        let track: StoredFile
        /// What stands beside the track.
        var files: [StoredFile] = []
        /// How a voice track fits its film.
        var fit: FitSummary?
    }
}
