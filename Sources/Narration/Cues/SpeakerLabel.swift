import Texts

/// What may be a speaker's label at the front of a line, and the rest of the line.
struct SpeakerLabel {
    /// Who speaks, without a remark in brackets.
    let name: String
    /// What is said.
    let rest: String
    /// Whether the name is in capitals.
    let isCapitals: Bool

    /// The name before a line's first colon; nil if nobody can be named so.
    init?(_ line: String) {
        let scalars = line.unicodeScalars
        guard let colon = scalars.prefix(48).firstIndex(where: { $0 == ":" || $0 == "：" }) else {
            return nil
        }
        let behind = scalars[scalars.index(after: colon)...]
        let endsLabel =
            scalars[colon] == "："
            || behind.first.map { $0 == " " || $0.doesWithoutSpaces } ?? true
        let name = String(SpeakerLabel.withoutRemark(scalars[..<colon])).singleSpaced
        guard endsLabel, SpeakerLabel.isName(name) else { return nil }
        self.name = name
        rest = String(behind).singleSpaced
        isCapitals = Casing(name.unicodeScalars).isCapitals
    }

    /// Whether the speaker is a person without a name: `Man 1`, `Narrator`.
    var isRole: Bool { SpeakerWords.roles.contains(name.prefix { $0 != " " }.lowercased()) }

    /// Whether what follows begins as sentences do, or stands on the next line.
    var isBeforeSpeech: Bool {
        let first = Sounds([rest], reads: false).lines.first ?? ""
        let letter = first.unicodeScalars.first {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
        guard let letter else { return true }
        let isCutOff = first.hasPrefix("...") || first.hasPrefix("…")
        return letter.properties.isAlphabetic && (isCutOff || !letter.properties.isLowercase)
    }

    /// A name without what stands in brackets behind it.
    private static func withoutRemark(
        _ name: Substring.UnicodeScalarView
    ) -> Substring.UnicodeScalarView {
        guard let last = name.last, ")]）".unicodeScalars.contains(last),
            let open = name.lastIndex(where: { "([（".unicodeScalars.contains($0) })
        else { return name }
        return name[..<open]
    }

    /// Whether a text can name a speaker: few words, capitalized or of a script without case.
    static func isName(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard let first = words.first, words.count <= 4, text.unicodeScalars.count <= 32,
            text.unicodeScalars.contains(where: \.properties.isAlphabetic),
            !SpeakerWords.areNoName(words)
        else { return false }
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
                || " '’.-&#/·・".unicodeScalars.contains(scalar)
        }
        let isShort = words.count <= 3 || Casing(text.unicodeScalars).isCapitals
        return isPlain && isShort && beginsName(first)
            && words.dropFirst().allSatisfy {
                beginsName($0) || SpeakerWords.particles.contains($0)
            }
            && (!first.unicodeScalars.contains(where: \.doesWithoutSpaces)
                || text.unicodeScalars.count <= 8)
    }

    private static func beginsName(_ word: Substring) -> Bool {
        guard let first = word.unicodeScalars.first else { return false }
        return !first.properties.isLowercase
    }
}

/// A name in brackets that a line begins with, and what it says behind it: `[Anna] Hi`, `(ANNA): Hi`.
struct BracketedName {
    let name: String
    let rest: String
    /// Whether a colon shows that somebody is named, or round brackets hold capitals.
    let isPlain: Bool

    private static let brackets = Sounds.squareBrackets.merging(["（": "）", "(": ")"]) { $1 }

    init?(_ line: String) {
        let scalars = line.unicodeScalars
        guard let open = scalars.first, let close = BracketedName.brackets[open],
            let end = scalars.prefix(48).firstIndex(of: close)
        else { return nil }
        let inner = String(scalars[..<end].dropFirst()).singleSpaced
        let isColon = { (scalar: Unicode.Scalar) in scalar == ":" || scalar == "：" }
        let behind = scalars[scalars.index(after: end)...]
        name = String(inner.unicodeScalars.prefix { !isColon($0) }).singleSpaced
        rest = String(behind.drop { $0 == " " || isColon($0) })
        let hasColon =
            behind.first.map(isColon) ?? false || inner.unicodeScalars.last.map(isColon) ?? false
        let isCapitals = Casing(name.unicodeScalars).isCapitals
        isPlain = hasColon || (open == "(" && isCapitals)
        // Sounds begin with a capital or have no case at all; a name has two letters or more.
        guard rest.saysSomething, name.unicodeScalars.count >= 2, SpeakerLabel.isName(name),
            !SoundWords.areSound(name), open != "(" || isPlain,
            inner.unicodeScalars.firstIndex(where: isColon).map({
                inner.unicodeScalars.index(after: $0) == inner.unicodeScalars.endIndex
            }) ?? true
        else { return nil }
    }
}
