/// The name that a misspelt one is nearest to; nil where none is near.
///
/// The spelling of words does not count: `maxChars` and `max_chars` are `max-chars`. A quarter of the
/// letters may be others, but not fewer than two.
///
/// - Parameters:
///   - name: as it was written.
///   - names: those that are known.
func nearest(to name: String, among names: [String]) -> String? {
    let wanted = letters(of: name)
    let distances = names.map { (name: $0, distance: distance(wanted, letters(of: $0))) }
    let limit = max(2, wanted.count / 4)
    guard let nearest = distances.min(by: { $0.distance < $1.distance }),
        nearest.distance <= limit
    else { return nil }
    return nearest.name
}

extension SettingFacts {
    /// Whether a name is its key, however its words are parted.
    func isSpelt(_ name: String) -> Bool { letters(of: name) == letters(of: key) }
}

/// The letters and digits of a name, in small letters, without what all variables begin with.
private func letters(of name: String) -> [Character] {
    let own =
        name.hasPrefix(SettingFacts.variablePrefix)
        ? name.dropFirst(SettingFacts.variablePrefix.count) : name[...]
    return own.lowercased().filter { $0.isLetter || $0.isNumber }.map { $0 }
}

/// How many letters have to be put in, taken out or replaced (Levenshtein).
private func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (line, letter) in left.enumerated() {
        var diagonal = row[0]
        row[0] = line + 1
        for (column, other) in right.enumerated() {
            let replaced = diagonal + (letter == other ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
        }
    }
    return row[right.count]
}
