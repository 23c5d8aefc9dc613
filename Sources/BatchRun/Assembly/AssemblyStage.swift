import BatchPlanning
import Clips
import DurableFiles
import Ledger
import SpeechTasks
import Texts
import Tracks
import VoiceTracks
import WorkerPool

/// From stored clips to tracks for people.
final class AssemblyStage: Sendable {
    private let ledger: RunLedger
    private let run: RunID
    private let assembler: TrackAssembler
    private let voiceTracks: VoiceTrackMaker
    private let cutter: PackCutter
    private let shelf: BookShelf
    /// Whether a track may take the place of a file that the batch did not make.
    private let replacesFiles: Bool
    private let control: RunControl
    private let events: RunEvents
    /// Rings when a clip has been stored.
    private let bell: StageBell
    /// Rung when a clip's file is found missing.
    private let downloads: StageBell

    init(_ pass: StagePass) {
        let context = pass.context
        ledger = context.ledger
        run = pass.run
        assembler = TrackAssembler(store: context.store, output: context.output)
        voiceTracks = VoiceTrackMaker(
            ledger: context.ledger, maker: context.callee.taskMaker, store: context.store,
            output: context.output)
        cutter = PackCutter(store: context.store, workFolder: context.store.folder)
        shelf = pass.shelf
        replacesFiles = context.rules.replacesFiles
        control = context.control
        events = context.events
        bell = pass.assembly
        downloads = pass.downloads
    }

    /// Claims the next jobs that are ready; nil once none is left and none comes any more.
    func next(_ limit: Int) async throws -> [ClaimedJob]? {
        try await bell.next { try await self.ledger.claimReadyJobs(self.run, limit: limit) }
    }

    /// Makes one track, or holds its job with the sentence that says why there is none.
    ///
    /// Throws what ends the run: an error of the ledger, or of a disk that takes no files.
    func perform(_ job: ClaimedJob) async throws -> WorkOutcome<RunEnd> {
        do {
            try await finish(job, try await make(job))
        } catch is CancellationError {
            // The next run makes the track.
        } catch TrackError.clipLost(let clip) {
            try await fetchAgain(clip, for: job)
        } catch TrackError.clipDamaged(let clip, _) {
            try await fetchAgain(clip, for: job)
        } catch let error as FileError where error.remedy != nil {
            throw BatchRunError.disk(error)
        } catch let error as any MakingError {
            // Ctrl-C at a terminal ends the tools as well: the next run makes the track.
            guard !Task.isCancelled, !control.isAskedToEnd else { return .done(.unreached) }
            try await ledger.hold(job, reason: "\(error)")
        }
        return .done(.unreached)
    }

    private func finish(_ job: ClaimedJob, _ assembly: Assembly) async throws {
        switch assembly {
        case .made(let made):
            guard
                try await ledger.record(
                    made.track, files: made.files,
                    fit: made.fit?.json() ?? made.cut?.json(), for: job)
            else {
                events.report(.notice("\(job.output) is made by another run, which took it over"))
                return
            }
            events.report(
                .trackMade(
                    output: job.output, durationMilliseconds: made.track.durationMilliseconds,
                    byteCount: made.track.byteCount))
            if let fit = made.fit { events.report(.notice("\(fit.output): \(fit)")) }
        case .heldBack(let reason):
            try await ledger.hold(job, reason: reason)
        case .wants(let more):
            try await ledger.extend(
                job, with: more.tasks, keepsClips: more.keepsClips, language: more.language,
                trackForm: more.trackForm)
            events.report(
                .notice("\(job.output): \(counted(more.tasks.count, "text")) to buy alone"))
        }
    }

    /// Gives a job back whose clip is missing or damaged.
    ///
    /// The clip is paid for once: it is fetched again from its address, at the latest by the next pass.
    private func fetchAgain(_ clip: TaskHash, for job: ClaimedJob) async throws {
        // The damaged file under its name would be taken for it again.
        do {
            try await voiceTracks.store.setAside(clip)
        } catch {
            throw BatchRunError.disk(error)
        }
        try await ledger.release(job, missing: [clip])
        downloads.ring()
    }

    private func make(_ job: ClaimedJob) async throws -> Assembly {
        if job.kind == .subtitles {
            return try await voiceTracks.make(job, replacesFiles: replacesFiles)
        }
        guard let form = job.form, let pack = form.pack, !pack.isBoughtAlone else {
            return try await make(job, of: job.clipsInTrack)
        }
        guard pack.isFor(job.clips.map(\.hash)), let clip = job.clipsInTrack.first else {
            return .heldBack(Assembly.textWasCut)
        }
        let made = try await cutter.cut(
            pack.part, confidence: pack.confidence, outOf: clip,
            weights: { [ledger] in
                pack.weights(in: try ledger.reader.text(of: clip.hash) ?? "").map(Double.init)
            }
        ) { [self] part in
            try await assembler.assemble(
                part, cutOutOf: clip, tags: shelf.tags(of: job), volume: job.volume,
                sound: job.sound, to: job.output, replacing: replaceable(by: job))
        }
        guard let made else { return try alone(pack, in: form) }
        return .made(
            Assembly.Files(
                track: StoredFile(made.value), cut: RowCut(confidence: made.confidence)))
    }

    private func make(_ job: ClaimedJob, of clips: [ClipInTrack]) async throws -> Assembly {
        let track = try await assembler.assemble(
            clips: clips, gaps: job.form?.gaps(clipCount: clips.count) ?? [],
            tags: shelf.tags(of: job), volume: job.volume, sound: job.sound, to: job.output,
            replacing: replaceable(by: job))
        return .made(Assembly.Files(track: StoredFile(track)))
    }

    private func replaceable(by job: ClaimedJob) -> Replaceable {
        Replaceable(replacesFiles: replacesFiles, [job.track].compactMap { $0 })
    }

    /// What a row wants whose cut out of a shared call is in doubt: a call of its own.
    private func alone(_ pack: TrackForm.Pack, in form: TrackForm) throws -> Assembly {
        var form = form
        form.pack?.isBoughtAlone = true
        return .wants(
            Assembly.More(
                tasks: [pack.ownTask(by: voiceTracks.maker)], keepsClips: false,
                language: pack.language, trackForm: try form.json()))
    }
}

extension ClaimedJob {
    /// How its track sounds beyond its clips.
    fileprivate var sound: TrackSound { form?.sound?.sound ?? TrackSound() }
}
