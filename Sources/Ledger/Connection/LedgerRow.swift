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

    /// The word in a column.
    ///
    /// - Throws: ``UnknownWord`` where it is none of the cases.
    subscript<Word: LedgerWord>(column: String) -> Word {
        get throws { try Self.word(self[column]) }
    }

    /// The word in a column that may hold nothing.
    ///
    /// - Throws: ``UnknownWord`` where it is none of the cases.
    subscript<Word: LedgerWord>(column: String) -> Word? {
        get throws { try (self[column] as String?).map(Self.word) }
    }

    private static func word<Word: LedgerWord>(_ text: String) throws -> Word {
        guard let word = Word(rawValue: text) else {
            throw UnknownWord(word: text, meaning: Word.meaning)
        }
        return word
    }
}
