import Foundation
import GRDB
import Ledger

/// An open transaction of SQLite.
///
/// Statements are compiled once a connection; a statement's text is what it is found by.
struct SQLiteTransaction: LedgerTransaction {
    let database: Database
    private let rows = RowsInHand()

    var dialect: Dialect { .sqlite }

    func changes(_ sql: LedgerSQL, _ arguments: [any LedgerArgument]) throws -> Int {
        rows.expectNone(before: sql)
        try statement(sql).execute(arguments: bindings(arguments))
        return database.changesCount
    }

    func forEachRow(
        _ sql: LedgerSQL, _ arguments: [any LedgerArgument], _ body: (any LedgerRow) throws -> Void
    ) throws {
        rows.expectNone(before: sql)
        rows.areThere = true
        defer { rows.areThere = false }
        let statement = try statement(sql)
        let columns = statement.columnNames
        let rows = try Row.fetchCursor(statement, arguments: bindings(arguments))
        let row = SQLiteRow(statement: statement.sqliteStatement, columns: columns)
        while try rows.next() != nil { try body(row) }
    }

    private func statement(_ sql: LedgerSQL) throws -> Statement {
        StatementRecord.note(sql.text)
        return try database.cachedStatement(sql: sql.text)
    }

    private func bindings(_ arguments: [any LedgerArgument]) -> StatementArguments {
        // An array of what converts: that of database values is made through a key path, which is
        // looked up anew for each statement.
        StatementArguments(
            arguments.map { DatabaseValue($0.ledgerValue) as (any DatabaseValueConvertible)? })
    }
}

/// Whether a statement's rows are being handed over, when other databases take no further one.
private final class RowsInHand {
    var areThere = false

    func expectNone(before sql: LedgerSQL) {
        assert(!areThere, "asked while the rows of another statement come: \(sql.text)")
    }
}

/// The row at which a statement stands, good until it steps on.
private struct SQLiteRow: LedgerRow {
    let statement: SQLiteStatement
    /// The names of the statement's columns, which it keeps: few enough to look through.
    let columns: [String]

    func place(of column: String) -> Int? { columns.firstIndex(of: column) }

    func value(at place: Int) -> LedgerValue {
        switch DatabaseValue(sqliteStatement: statement, index: CInt(place)).storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let data): .bytes([UInt8](data))
        }
    }
}

extension DatabaseValue {
    fileprivate init(_ value: LedgerValue) {
        self =
            switch value {
            case .null: .null
            case .integer(let number): number.databaseValue
            case .real(let number): number.databaseValue
            case .text(let text): text.databaseValue
            case .bytes(let bytes): Data(bytes).databaseValue
            }
    }
}
