import Foundation
import GRDB
import Ledger
import SystemPackage

/// A connection that reads a ledger, and tells errors as the ledger's own.
///
/// The file is opened by SQLite alone. A descriptor of our own, closed while a run in this process
/// has the file open, would drop that run's locks.
struct SQLiteReader: LedgerConnection {
    private let database: DatabaseQueue
    private let place: LedgerPlace

    /// Reads through a connection that is open.
    init(_ database: DatabaseQueue, of place: LedgerPlace) {
        self.database = database
        self.place = place
    }

    /// Opens a connection that only reads, beside a run or without one.
    ///
    /// Nil where there is no ledger yet. One of an earlier version is read from a copy in memory
    /// that is brought up to date; the file itself waits for the next run.
    init?(_ place: LedgerPlace) throws {
        guard let state = try place.state(), state.byteCount > 0 else {
            guard LedgerLog(path: place.log).isEmpty else { throw place.refusal(.logWithoutFile) }
            return nil
        }
        let opened = try LedgerFile.attempt(place) { () throws -> DatabaseQueue? in
            let database = try Self.open(place)
            let contents = try database.read { try LedgerContents(of: $0) }
            try contents.refuseForeign(at: place)
            if contents.isEmpty { return nil }
            guard contents.version < LedgerSchema.migrations.count else { return database }
            let copy = try DatabaseQueue()
            try database.backup(to: copy)
            try copy.writeWithoutTransaction { try LedgerSchema.migrate($0, path: place.given) }
            return copy
        }
        guard let opened else { return nil }
        self.init(opened, of: place)
    }

    /// An empty ledger in memory.
    static func ofNothing() throws -> SQLiteReader {
        let database = try DatabaseQueue()
        try database.writeWithoutTransaction { try LedgerSchema.migrate($0, path: ":memory:") }
        return SQLiteReader(database, of: try LedgerPlace(":memory:", makesFolder: false))
    }

    func transaction<Value>(_ body: (any LedgerTransaction) throws -> Value) throws -> Value {
        try LedgerFile.attempt(place) {
            try database.read { try body(SQLiteTransaction(database: $0)) }
        }
    }

    /// What the file holds.
    static func contents(of place: LedgerPlace) throws -> LedgerContents {
        try LedgerFile.attempt(place) {
            let database = try open(place)
            defer { try? database.close() }
            return try database.read { try LedgerContents(of: $0) }
        }
    }

    /// Opens the file as it lies there.
    ///
    /// Without a log nobody writes it: it is opened as immutable, so that reading leaves no files
    /// beside it. A log in a folder where nothing can be written is read from a copy of both.
    private static func open(_ place: LedgerPlace) throws -> DatabaseQueue {
        guard !LedgerLog(path: place.log).isDamaged else { throw place.refusal(.damagedLog) }
        let hasSideFile = try [place.log, place.journal].contains { try FileState.at($0) != nil }
        guard hasSideFile else { return try connect(immutableAddress(place.path)) }
        do {
            return try connect(place.path)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
            return try copy(place)
        }
    }

    private static func connect(_ target: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        let database = try DatabaseQueue(path: target, configuration: configuration)
        // SQLite opens the log at the first question.
        _ = try database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        return database
    }

    /// Reads the file and its log into memory, by way of a folder of our own.
    ///
    /// No run of this process can have the file open: it lies where nothing can be written.
    private static func copy(_ place: LedgerPlace) throws -> DatabaseQueue {
        let files = FileManager.default
        let folder = files.temporaryDirectory
            .appendingPathComponent("kling-batch-\(UUID().uuidString)").path
        try files.createDirectory(
            atPath: folder, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        defer { try? files.removeItem(atPath: folder) }
        try files.copyItem(atPath: place.path, toPath: folder + "/ledger.sqlite")
        try files.copyItem(atPath: place.log, toPath: folder + "/ledger.sqlite-wal")
        let copied = try connect(folder + "/ledger.sqlite")
        defer { try? copied.close() }
        let copy = try DatabaseQueue()
        try copied.backup(to: copy)
        return copy
    }

    /// SQLite's URI of a file that does not change while it is open.
    private static func immutableAddress(_ path: String) -> String {
        let allowed = CharacterSet(charactersIn: "/").union(.alphanumerics)
        let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
        return "file:\(escaped)?immutable=1"
    }
}
