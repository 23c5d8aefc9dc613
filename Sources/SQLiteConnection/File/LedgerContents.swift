import GRDB
import Ledger

/// What an SQLite file is to a ledger, by its numbers and the names of its tables.
struct LedgerContents {
    private let applicationID: Int
    let version: Int
    private let tables: Set<String>

    init(of database: Database) throws {
        applicationID = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        tables = try String.fetchSet(
            database,
            sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    }

    /// Whether a run has begun to make it and written nothing yet.
    var isEmpty: Bool { applicationID == 0 && version == 0 && tables.isEmpty }

    /// Throws where the file is none of ours, or of no version that this program knows.
    func refuseForeign(at place: LedgerPlace) throws {
        if isEmpty { return }
        guard applicationID == LedgerSchema.applicationID || isUnsigned else {
            throw LedgerError.foreign(path: place.given)
        }
        try Self.refuse(version: version, at: place)
    }

    static func refuse(version: Int, at place: LedgerPlace) throws(LedgerError) {
        guard version >= 0 else { throw place.refusal(.oddVersion(version)) }
        guard version <= LedgerSchema.migrations.count else {
            throw .newer(path: place.given, version: version)
        }
    }

    /// Whether it has our tables and only ours, and lacks the number that says so.
    ///
    /// Earlier versions of this program made the file under its own name, and the number reached
    /// it last.
    private var isUnsigned: Bool {
        guard applicationID == 0, version > 0, !tables.isEmpty else { return false }
        guard let known = try? Self.ofNewLedger() else { return false }
        return tables.isSubset(of: known.tables)
    }

    /// Writes the number that says whose file it is.
    func claim(in database: Database) throws {
        guard applicationID == 0, !isEmpty else { return }
        try database.execute(sql: "PRAGMA application_id = \(LedgerSchema.applicationID)")
    }

    private static func ofNewLedger() throws -> LedgerContents {
        let database = try DatabaseQueue()
        return try database.writeWithoutTransaction { database in
            try LedgerSchema.migrate(database, path: ":memory:")
            return try LedgerContents(of: database)
        }
    }
}
