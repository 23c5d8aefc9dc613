import BatchPlanning
import Clips
import DurableFiles
import Foundation
import Ledger
import MP3
import SpeechTasks
import SystemPackage
import Tracks
import Utterances
import VoiceTracks

/// From the clips of a subtitle file to its voice track, and what stands beside it.
struct VoiceTrackMaker: Sendable {
    let ledger: RunLedger
    let maker: TaskMaker
    let store: ClipStore
    let output: OutputFolder

    /// Makes the track, the report of how it fits, the re-timed subtitles, and the film if there is one.
    ///
    /// Throws `MakingError`s, errors of the ledger, and `CancellationError`.
    ///
    /// - Parameter replacesFiles: whether files that the batch did not make may be replaced.
    func make(_ job: ClaimedJob, replacesFiles: Bool) async throws -> Assembly {
        let clips = job.clipsInTrack
        guard let form = job.trackForm.flatMap({ VoiceTrackForm(json: $0) }),
            form.isFor(clips.map(\.hash))
        else {
            return .heldBack(Assembly.textWasCut)
        }
        let folder = store.folder.appending("voice-track-\(job.number)")
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        let parts = try await parts(of: form, clips, folder)
        let doubtful = form.doubtful(parts)
        guard doubtful.isEmpty else { return try more(of: form, doubtful, clipCount: clips.count) }
        let own = OwnFiles(
            output: output, current: job.filesBeside, earlier: job.earlierFiles,
            replacesFiles: replacesFiles)
        let lines = form.lines(of: clips, parts: parts)
        let assembler = VoiceTrackAssembler(store: store, output: output, workFolder: folder)
        let (track, fitted) = try await assembler.assemble(
            VoiceTrackPlan(
                lines: lines, length: .milliseconds(form.length),
                tags: TrackTags(title: job.title, text: job.firstWords), language: form.language),
            settings: form.settings(volume: job.volume), to: job.output,
            replacing: own.replaceable(job.output, job.track))
        try await ledger.note(StoredFile(track), of: job)
        let report = FitReport(form: form, fitted: fitted, parts: parts)
        return try await finish(job, track: track, report: report, own: own, workFolder: folder)
    }

    /// Where the utterances of packs are in their clips.
    private func parts(
        of form: VoiceTrackForm, _ clips: [ClipInTrack], _ folder: FilePath
    ) async throws -> [[PackCuts.Part]] {
        guard !form.packs.isEmpty else { return [] }
        let pauses = try await ClipPauses.of(
            Set(form.packs.map { clips[$0.clip] }), in: store, ofAtLeast: ClipPauses.shortest,
            workFolder: folder)
        return form.packs.map { pack in
            pauses[clips[pack.clip].hash]?.cuts(weights: pack.weights)?.parts ?? []
        }
    }

    private func more(
        of form: VoiceTrackForm, _ doubtful: [Int], clipCount: Int
    ) throws -> Assembly {
        var form = form
        for (count, index) in doubtful.enumerated() {
            form.takeAlone(index, clip: clipCount + count)
        }
        return .wants(
            Assembly.More(
                tasks: doubtful.map { form.task(of: form.utterances[$0], by: maker) },
                language: form.language, trackForm: try form.json()))
    }

    private func finish(
        _ job: ClaimedJob, track: StoredTrack, report: FitReport, own: OwnFiles,
        workFolder folder: FilePath
    ) async throws -> Assembly {
        let form = report.form
        let summary = FitSummary(output: job.output, report)
        let stem = FilePath(job.output).removingExtension
        var files: [StoredFile] = []
        for (ending, text) in [
            ("fit.csv", report.csv), ("fit.json", report.json(summary)),
            ("spoken.srt", report.spokenSubtitles),
        ] {
            let name = "\(stem).\(ending)"
            let file = StoredFile(
                try await output.write(text, to: name, replacing: own.replaceable(name)))
            try await ledger.note(file, of: job)
            files.append(file)
        }
        if let made = try await film(job, of: form, track, report, own, workFolder: folder) {
            try await ledger.note(made, of: job)
            files.append(made)
        }
        return .made(Assembly.Files(track: StoredFile(track), files: files, fit: summary))
    }
}

extension VoiceTrackMaker {
    /// What becomes of the track for the film: a file beside it, or a copy of it; nil without a film.
    private func film(
        _ job: ClaimedJob, of form: VoiceTrackForm, _ track: StoredTrack, _ report: FitReport,
        _ own: OwnFiles, workFolder folder: FilePath
    ) async throws -> StoredFile? {
        guard let film = form.film.map({ FilePath($0) }) else { return nil }
        let settings = FilmSettings(
            duckDecibels: form.duckDecibels, title: job.title, language: form.language)
        let source = output.path.appending(track.name)
        if let sidecar = form.sidecar {
            return StoredFile(
                try await SidecarMaker(workFolder: folder).make(
                    source, at: FilePath(sidecar), settings: settings,
                    replacing: own.replaceable(sidecar)))
        }
        let name = "\(FilePath(job.output).removingExtension).\(film.extension ?? "")"
        return StoredFile(
            try await FilmMuxer(output: output, workFolder: folder).mux(
                source, lines: report.fitted, into: film, settings: settings, to: name,
                replacing: own.replaceable(name)))
    }
}

extension StoredFile {
    init(_ text: StoredText) {
        self.init(
            file: text.name, byteCount: text.byteCount, sha256: text.sha256,
            durationMilliseconds: 0)
    }
}

extension FilePath {
    /// The path without the ending of its last component.
    var removingExtension: FilePath {
        var path = self
        path.extension = nil
        return path
    }
}
