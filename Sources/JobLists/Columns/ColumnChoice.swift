import Texts

/// One column that is said to mean something: `text=Dialogue`.
package struct ColumnChoice: Hashable, Sendable {
    /// What it means.
    package let meaning: ColumnMeaning
    /// What the list calls it.
    package let name: String

    /// Reads `text=Dialogue`.
    package init(_ text: String) throws(JobListError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isBlank else {
            throw .badColumn(
                choice: text, reason: "it is a meaning and a column's name: text=Dialogue")
        }
        guard let meaning = ColumnMeaning(String(parts[0])) else {
            throw .badColumn(
                choice: text,
                reason: "there is no meaning `\(parts[0])`; there are \(ColumnMeaning.words)")
        }
        self.init(meaning: meaning, name: String(parts[1]))
    }

    /// The column of a name that holds the speakers.
    package init(speaker name: String) {
        self.init(meaning: .speaker, name: name)
    }

    init(meaning: ColumnMeaning, name: String) {
        self.meaning = meaning
        self.name = String(name.trimmed)
    }

    init(_ column: Column, _ name: String) {
        self.init(meaning: .known(ColumnMeaning.KnownColumn(column: column)), name: name)
    }
}
