import BatchPlanning
import BatchRun
import Clips
import Foundation
import KlingEmulator
import Ledger
import Ledgers
import Logging
import SQLiteConnection
import SpeechTasks
import TestServers
import TestSupport
import Testing

/// A batch on this machine: a job list, a ledger and tracks in a folder that is gone after the
/// test, and an account whose pace is known, so that no test waits for one to be found.
struct TestBatch: Sendable {
    /// The token of every call.
    static let token = "token-7f3a-of-the-tests"

    let folder: String
    let account = Account(token: token)
    let events = EventLog()

    var listPath: String { folder + "/lines.csv" }
    var ledgerPath: String { folder + "/data/ledger.sqlite" }
    var outputFolder: String { folder + "/tracks" }
    var clipsPath: String { clipsFolder(ofLedger: ledgerPath) }

    /// Writes the job list.
    func list(_ jobs: [ListedJob]) throws {
        let rows = jobs.map { [$0.id, $0.text, $0.voice, $0.output].map(quoted) }
        let lines = [["id", "text", "voice", "output"]] + rows
        try list(csv: lines.map { $0.joined(separator: ",") + "\n" }.joined())
    }

    /// Writes the job list as it stands.
    func list(csv: String) throws {
        try csv.write(toFile: listPath, atomically: true, encoding: .utf8)
    }

    private func quoted(_ field: String) -> String {
        "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    func settings(at emulator: RunningEmulator) -> RunSettings {
        var calls = CallSettings()
        calls.baseURL = emulator.address
        return RunSettings(
            inputs: [listPath], batchName: "lines", outputFolder: outputFolder,
            ledgerPath: ledgerPath, calls: calls)
    }

    /// Runs the batch against an emulator, with the usual settings changed.
    @discardableResult
    func run(
        at emulator: RunningEmulator, control: RunControl = RunControl(),
        _ change: (inout RunSettings) -> Void = { _ in }
    ) async throws -> RunSummary {
        var settings = settings(at: emulator)
        change(&settings)
        return try await runBatch(
            settings, account: account, control: control, logger: .silent
        ) { events.add($0) }
    }

    /// Runs the batch and expects that every job is tried.
    func finish(
        at emulator: RunningEmulator, sourceLocation: SourceLocation = #_sourceLocation,
        _ change: (inout RunSettings) -> Void = { _ in }
    ) async throws {
        let summary = try await run(at: emulator, change)
        #expect(summary.end == .finished, sourceLocation: sourceLocation)
    }

    /// Opens failed and held jobs again and runs the batch.
    @discardableResult
    func retry(
        at emulator: RunningEmulator, _ change: (inout RetrySettings) -> Void = { _ in }
    ) async throws -> RunSummary {
        var settings = RetrySettings(
            batchName: "lines", ledgerPath: ledgerPath, calls: settings(at: emulator).calls)
        change(&settings)
        return try await retryBatch(
            settings, account: account, logger: .silent
        ) { events.add($0) }
    }

    func plan(
        at emulator: RunningEmulator, _ change: (inout RunSettings) -> Void = { _ in }
    ) async throws -> BatchPlan {
        var settings = settings(at: emulator)
        change(&settings)
        return try await planBatch(settings, account: account)
    }

    /// Lets the ledger know that the account takes many calls a second.
    private func knowPace() async throws {
        try await RunLedger.withLedger(at: ledgerPath) { ledger in
            try await ledger.learn(
                LearnedAccount(ratePerSecond: 1000, atOnce: 8), of: account.name, at: .emulator)
        }
    }

    /// Makes a batch in a folder of its own.
    static func with(
        knowsPace: Bool = true, _ jobs: [ListedJob] = [],
        _ body: (TestBatch) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try await body(try await make(in: folder, knowsPace: knowsPace, jobs))
        }
    }

    /// Makes a batch in a folder of its own, beside a silent emulator.
    static func with(
        knowsPace: Bool = true, _ jobs: [ListedJob] = [],
        _ change: (inout EmulatorSettings) throws -> Void = { _ in },
        perform body: (TestBatch, RunningEmulator) async throws -> Void
    ) async throws {
        try await with(knowsPace: knowsPace, jobs) { batch in
            try await withSilentEmulator(change) { try await body(batch, $0) }
        }
    }

    /// Makes a batch in a folder, which is made as well.
    static func make(
        in folder: String, knowsPace: Bool = true, _ jobs: [ListedJob] = []
    ) async throws -> TestBatch {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let batch = TestBatch(folder: folder)
        if knowsPace { try await batch.knowPace() }
        if !jobs.isEmpty { try batch.list(jobs) }
        return batch
    }
}

/// A row of the job list.
struct ListedJob {
    var id: String
    var text: String
    var voice = "reader_en_m-v1"
    var output = ""
}

extension [ListedJob] {
    /// So many jobs with short texts of their own: `line-1` and so on.
    static func lines(_ count: Int) -> [ListedJob] {
        (1...count).map { ListedJob(id: "line-\($0)", text: "This is line number \($0).") }
    }
}

extension Logger {
    static let silent = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
}
