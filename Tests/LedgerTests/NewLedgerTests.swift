import Foundation
import Ledger
import SQLiteConnection
import TestSupport
import Testing

/// How a ledger comes to be, and what earlier versions left when they were killed at it.
@Suite(.timeLimit(.minutes(10)))
struct NewLedgerTests {
    /// The steps by which earlier versions made a ledger under its own name, up to the first commit.
    private static let steps = [
        "PRAGMA journal_mode = WAL;", "PRAGMA synchronous = FULL;", "BEGIN IMMEDIATE;",
        "CREATE TABLE batch (batch_id INTEGER PRIMARY KEY, name TEXT) STRICT;",
        "PRAGMA application_id = 0x4B4C4E47;",
    ]

    @Test("what a run killed while it made the ledger left is finished", arguments: 0...5)
    func killed(after count: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            let steps = Self.steps.prefix(count).joined(separator: "\n")
            try shell(
                "touch '\(path)'; sqlite3 '\(path)' <<'END'\n\(steps)\n"
                    + ".shell kill -9 $PPID\nEND", mayFail: true)
            try await expectWorks(path)
        }
    }

    @Test("what every version of the making left in its log alone is a ledger")
    func firstCommitInLog() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { _ in }
            let schema = try shell("sqlite3 '\(path)' .schema")
            let version = try shell("sqlite3 '\(path)' 'PRAGMA user_version'")
            try shell("rm '\(path)'*")
            let steps =
                "PRAGMA journal_mode = WAL; BEGIN; \(schema) PRAGMA application_id = 0x4B4C4E47; "
                + "PRAGMA user_version = \(version); COMMIT;"
            try shell(
                "sqlite3 '\(path)' <<'END'\n\(steps)\n.shell kill -9 $PPID\nEND", mayFail: true)
            #expect(try filesIn(folder).contains("ledger.sqlite-wal"))
            #expect(try LedgerReader(path: path)?.batches().isEmpty == true)
            try await expectWorks(path)
        }
    }

    @Test("a file of our tables alone, without the number that says whose it is, is a ledger")
    func unsigned() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { _ in }
            try shell("sqlite3 '\(path)' 'PRAGMA application_id = 0'")
            try await expectWorks(path)
            #expect(try shell("sqlite3 '\(path)' 'PRAGMA application_id'") == "1263291975\n")
        }
    }

    @Test("a file without a number that has other tables is refused and left as it is")
    func strangersTables() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/notes.sqlite"
            try shell("sqlite3 '\(path)' 'PRAGMA user_version = 1; CREATE TABLE note (text)'")
            let before = try Data(contentsOf: URL(filePath: path))
            await #expect(throws: LedgerError.foreign(path: path)) {
                try await RunLedger.withLedger(at: path) { _ in }
            }
            #expect(throws: LedgerError.foreign(path: path)) { try LedgerReader(path: path) }
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    @Test("what a run killed while it gave the ledger its name left is removed")
    func leftParts() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try shell("touch '\(path).17.part' '\(path).17.part-wal' '\(path).mine.part'")
            try await RunLedger.withLedger(at: path) { _ in }
            #expect(try filesIn(folder).contains("ledger.sqlite.mine.part"))
            #expect(try filesIn(folder).isDisjoint(with: ["ledger.sqlite.17.part"]))
            try shell("ln '\(path)' '\(path).18.part'")
            try await expectWorks(path)
            #expect(try filesIn(folder).isDisjoint(with: ["ledger.sqlite.18.part"]))
        }
    }

    @Test("a log without its file is kept, and no new ledger is made beside it")
    func logWithoutFile() async throws {
        try await withTemporaryFolder { folder in
            let kept = try await ledgerWithLog(in: folder)
            for command in ["mv '\(kept)' '\(folder)/aside'", "touch '\(kept)'"] {
                try shell(command)
                let error = LedgerError.unusable(path: kept, .logWithoutFile)
                await #expect(throws: error) { try await RunLedger.withLedger(at: kept) { _ in } }
                #expect(throws: error) { try LedgerReader(path: kept) }
            }
            try shell("mv '\(folder)/aside' '\(kept)'")
            #expect(try LedgerReader(path: kept)?.batches().count == 1)
        }
    }

    @Test("a ledger and all beside it is for its owner alone, an earlier one is made so")
    func permissions() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/deep/er/ledger.sqlite"
            for _ in 1...2 {
                try await RunLedger.withLedger(at: path) { ledger in
                    _ = try ledger.plan(jobs: [job("a.mp3", "A.")])
                    let modes = try shell("cd '\(folder)/deep/er' && stat -c '%a %n' *")
                    #expect(modes.split(separator: "\n").count == 5)
                    #expect(modes.split(separator: "\n").allSatisfy { $0.hasPrefix("600 ") })
                }
                try shell("chmod 644 '\(path)'")
            }
            #expect(try shell("cd '\(folder)' && stat -c %a deep deep/er") == "700\n700\n")
        }
    }

    private func expectWorks(_ path: String) async throws {
        try await RunLedger.withLedger(at: path, mayWait: { false }) { ledger in
            _ = try ledger.plan(jobs: [job("a.mp3", "A.")])
        }
        #expect(try LedgerReader(path: path)?.batches().map(\.name) == ["greetings"])
    }
}
