import Audiobooks
import BatchPlanning
import BatchRun
import Clips
import Foundation
import JobLists
import KlingEmulator
import Ledger
import Ledgers
import SQLiteConnection
import SpeechTasks
import TestServers
import TestSupport
import Testing

/// The batches that a command of an earlier version left behind, in a folder of the test's own.
///
/// Tests/LedgerTests/Ledgers/README.md says what each of them came to.
struct OldBatches: Sendable {
    let version: Int
    let folder: String
    let emulator: RunningEmulator
    let events = EventLog()

    private var account: Account { Account(token: "the-token") }
    var ledgerPath: String { folder + "/ledger.sqlite" }

    /// The batches and their inputs, in the order in which they were made.
    private static let inputs = [
        ("finished", "finished.csv"), ("pieces", "pieces.csv"), ("stopped", "stopped.csv"),
        ("book", "lamp.md"), ("film", "harbour.srt"), ("refused", "refused.csv"),
        ("held", "doubtful.csv"), ("repeated", "repeated.csv"), ("expired", "expired.csv"),
        ("split", "split.csv"), ("killed", "killed.csv"),
    ]

    /// The batches there are: books came with version 2, films with version 3.
    var names: [String] {
        Self.inputs.map(\.0).filter {
            ($0 != "book" || version >= 2) && ($0 != "film" || version >= 3)
        }
    }

    /// Runs with a copy of an old ledger's batches and an emulator in the place of the old one.
    static func with(
        version: Int, _ body: (OldBatches) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try await withSilentEmulator { emulator in
                let old = OldBatches(version: version, folder: folder, emulator: emulator)
                try old.copy()
                try await body(old)
            }
        }
    }

    private func copy() throws {
        let ledgers = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../LedgerTests/Ledgers").standardized.path
        try FileManager.default.copyItem(atPath: "\(ledgers)/version\(version)", toPath: folder)
        try FileManager.default.copyItem(
            atPath: "\(ledgers)/inputs", toPath: folder + "/inputs")
        try move(from: "/tmp/old-ledger/version\(version)", "http://127.7.7.\(version):8091")
    }

    /// Puts this folder and this emulator in the place of those the batches were made with.
    ///
    /// The account's pace is written down as well, so that no test waits for it to be found. The log
    /// of a killed run stays a log.
    private func move(from oldFolder: String, _ oldAddress: String) throws {
        let paths = ["batch.inputs", "batch.output_folder", "job.source"]
        let books = version >= 2 ? ["book.source"] : []
        let addresses = ["batch.settings", "attempt.audio_url"]
        let moves =
            (paths + books).map { ($0, oldFolder, folder) }
            + addresses.map { ($0, oldAddress, emulator.address) }
        let statements = moves.map { column, old, new in
            let parts = column.split(separator: ".")
            return "UPDATE \(parts[0]) SET \(parts[1]) = replace(\(parts[1]), '\(old)', '\(new)');"
        }
        _ = try sqlite(
            ".dbconfig no_ckpt_on_close on", "PRAGMA wal_autocheckpoint = 0;",
            statements.joined(separator: "\n"),
            """
            INSERT INTO pace (service, account, rate_per_second, at_once, learned_at)
            VALUES ('emulator', '\(account.name)', 1000, 8, 0)
            ON CONFLICT (service, account) DO UPDATE SET rate_per_second = 1000, at_once = 8;
            """)
    }

    /// What the shell of SQLite says to these lines.
    @discardableResult
    func sqlite(_ lines: String...) throws -> String {
        try output(
            of: ["sqlite3", "-bail", ledgerPath],
            input: Data(lines.map { $0 + "\n" }.joined().utf8))
    }

    /// What the old command was given, with today's names.
    func settings(_ name: String) throws -> RunSettings {
        let input = try #require(Self.inputs.first { $0.0 == name }).1
        var calls = CallSettings()
        calls.baseURL = emulator.address
        var settings = RunSettings(
            inputs: [folder + "/inputs/" + input], batchName: name,
            outputFolder: folder + "/tracks/" + name, ledgerPath: ledgerPath, calls: calls)
        settings.reading.defaults.voiceID = "reader_en_m-v1"
        switch name {
        case "pieces": settings.calls.maximumCharacters = 40
        case "book":
            settings.calls.maximumCharacters = 80
            settings.reading.defaults.speed = Thousandths(2000)
            settings.book.audiobook = .init(format: .mp3)
        case "film": settings.calls.language = "en"
        case "held": settings.holdsUnknown = true
        default: break
        }
        return settings
    }

    /// What the same command would pay for now.
    func callsToPay(_ name: String) async throws -> Int {
        try await planBatch(settings(name), account: account).figures.callsToPay
    }

    /// Gives a command again.
    @discardableResult
    func run(
        _ name: String, _ change: (inout RunSettings) -> Void = { _ in }
    ) async throws -> RunSummary {
        var settings = try settings(name)
        change(&settings)
        return try await runBatch(
            settings, account: account, logger: .silent
        ) { events.add($0) }
    }

    /// Opens a batch's failed and held jobs again, called as the ledger says it was.
    func retry(_ name: String) async throws {
        let calls = try ledger(name) { CallSettings(storedWith: $1) { _ in } }
        let settings = RetrySettings(batchName: name, ledgerPath: ledgerPath, calls: calls)
        _ = try await retryBatch(
            settings, account: account, logger: .silent
        ) { events.add($0) }
    }

    /// Asks the ledger of a batch.
    func ledger<Value>(
        _ name: String, _ question: (LedgerReader, BatchRow) throws -> Value
    ) throws -> Value {
        let reader = try #require(try LedgerReader(path: ledgerPath))
        return try question(reader, try #require(try reader.batch(named: name)))
    }

    /// Tasks of a batch that no call has brought anything for yet, whether or not one is armed.
    func waitingTasks(_ name: String) throws -> Int {
        try ledger(name) { try $0.progress(of: $1.batch).tasks[.waiting, default: 0] }
    }

    func states(_ name: String) throws -> [String: Int] {
        try ledger(name) { reader, row in
            let jobs = try reader.progress(of: row.batch).jobs
            return Dictionary(uniqueKeysWithValues: jobs.map { ($0.rawValue, $1) })
        }
    }

    /// What `verify` finds.
    func faultsFound(_ name: String) async throws -> [String] {
        let reader = try #require(try LedgerReader(path: ledgerPath))
        let row = try #require(try reader.batch(named: name))
        var faults: [String] = []
        _ = try await verifyBatch(row, in: reader, clipsFolder: clipsFolder(ofLedger: ledgerPath)) {
            faults.append("\($0.file): \($0.reason)")
        }
        return faults
    }
}
