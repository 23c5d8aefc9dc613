import Texts

/// Which columns mean what, where a list's own names do not say it.
///
/// A column that is said to mean something stands for it in place of the one that has that name.
package struct ColumnMapping: Hashable, Sendable {
    /// What is said, in its order.
    package private(set) var choices: [ColumnChoice] = []
    private var meanings: [String: ColumnMeaning] = [:]
    private var taken: Set<ColumnMeaning> = []

    /// Nothing said: columns mean what they are called.
    package init() {}

    /// What is said; throws where a column has two meanings, or a meaning two columns.
    package init(_ choices: [ColumnChoice]) throws(JobListError) {
        for choice in choices {
            let given = "\(choice.meaning.word)=\(choice.name)"
            guard meanings[choice.name.lowercased()] == nil else {
                throw .badColumn(choice: given, reason: "this column has another meaning already")
            }
            guard !taken.contains(choice.meaning) else {
                throw .badColumn(choice: given, reason: "another column is said to mean that")
            }
            add(choice)
        }
    }

    private mutating func add(_ choice: ColumnChoice) {
        choices.append(choice)
        meanings[choice.name.lowercased()] = choice.meaning
        taken.insert(choice.meaning)
    }

    /// The same with what it leaves open taken from others.
    func completed(by others: [ColumnChoice]) -> ColumnMapping {
        var mapping = self
        for choice in others
        where !taken.contains(choice.meaning) && meanings[choice.name.lowercased()] == nil {
            mapping.add(choice)
        }
        return mapping
    }

    var isEmpty: Bool { choices.isEmpty }

    /// Whether it says which column means something.
    package func names(_ meaning: ColumnMeaning) -> Bool { taken.contains(meaning) }

    /// The key of the column that is said to mean something.
    func key(of meaning: ColumnMeaning) -> String? {
        choices.first { $0.meaning == meaning }.map { ColumnName.key(ofOther: $0.name) }
    }

    /// What a column of a name means.
    func column(named name: String) -> Column? {
        if let meaning = meanings[name.lowercased()] { return meaning.column }
        guard let column = Column(name: name) else { return nil }
        let isTaken = taken.contains(.known(ColumnMeaning.KnownColumn(column: column)))
        return isTaken ? nil : column
    }

    /// The first that a list of these columns lacks.
    func missing(among names: [String]) -> ColumnChoice? {
        let keys = Set(names.map { $0.lowercased() })
        return choices.first { !keys.contains($0.name.lowercased()) }
    }
}
