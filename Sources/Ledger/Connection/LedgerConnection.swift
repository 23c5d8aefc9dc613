/// A way to the database in which a ledger lies.
///
/// With ``LedgerTransaction`` it is all that the ledger's SQL asks of a database; who opens it, and
/// what else is done to its files, is its own affair.
package protocol LedgerConnection: Sendable {
    /// Runs `body` in one transaction and returns once that is as durable as the database makes it.
    ///
    /// Transactions run one at a time. On a connection that only reads, `body` sees one state.
    ///
    /// - Throws: what `body` throws, with nothing written; ``LedgerError`` where the database refuses.
    func transaction<Value>(_ body: (any LedgerTransaction) throws -> Value) throws -> Value
}

/// A connection that writes, and knows whether what it writes will be found again.
package protocol LedgerWriter: LedgerConnection {
    /// Whether the disk is full but for the room that is kept for calls in flight.
    var isOutOfSpace: Bool { get }

    /// Throws where the next run would not find what is committed now: the file was replaced, say.
    func check() throws

    /// Lets whoever asks who holds the ledger know how the run goes; nothing rests on it.
    func say(_ saying: RunSaying)

    /// Throws where the ledger cannot promise to write down what comes of a call.
    func checkToSpend() throws

    /// Runs `body` in one transaction, as ``transaction(_:)`` does, and in the room that is kept for
    /// calls in flight if there is no other.
    ///
    /// - Parameter body: may run twice.
    func commit<Value>(_ body: (any LedgerTransaction) throws -> Value) throws -> Value
}

/// An open transaction: statements and their rows.
///
/// Statements are written once for all databases: parameters are `$1 … $n`, numbered in order of
/// first appearance, and what databases spell differently stands in ``Dialect``.
package protocol LedgerTransaction {
    /// How this database spells what has no common spelling.
    var dialect: Dialect { get }

    /// Runs a statement that is compiled once a connection, and returns how many rows it changed.
    func changes(_ sql: LedgerSQL, _ arguments: [any LedgerArgument]) throws -> Int

    /// Hands over the rows of a statement that is compiled once a connection, one at a time.
    ///
    /// - Parameter body: gets a row that is good until it returns.
    func forEachRow(
        _ sql: LedgerSQL, _ arguments: [any LedgerArgument], _ body: (any LedgerRow) throws -> Void
    ) throws
}

extension LedgerTransaction {
    /// Runs a statement, whatever it changes.
    func run(_ sql: LedgerSQL, _ arguments: [any LedgerArgument] = []) throws {
        _ = try changes(sql, arguments)
    }

    /// What `value` makes of a statement's rows.
    func rows<Value>(
        _ sql: LedgerSQL, _ arguments: [any LedgerArgument] = [],
        _ value: (any LedgerRow) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try forEachRow(sql, arguments) { values.append(try value($0)) }
        return values
    }

    /// What `value` makes of a statement's first row; nil where there is none.
    func row<Value>(
        _ sql: LedgerSQL, _ arguments: [any LedgerArgument] = [],
        _ value: (any LedgerRow) throws -> Value
    ) throws -> Value? {
        var first: Value?
        try forEachRow(sql, arguments) { if first == nil { first = try value($0) } }
        return first
    }

    /// The first column of a statement's first row; nil where there is no row.
    func value<Value: LedgerReadable>(
        _ sql: LedgerSQL, _ arguments: [any LedgerArgument] = [], as type: Value.Type = Value.self
    ) throws -> Value? {
        try row(sql, arguments) { $0[0] as Value }
    }

    /// The first column of a statement's first row, which is always there.
    ///
    /// - Throws: ``MissingRow`` where it is not.
    func known<Value: LedgerReadable>(
        _ sql: LedgerSQL, _ arguments: [any LedgerArgument] = [], as type: Value.Type = Value.self
    ) throws -> Value {
        guard let value = try value(sql, arguments, as: type) else { throw MissingRow() }
        return value
    }
}

/// A row is missing that the ledger's own rules say is there.
package struct MissingRow: Error {}
