/// A row of a statement's result.
package protocol LedgerRow {
    /// The place of a column, from 0; nil where the row has none of that name.
    func place(of column: String) -> Int?

    /// The value in a place.
    func value(at place: Int) -> LedgerValue
}

extension LedgerRow {
    /// The value in a place, which the statement and the tables' types make certain.
    subscript<Value: LedgerReadable>(place: Int) -> Value {
        guard let value = Value(value(at: place)) else {
            preconditionFailure("column \(place) of a statement is no \(Value.self)")
        }
        return value
    }

    /// The value of a column, which the statement and the tables' types make certain.
    subscript<Value: LedgerReadable>(column: String) -> Value {
        guard let place = place(of: column) else {
            preconditionFailure("a statement has no column \(column)")
        }
        return self[place]
    }
}
