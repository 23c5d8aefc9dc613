/// What a column of a list can be said to mean: those that have names of their own, and two more.
package enum ColumnMeaning: Hashable, Sendable {
    /// One that means something under its own name as well.
    case known(KnownColumn)
    /// Who speaks the row, by a name that roles turn into a voice.
    case speaker
    /// The row's language, by a code or a name.
    case language

    /// A column with a name of its own, whose type is this target's own matter.
    package struct KnownColumn: Hashable, Sendable {
        let column: Column
    }

    /// The meaning that a word names; nil if there is none.
    init?(_ word: String) {
        if let column = Column(name: word) {
            self = .known(KnownColumn(column: column))
            return
        }
        switch word.lowercased() {
        case "speaker": self = .speaker
        case "language": self = .language
        default: return nil
        }
    }

    /// The column of cells that means something; nil for a column that is looked up by its name.
    var column: Column? {
        if case .known(let known) = self { return known.column }
        return nil
    }

    /// Its word.
    package var word: String {
        switch self {
        case .known(let known): known.column.rawValue
        case .speaker: "speaker"
        case .language: "language"
        }
    }

    /// All words, as a message lists them.
    static let words =
        (Column.allCases.map(\.rawValue) + ["speaker", "language"]).map { "`\($0)`" }
        .joined(separator: ", ")
}
