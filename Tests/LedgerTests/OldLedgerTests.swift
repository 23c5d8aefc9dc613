import Foundation
import Ledger
import SQLiteConnection
import SpeechTasks
import TestSupport
import Testing

/// Ledgers as the commands of versions 1 to 6 left them, the last run killed.
@Suite(.timeLimit(.minutes(10)))
struct OldLedgerTests {
    @Test(
        "an old ledger is read to the numbers its own command reported, and stays as it is",
        arguments: OldLedger.all)
    func read(_ old: OldLedger) throws {
        try withTemporaryFolder { folder in
            let path = try old.copy(into: folder)
            let before = try contents(path)
            let reader = try #require(try LedgerReader(path: path))
            try expectReports(of: old, in: reader)
            #expect(try contents(path) == before)
        }
    }

    @Test(
        "a run brings an old ledger up to date: whole, with every row and every sum",
        arguments: OldLedger.all)
    func migrate(_ old: OldLedger) async throws {
        try await withTemporaryFolder { folder in
            let path = try old.copy(into: folder)
            let (version, rows) = try look(at: old) {
                (try sqlite($0, "PRAGMA user_version"), try sqlite($0, Self.rows(in: old)))
            }
            #expect(version == "\(old.version)\n")
            try await RunLedger.withLedger(at: path) { ledger in
                try expectReports(of: old, in: ledger.reader)
            }
            #expect(try sqlite(path, "PRAGMA user_version") == "\(RunLedger.version)\n")
            #expect(try sqlite(path, "PRAGMA integrity_check") == "ok\n")
            #expect(try sqlite(path, "PRAGMA foreign_key_check").isEmpty)
            #expect(try sqlite(path, Self.rows(in: old)) == rows)
            let new = try sqlite(await newLedger(in: folder), Self.schema)
            #expect(try sqlite(path, Self.schema) == new)
        }
    }

    @Test(
        "what a killed run left armed is of unknown outcome, and its claims are free",
        arguments: OldLedger.all)
    func settleKilledRun(_ old: OldLedger) async throws {
        try await withTemporaryFolder { folder in
            let path = try old.copy(into: folder)
            let armed = "SELECT group_concat(attempt_id) FROM attempt WHERE "
            let left = try look(at: old) { try sqlite($0, armed + "state = 'armed'") }
            #expect(left != "\n")
            try await RunLedger.withLedger(at: path) { _ in }
            let settled = armed + "state = 'unknown' AND settled_by = 'restart'"
            #expect(try sqlite(path, settled) == left)
            #expect(try sqlite(path, armed + "state = 'armed'") == "\n")
            let claims = "SELECT count(*) FROM task WHERE claimed_by IS NOT NULL"
            #expect(try sqlite(path, claims) == "0\n")
            let open = "SELECT count(*) FROM run WHERE ended_at IS NULL AND outcome IS NOT 'killed'"
            #expect(try sqlite(path, open) == "0\n")
        }
    }

    private func expectReports(of old: OldLedger, in reader: LedgerReader) throws {
        let reports = try old.reports()
        #expect(try Set(reader.batches().map(\.name)) == Set(reports.map(\.batch)))
        for report in reports {
            let batch = try #require(try reader.batch(named: report.batch)).batch
            let calls = try reader.calls(of: batch)
            #expect(calls.count == report.calls)
            // From version 5 on what a killed run left armed is settled by the next run alone.
            let byState = calls.byState.map {
                ($0.key == .armed ? AttemptState.unknown.rawValue : $0.key.rawValue, $0.value)
            }
            #expect(Dictionary(byState, uniquingKeysWith: +) == report.callsByState)
            #expect(calls.surelySpent == Money(report.surelySpentCny))
            #expect(calls.atMostSpent == Money(report.atMostSpentCny))
            let progress = try reader.progress(of: batch)
            let jobs = progress.jobs.map {
                ($0.key == .ready ? JobState.waiting.rawValue : $0.key.rawValue, $0.value)
            }
            #expect(Dictionary(jobs, uniquingKeysWith: +) == report.jobsByState)
            #expect(progress.characters == report.characters)
        }
    }

    /// The bytes of a ledger and its log; SQLite may make its index of the log anew.
    private func contents(_ path: String) throws -> [Data?] {
        [path, path + "-wal"].map { FileManager.default.contents(atPath: $0) }
    }

    /// Asks a copy of the ledger, since to open it with any tool copies the log into it.
    private func look<Value>(at old: OldLedger, _ body: (String) throws -> Value) throws -> Value {
        try withTemporaryFolder { try body(try old.copy(into: $0)) }
    }

    private func sqlite(_ path: String, _ sql: String) throws -> String {
        try shell("sqlite3 '\(path)' <<'E'\n\(sql);\nE\n")
    }

    private func newLedger(in folder: String) async throws -> String {
        let path = folder + "/new.sqlite"
        try await RunLedger.withLedger(at: path) { _ in }
        return path
    }

    /// Everything that a version had in its tables but for what a restart settles.
    private static func rows(in old: OldLedger) -> String {
        let columns = [
            "batch": """
            name, service, inputs, output_folder, settings, generation, price, budget,
            at_most_spent, repeat_spent, max_unknown_spend, on_unknown, charged_refusals,
            created_at
            """,
            "run": "batch_id, started_at, ended_at",
            "job": """
            batch_id, position, source, line, kind, id, title, output, characters, task_count,
            hex(content_hash), state, reason
            """,
            "task": """
            hex(hash), service, text, characters, voice_id, speed, volume, state, reason,
            detail, cut_from, fence
            """,
            "job_task": "job_id, position, task_id",
            "attempt": """
            attempt_id, task_id, batch_id, run_id, replace(state, 'armed', 'unknown'),
            is_repeat, armed_at, http_status, code, request_id, audio_id, audio_url,
            duration_ms, created_at, cost
            """,
            "clip": "task_id, attempt_id, file, byte_count, hex(sha256), duration_ms, stored_at",
            "track": "job_id, file, byte_count, hex(sha256), duration_ms, clip_count, made_at",
            "pace": "service, account, rate_per_second, at_once, text_length, learned_at",
        ]
        let books = [
            "book": "book_id, batch_id, generation, source, description",
            "book_file": "book_id, part, file, byte_count, hex(sha256), hex(made_from), made_at",
        ]
        let films = [
            "speech_rate": "batch_id, voice_id, language, characters_per_second",
            "job_file": "job_id, file, byte_count, hex(sha256)",
        ]
        var tables = columns
        if old.version >= 2 { tables.merge(books) { $1 } }
        if old.version >= 3 { tables.merge(films) { $1 } }
        return tables.sorted { $0.key < $1.key }
            .map { "SELECT '\($0.key)', \($0.value) FROM \($0.key) ORDER BY 2, 3, 4" }
            .joined(separator: ";\n")
    }

    /// All columns and indexes, in a form that does not tell how they came to be.
    private static let schema = """
        SELECT t.name || '.' || c.name || ' ' || c.type || c."notnull" || c.pk
            || coalesce(c.dflt_value, '')
        FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
        WHERE t.type = 'table' ORDER BY 1;
        SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY 1
        """
}
