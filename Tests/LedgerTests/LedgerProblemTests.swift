import Foundation
import Ledger
import SQLiteConnection
import TestSupport
import Testing

/// What cannot be used as a ledger is told by its cause, at once, and left as it is.
@Suite(.timeLimit(.minutes(10)))
struct LedgerProblemTests {
    @Test(
        "a pipe, a folder and a device are no ledger",
        arguments: [
            ("mkfifo ledger.sqlite", "a pipe"), ("mkdir ledger.sqlite", "a folder"),
            ("ln -s /dev/zero ledger.sqlite", "a device"),
        ])
    func noFile(command: String, kind: String) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try shell("cd '\(folder)' && \(command)")
            let error = LedgerError.unusable(path: path, .notAFile(kind: kind))
            await expectRefused(path, error)
        }
    }

    @Test("a version that no kling-batch writes is refused", arguments: [-1, -2_147_483_648])
    func oddVersion(version: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { _ in }
            try shell("sqlite3 '\(path)' 'PRAGMA user_version = \(version)'")
            await expectRefused(path, LedgerError.unusable(path: path, .oddVersion(version)))
        }
    }

    @Test("a version of the far future is refused", arguments: [99, 2_147_483_647])
    func newerVersion(version: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { _ in }
            try shell("sqlite3 '\(path)' 'PRAGMA user_version = \(version)'")
            await expectRefused(path, LedgerError.newer(path: path, version: version))
        }
    }

    @Test("a log whose start is damaged is refused, and moved away the ledger works again")
    func damagedLog() async throws {
        try await withTemporaryFolder { folder in
            let kept = try await ledgerWithLog(in: folder)
            try shell("printf damaged | dd of='\(kept)-wal' conv=notrunc status=none")
            await expectRefused(kept, LedgerError.unusable(path: kept, .damagedLog))
            try shell("rm '\(kept)-wal'")
            try await RunLedger.withLedger(at: kept) { _ in }
        }
    }

    @Test("a damaged file is told, and what docs/ledger.md saves of it is a ledger again")
    func damaged() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { ledger in
                _ = try ledger.plan(jobs: (1...500).map { job("\($0).mp3", "Text \($0).") })
            }
            let root = try shell(
                "sqlite3 '\(path)' \"SELECT rootpage FROM sqlite_schema WHERE name = 'run'\"")
            let page = try #require(Int(root.trimmingCharacters(in: .whitespacesAndNewlines)))
            try shell(
                "head -c 4096 /dev/urandom | dd of='\(path)' bs=4096 seek=\(page - 1) "
                    + "conv=notrunc status=none")
            let error = LedgerError.unusable(path: path, .damaged)
            #expect(throws: error) { try LedgerReader(path: path)?.latestBatch() }
            await #expect(throws: error) { try await RunLedger.withLedger(at: path) { _ in } }
            let saved = folder + "/saved.sqlite"
            try shell(
                """
                old='\(path)'; new='\(saved)'
                { sqlite3 "$old" .dump | sed 's/^ROLLBACK;.*/COMMIT;/'
                  echo "PRAGMA application_id = 0x4B4C4E47;"
                  echo "PRAGMA user_version = $(sqlite3 "$old" 'PRAGMA user_version');"
                } | sqlite3 "$new"
                """)
            let batches = try await RunLedger.withLedger(at: saved) { try $0.reader.batches() }
            #expect(batches.count == 1)
        }
    }

    @Test("no message speaks in SQLite's words")
    func words() {
        let problems: [LedgerProblem] = [
            .notAFile(kind: "a pipe"), .danglingLink, .severalNames(others: []), .logWithoutFile,
            .damagedLog, .damaged, .unfinished, .oddVersion(-1), .replaced, .full,
            .denied(what: "/a"), .readOnly, .locked, .noLocks(reason: "x"),
            .diskError(reason: "x"), .fault(code: "SQLite's code 1"), .noServers,
            .badAddress, .passwordInAddress, .unreachable(reason: "x"), .takenOver,
        ]
        for problem in problems {
            let message = "\(LedgerError.unusable(path: "/l.sqlite", problem))"
            #expect(message.hasPrefix("The ledger /l.sqlite cannot be used: "))
            for word in ["SELECT", "INSERT", "SQLITE_", "pragma"] {
                #expect(!message.contains(word))
            }
        }
    }

    private func expectRefused(_ path: String, _ error: LedgerError) async {
        let before = try? Data(contentsOf: URL(filePath: path + "-wal"))
        await #expect(throws: error) {
            try await RunLedger.withLedger(at: path, mayWait: { false }) { _ in }
        }
        #expect(throws: error) { try LedgerReader(path: path) }
        #expect((try? Data(contentsOf: URL(filePath: path + "-wal"))) == before)
    }
}
