import Texts

/// The names of columns that a list has beside those with a meaning.
struct ColumnNames {
    /// The most that are kept: a list that has more has made names of its values.
    private static let maximumCount = 1000
    /// The most that a sentence names.
    private static let maximumListed = 20

    private(set) var names: [String] = []
    private var keys: Set<String> = []

    mutating func add(_ name: ColumnName) {
        guard name.column == nil, names.count < Self.maximumCount else { return }
        if keys.insert(name.key).inserted { names.append(name.name) }
    }

    /// The names without those that are used after all, by their keys.
    func without(_ used: [String]) -> [String] {
        names.filter { !used.contains($0.lowercased()) }
    }

    /// Names as a sentence lists them, with the known ones that they are near to.
    static func listed(_ names: [String]) -> String {
        let shown = names.prefix(maximumListed).map { name in
            let near = Column(name: name) == nil ? Column.nearest(to: name) : nil
            return "`\(name.excerpt)`" + (near.map { " (did you mean `\($0)`?)" } ?? "")
        }
        let more = names.count - shown.count
        return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}
