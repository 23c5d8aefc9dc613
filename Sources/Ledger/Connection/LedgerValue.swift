/// A value as it goes into a database and comes out of it.
package enum LedgerValue: Hashable, Sendable {
    /// Nothing.
    case null
    /// A whole number; a truth value is 0 or 1.
    case integer(Int64)
    /// A number with a fraction.
    case real(Double)
    /// A text.
    case text(String)
    /// Bytes.
    case bytes([UInt8])
}

/// What can be given to a statement.
package protocol LedgerArgument {
    /// How it goes into the database.
    var ledgerValue: LedgerValue { get }
}

/// What can be read from a row.
package protocol LedgerReadable {
    /// The value that came out of the database; nil where that is of another kind.
    init?(_ value: LedgerValue)
}

extension Int: LedgerArgument, LedgerReadable {
    package var ledgerValue: LedgerValue { .integer(Int64(self)) }

    package init?(_ value: LedgerValue) {
        guard case .integer(let number) = value else { return nil }
        self.init(number)
    }
}

extension Int64: LedgerArgument, LedgerReadable {
    package var ledgerValue: LedgerValue { .integer(self) }

    package init?(_ value: LedgerValue) {
        guard case .integer(let number) = value else { return nil }
        self = number
    }
}

extension Bool: LedgerArgument, LedgerReadable {
    package var ledgerValue: LedgerValue { .integer(self ? 1 : 0) }

    package init?(_ value: LedgerValue) {
        guard case .integer(let number) = value else { return nil }
        self = number != 0
    }
}

extension Double: LedgerArgument, LedgerReadable {
    package var ledgerValue: LedgerValue { .real(self) }

    package init?(_ value: LedgerValue) {
        switch value {
        case .real(let number): self = number
        case .integer(let number): self.init(number)
        default: return nil
        }
    }
}

extension String: LedgerArgument, LedgerReadable {
    package var ledgerValue: LedgerValue { .text(self) }

    package init?(_ value: LedgerValue) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
}

extension [UInt8]: LedgerArgument, LedgerReadable {
    package var ledgerValue: LedgerValue { .bytes(self) }

    package init?(_ value: LedgerValue) {
        guard case .bytes(let bytes) = value else { return nil }
        self = bytes
    }
}

extension Optional: LedgerArgument where Wrapped: LedgerArgument {
    package var ledgerValue: LedgerValue { self?.ledgerValue ?? .null }
}

extension Optional: LedgerReadable where Wrapped: LedgerReadable {
    package init?(_ value: LedgerValue) {
        if value == .null {
            self = .none
        } else if let wrapped = Wrapped(value) {
            self = .some(wrapped)
        } else {
            return nil
        }
    }
}
