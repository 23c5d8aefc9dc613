import Ledger
import SQLiteConnection
import SpeechTasks
import TestSupport

func terms(
    name: String = "greetings", inputs: [String] = ["/lists/greetings.csv"],
    outputFolder: String = "/tracks", budget: Money? = nil, maxUnknownSpend: Money? = nil,
    holdsUnknown: Bool = false, chargesRefusals: Bool = false
) -> BatchTerms {
    BatchTerms(
        name: name, service: .emulator, inputs: inputs, outputFolder: outputFolder, budget: budget,
        maxUnknownSpend: maxUnknownSpend, holdsUnknown: holdsUnknown,
        chargesRefusals: chargesRefusals)
}

func task(_ text: String) -> SpeechTask {
    SpeechTask(service: .emulator, text: text, voiceID: "reader_en_m-v1")
}

func job(_ output: String, _ texts: String..., title: String? = nil) -> PlannedJob {
    let whole = texts.joined(separator: " ")
    return PlannedJob(
        source: "greetings.csv", line: 2, title: title, output: output,
        characters: whole.unicodeScalars.count, contentHash: task(whole).hash,
        tasks: texts.map(task))
}

extension RunLedger {
    /// Plans a batch of these jobs.
    func plan(_ terms: BatchTerms = terms(), jobs: [PlannedJob]) throws -> BatchID {
        try plan(terms) { writer in
            for job in jobs { try writer.add(job) }
        }
    }

    /// Claims the next task and arms a call for it.
    func armNext(_ run: RunID) async throws -> (ClaimedTask, Arming)? {
        var cursor = ClaimCursor()
        guard let claimed = try await claimTasks(run, limit: 1, cursor: &cursor).first else {
            return nil
        }
        return (claimed, try await arm(claimed, in: run))
    }

    /// Calls for the next task and settles the call.
    func callNext(_ run: RunID, _ end: AttemptEnd) async throws {
        guard case (let claimed, .armed(let attempt))? = try await armNext(run) else { return }
        try await settle(attempt, as: end, reply: success)
        try await release(claimed)
    }

    /// Stores a clip for every paid task, as if it had been downloaded.
    func storeClips(_ run: RunID) async throws {
        for download in try await claimDownloads(run, limit: 1000) {
            try await record(
                StoredFile(
                    file: "\(download.hash).mp3", byteCount: 10, sha256: [1],
                    durationMilliseconds: 1000), for: download)
        }
    }

    /// Makes a track for every job that is ready, as if it had been assembled.
    func makeTracks(_ run: RunID) async throws {
        for job in try await claimReadyJobs(run, limit: 1000) {
            try await record(
                StoredFile(
                    file: job.output, byteCount: 10, sha256: [1], durationMilliseconds: 1000),
                for: job)
        }
    }
}

let success = AttemptReply(
    httpStatus: 200, code: 0, message: "success", audioID: "audio_1",
    audioURL: "http://127.0.0.1/a.mp3", durationMilliseconds: 1000)

/// A copy of an open ledger with one job, whose log is not written back into its file yet.
func ledgerWithLog(in folder: String) async throws -> String {
    try await RunLedger.withLedger(at: folder + "/ledger.sqlite") { ledger in
        _ = try ledger.plan(jobs: [job("a.mp3", "A.")])
        try shell("cd '\(folder)' && mkdir kept && cp ledger.sqlite* kept")
    }
    return folder + "/kept/ledger.sqlite"
}
