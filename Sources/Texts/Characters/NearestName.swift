/// The name that a misspelt one is nearest to; nil where none is near.
///
/// The spelling of words does not count: `maxChars` and `max_chars` are `max-chars`.
///
/// - Parameters:
///   - name: as it was written.
///   - names: those that are known.
///   - limit: how many letters may be others.
package func nearest(to name: String, among names: [String], within limit: Int) -> String? {
    let wanted = lettersAndDigits(of: name)
    let distances = names.map { known in
        (name: known, distance: editDistance(wanted, lettersAndDigits(of: known)))
    }
    guard let nearest = distances.min(by: { $0.distance < $1.distance }),
        nearest.distance <= limit
    else { return nil }
    return nearest.name
}

/// The letters and digits of a name, in small letters.
package func lettersAndDigits(of name: String) -> [Character] {
    name.lowercased().filter { $0.isLetter || $0.isNumber }.map { $0 }
}

/// How many letters have to be put in, taken out or replaced (Levenshtein).
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
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
