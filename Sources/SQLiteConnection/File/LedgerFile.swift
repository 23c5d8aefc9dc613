import Foundation
import GRDB
import Ledger
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How the ledger's file is opened for writing.
enum LedgerFile {
    /// Opens the one writing connection: WAL, synced commits, schema up to date.
    static func openForWriting(_ place: LedgerPlace, _ lock: LedgerLock) throws -> DatabaseQueue {
        try refuseSeveralNames(of: place, lock)
        try refuseForeign(place, lock)
        guard !LedgerLog(path: place.log).isDamaged else { throw place.refusal(.damagedLog) }
        keepPrivate(place, lock)
        _ = FreedMemory.isKept
        return try attempt(place) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            let database = try DatabaseQueue(path: place.path, configuration: configuration)
            try database.writeWithoutTransaction { database in
                let contents = try LedgerContents(of: database)
                try contents.refuseForeign(at: place)
                try makeDurable(database, place)
                try contents.claim(in: database)
                try LedgerSchema.migrate(database, path: place.given)
            }
            return database
        }
    }

    /// Makes a connection write ahead and sync every commit, and reads back that it does.
    static func makeDurable(_ database: Database, _ place: LedgerPlace) throws {
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.execute(sql: "PRAGMA foreign_keys = ON")
        let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? 0
        guard synchronous >= 2 else {
            throw LedgerError.notDurable(
                path: place.given, setting: "synchronous=\(synchronous)")
        }
    }

    /// A file of several names may have a log under each, of which SQLite sees one.
    ///
    /// A part of the making of this very file, left by a run that was killed, is removed.
    private static func refuseSeveralNames(of place: LedgerPlace, _ lock: LedgerLock) throws {
        guard try FileState.of(lock.file).nameCount > 1 else { return }
        NewLedger.removeParts(of: place)
        guard try FileState.of(lock.file).nameCount > 1 else { return }
        let others = NewLedger.names(in: place.folder)
            .map { place.folder + "/" + $0 }
            .filter { path in
                let state = (try? FileState.at(path, followsLink: false)) ?? nil
                return path != place.path && state?.identity == lock.identity
            }
        throw place.refusal(.severalNames(others: others.sorted()))
    }

    /// Throws where the file's first bytes show that it is none of ours, before SQLite may change it.
    private static func refuseForeign(_ place: LedgerPlace, _ lock: LedgerLock) throws {
        var head = [UInt8](repeating: 0, count: SQLiteHead.byteCount)
        let count = try head.withUnsafeMutableBytes {
            try lock.file.read(fromAbsoluteOffset: 0, into: $0)
        }
        guard count == head.count, let head = SQLiteHead(head) else {
            throw LedgerError.foreign(path: place.given)
        }
        if head.applicationID == LedgerSchema.applicationID {
            try LedgerContents.refuse(version: head.userVersion, at: place)
        } else if head.applicationID != 0 {
            throw LedgerError.foreign(path: place.given)
        } else if place.byteCount(place.journal) == 0 {
            // Versions that made the file under its own name could leave it so. Its tables tell, and
            // reading them changes nothing; a journal SQLite has to play back before it can read.
            try SQLiteReader.contents(of: place).refuseForeign(at: place)
        }
    }

    /// The ledger holds whole texts and addresses of paid audio: for its owner alone.
    ///
    /// What SQLite makes beside it has the file's own permissions.
    private static func keepPrivate(_ place: LedgerPlace, _ lock: LedgerLock) {
        if let state = try? FileState.of(lock.file), state.isOwn, state.isOpenToOthers {
            fchmod(lock.file.rawValue, 0o600)
        }
        for path in [place.log, place.logIndex] {
            if let state = try? FileState.at(path, followsLink: false), state.isOwn,
                state.isOpenToOthers, state.otherKind == nil
            {
                chmod(path, 0o600)
            }
        }
    }

    /// Turns errors of SQLite and the system into the ledger's own; others pass.
    static func attempt<Value>(_ place: LedgerPlace, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw LedgerError(error, of: place) ?? error
        }
    }
}

/// What the first bytes of an SQLite file say.
///
/// Source: https://www.sqlite.org/fileformat2.html#the_database_header
struct SQLiteHead {
    static let byteCount = 100
    private static let magic = [UInt8]("SQLite format 3\0".utf8)

    let userVersion: Int
    let applicationID: Int

    /// Nil for bytes that no SQLite file begins with.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: Self.magic) else { return nil }
        func number(at offset: Int) -> Int {
            Int(bytes[offset..<offset + 4].reduce(Int32(0)) { $0 << 8 | Int32($1) })
        }
        userVersion = number(at: 60)
        applicationID = number(at: 68)
    }
}
