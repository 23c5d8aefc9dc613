import Foundation
import GRDB

/// How the ledger's file is opened.
enum LedgerFile {
    /// Opens the one writing connection: WAL, synced commits, schema up to date.
    static func openForWriting(path: String) throws -> DatabaseQueue {
        try refuseForeign(path: path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        let database = try attempt(path) {
            try DatabaseQueue(path: path, configuration: configuration)
        }
        try attempt(path) {
            try database.writeWithoutTransaction { database in
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA foreign_keys = ON")
                try LedgerSchema.migrate(database, path: path)
                let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? 0
                guard synchronous >= 2 else {
                    throw LedgerError.notDurable(path: path, synchronous: synchronous)
                }
            }
        }
        return database
    }

    /// Opens a connection that only reads, beside a run or without one.
    ///
    /// Returns nil where there is no ledger yet. A ledger that nobody writes is opened as
    /// immutable, so that reading leaves no side files behind. One of an earlier version is read
    /// from a copy in memory that is brought up to date; the file itself waits for the next run.
    static func openForReading(path: String) throws -> DatabaseQueue? {
        guard let size = fileSize(path), size > 0 else { return nil }
        try refuseForeign(path: path)
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        let isQuiet = (fileSize(path + "-wal") ?? 0) == 0
        let target = isQuiet ? immutableAddress(path) : path
        return try attempt(path) {
            let database = try DatabaseQueue(path: target, configuration: configuration)
            let version = try database.read {
                try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0
            }
            guard version <= LedgerSchema.migrations.count else {
                throw LedgerError.newer(path: path, version: version)
            }
            guard version < LedgerSchema.migrations.count else { return database }
            let copy = try DatabaseQueue()
            try database.backup(to: copy)
            try copy.writeWithoutTransaction { try LedgerSchema.migrate($0, path: path) }
            return copy
        }
    }

    /// SQLite's URI of a file that does not change while it is open.
    private static func immutableAddress(_ path: String) -> String {
        let allowed = CharacterSet(charactersIn: "/").union(.alphanumerics)
        let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
        let escaped = absolute.addingPercentEncoding(withAllowedCharacters: allowed) ?? absolute
        return "file:\(escaped)?immutable=1"
    }

    /// Throws unless the file is absent, empty, or an SQLite file with our `application_id`.
    private static func refuseForeign(path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { return }
        defer { try? file.close() }
        let header = (try? file.read(upToCount: 100)) ?? Data()
        if header.isEmpty { return }
        let magic = Data("SQLite format 3\0".utf8)
        guard header.count == 100, header.prefix(magic.count) == magic else {
            throw LedgerError.foreign(path: path)
        }
        // The application_id stands big-endian at offset 68 of an SQLite file's header.
        let applicationID = header[68..<72].reduce(0) { $0 << 8 | Int($1) }
        guard applicationID == LedgerSchema.applicationID else {
            // A ledger whose first commit still stands in the write-ahead log shows zero here.
            let isYoung = applicationID == 0 && (fileSize(path + "-wal") ?? 0) > 0
            guard isYoung else { throw LedgerError.foreign(path: path) }
            return
        }
    }

    private static func fileSize(_ path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue
    }

    /// Turns SQLite's errors into the ledger's own.
    static func attempt<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw LedgerError.foreign(path: path)
        } catch let error as DatabaseError {
            throw LedgerError.unusable(
                path: path, reason: error.message ?? "SQLite error \(error.resultCode.rawValue)")
        }
    }
}
