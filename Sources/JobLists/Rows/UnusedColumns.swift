import Texts

/// The columns of a list that nothing is made of; they come back in the report.
package struct UnusedColumns: Sendable {
    private let path: String
    private let names: [String]

    /// Nil where each column is used.
    init?(_ names: [String], path: String) {
        guard !names.isEmpty else { return nil }
        self.path = path
        self.names = names
    }

    /// Whether one of them is a slip of the pen away from a known one.
    package var mayBeMisspelt: Bool { names.contains { Column.nearest(to: $0) != nil } }

    /// Which they are.
    package var sentence: String {
        let (word, verb) = names.count == 1 ? ("column", "comes") : ("columns", "come")
        return "\(path.onOneLine): not used, and \(verb) back in the report: the \(word) "
            + ColumnNames.listed(names)
    }
}
