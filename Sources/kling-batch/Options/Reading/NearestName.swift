import Texts

/// The setting that a misspelt name is nearest to; nil where none is near.
///
/// A quarter of the letters may be others, but not fewer than two.
///
/// - Parameters:
///   - name: as it was written.
///   - names: those that are known.
func nearest(to name: String, among names: [String]) -> String? {
    let limit = max(2, lettersAndDigits(of: ownPart(of: name)).count / 4)
    let parts = names.map { (name: $0, own: ownPart(of: $0)) }
    let own = nearest(to: ownPart(of: name), among: parts.map(\.own), within: limit)
    return parts.first { $0.own == own }?.name
}

extension SettingFacts {
    /// Whether a name is its key, however its words are parted.
    func isSpelt(_ name: String) -> Bool {
        lettersAndDigits(of: ownPart(of: name)) == lettersAndDigits(of: key)
    }
}

/// A name without what all variables begin with.
private func ownPart(of name: String) -> String {
    name.hasPrefix(SettingFacts.variablePrefix)
        ? String(name.dropFirst(SettingFacts.variablePrefix.count)) : name
}
