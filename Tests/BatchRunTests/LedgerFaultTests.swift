import Audiobooks
import BatchPlanning
import BatchRun
import DurableFiles
import Foundation
import JobLists
import KlingEmulator
import Ledger
import TestServers
import TestSupport
import Testing

/// What a ledger that takes no more rows does to the making of files.
@Suite(.timeLimit(.minutes(10)), .needs("sqlite3"))
struct LedgerFaultTests {
    /// Makes the ledger of a batch refuse every row of a table.
    private func refuseRows(
        in table: String, where condition: String = "true", of batch: TestBatch
    ) throws {
        try output(of: [
            "sqlite3", batch.ledgerPath,
            "CREATE TRIGGER refuse BEFORE INSERT ON \(table) WHEN \(condition) "
                + "BEGIN SELECT RAISE(ABORT, 'refused'); END",
        ])
    }

    @Test(
        "the log that a killed run left goes with whoever holds the ledger next",
        arguments: [false, true])
    func leftLog(prunes: Bool) async throws {
        try await TestBatch.with(.lines(1)) { batch, emulator in
            try await batch.finish(at: emulator)
            try output(of: [
                "sqlite3", "-cmd", ".dbconfig no_ckpt_on_close on", batch.ledgerPath,
                "UPDATE batch SET project = 'one'",
            ])
            let log = batch.ledgerPath + "-wal"
            try #require(FileManager.default.fileExists(atPath: log))
            if prunes {
                _ = try await prune(PruneSettings(ledgerPath: batch.ledgerPath))
            } else {
                try await batch.finish(at: emulator)
            }
            #expect(!FileManager.default.fileExists(atPath: log))
        }
    }

    @Test("a track that cannot be written down ends the run with that error and holds no job")
    func track() async throws {
        try await TestBatch.with(.lines(3)) { batch in
            try refuseRows(in: "track", of: batch)
            try await withSilentEmulator { emulator in
                let summary = try await batch.run(at: emulator)
                guard case .stopped(let reason) = summary.end else {
                    Issue.record("\(summary.end)")
                    return
                }
                #expect(reason.contains("a row was refused"))
                #expect(try batch.states()["held"] == nil)
            }
        }
    }

    @Test(
        "a playlist or an audiobook that cannot be written down ends the run as the ledger's error",
        arguments: ["m3u8", "mp3"])
    func book(ending: String) async throws {
        try await TestBatch.with { batch in
            let path = batch.folder + "/lamp.md"
            try "---\ntitle: The Lamp\n---\n\n## One\n\nIt is dark.\n\n## Two\n\nIt is light.\n"
                .write(toFile: path, atomically: true, encoding: .utf8)
            try refuseRows(in: "book_file", where: "NEW.file LIKE '%.\(ending)'", of: batch)
            try await withSilentEmulator { emulator in
                let error = await #expect(throws: LedgerError.self) {
                    try await batch.run(at: emulator) { settings in
                        settings.inputs = [path]
                        settings.reading.defaults.voiceID = "calm_story1"
                        settings.book.audiobook = .init(format: .mp3)
                    }
                }
                let reason = error?.description
                #expect(reason?.contains("a row was refused") == true)
                let states = try batch.states()
                #expect(states == ["done": 2])
            }
        }
    }
}
