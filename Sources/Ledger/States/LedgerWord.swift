/// A word that a column of the ledger holds: a state, a kind, a reason.
///
/// Its cases' raw values are what is stored, by all versions; they stand nowhere else.
package protocol LedgerWord: RawRepresentable, CaseIterable, LedgerArgument, Sendable
where RawValue == String {
    /// What a word of this kind tells, for a message about one that is not known.
    static var meaning: String { get }
}

extension LedgerWord {
    package var ledgerValue: LedgerValue { .text(rawValue) }
}

/// A word in the ledger that this version does not know: a later one wrote it.
package struct UnknownWord: Error {
    /// As it stands there.
    package let word: String
    /// What it tells; see ``LedgerWord/meaning``.
    package let meaning: String
}
