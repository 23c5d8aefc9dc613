import Foundation
import GRDB
import Ledger

/// An open transaction of SQLite.
///
/// Statements are compiled once a connection; a statement's text is what it is found by.
struct SQLiteTransaction: LedgerTransaction {
    let database: Database

    var dialect: Dialect { .sqlite }

    func changes(_ sql: LedgerSQL, _ arguments: [any LedgerArgument]) throws -> Int {
        try statement(sql).execute(arguments: bindings(arguments))
        return database.changesCount
    }

    func forEachRow(
        _ sql: LedgerSQL, _ arguments: [any LedgerArgument], _ body: (any LedgerRow) throws -> Void
    ) throws {
        let statement = try statement(sql)
        let columns = statement.columnNames
        let rows = try Row.fetchCursor(statement, arguments: bindings(arguments))
        while let row = try rows.next() { try body(SQLiteRow(row: row, columns: columns)) }
    }

    private func statement(_ sql: LedgerSQL) throws -> Statement {
        StatementRecord.note(sql.text)
        return try database.cachedStatement(sql: sql.text)
    }

    private func bindings(_ arguments: [any LedgerArgument]) -> StatementArguments {
        StatementArguments(arguments.map { DatabaseValue($0.ledgerValue) })
    }
}

/// A row of SQLite's, good until the next one.
private struct SQLiteRow: LedgerRow {
    let row: Row
    /// The names of the statement's columns, which it keeps: few enough to look through.
    let columns: [String]

    func place(of column: String) -> Int? { columns.firstIndex(of: column) }

    func value(at place: Int) -> LedgerValue {
        switch (row[place] as DatabaseValue).storage {
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
