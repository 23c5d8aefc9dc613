import Texts

/// Where words begin and end.
///
/// As UAX #29 has it, with what names in running text need: a word ends before a genitive `’s`,
/// a Korean one before its particle, a French or Italian one begins after an elision (`l’`). Of the
/// scripts without spaces only Katakana shows where words are: a run of it is one.
struct WordBoundary {
    /// Whether an apostrophe with letters on both sides parts words, as in French and Italian.
    let partsAtApostrophe: Bool

    init(language: String?) {
        partsAtApostrophe = ["fr", "it", "ca", "oc"].contains { elided in
            language.map { LanguageCode.holdsAsWritten(elided, for: $0) } == true
        }
    }

    /// Whether a word can begin at an index.
    func begins(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        guard index > 0, index < scalars.count else { return true }
        if scalars[index].isKatakana { return !scalars[index - 1].isKatakana }
        if !scalars[index].isOfSpacedWord { return true }
        if scalars[index - 1].isOfSpacedWord { return false }
        return !isWithinWord(index - 1, in: scalars)
            || (partsAtApostrophe && scalars[index - 1].isApostrophe)
    }

    /// Whether a word can end before an index.
    func ends(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        guard index > 0, index < scalars.count else { return true }
        let next = scalars[index]
        if next.isExtending { return false }
        if next.isKatakana { return !scalars[index - 1].isKatakana }
        guard scalars[index - 1].isOfSpacedWord else { return true }
        if next.isOfSpacedWord { return next.isHangul && scalars[index - 1].isHangul }
        return !isWithinWord(index, in: scalars)
            || (next.isApostrophe && (partsAtApostrophe || isGenitive(index, in: scalars)))
    }

    /// Whether a mark stands between two letters or two digits and so within one word: `don’t`,
    /// `example.org`, `3.14`, `1,204`.
    private func isWithinWord(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        guard index > 0, index + 1 < scalars.count else { return false }
        let (before, after) = (scalars[index - 1], scalars[index + 1])
        guard before.isOfSpacedWord, after.isOfSpacedWord else { return false }
        let isNumber = before.isDecimalDigit && after.isDecimalDigit
        switch scalars[index] {
        case "'", "’", ".", "\u{2018}": return before.isDecimalDigit == after.isDecimalDigit
        case ",", ";", "\u{066C}": return isNumber
        case "\u{00B7}", "\u{05F4}", "\u{2027}": return !isNumber
        default: return false
        }
    }

    /// Whether an apostrophe begins the genitive `’s` at a word's end.
    private func isGenitive(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        guard index + 1 < scalars.count, ["s", "S"].contains(scalars[index + 1]) else {
            return false
        }
        return index + 2 >= scalars.count || !scalars[index + 2].isOfSpacedWord
    }
}

extension Unicode.Scalar {
    /// Whether the character belongs to words that spaces part; so do raised and lowered digits.
    var isOfSpacedWord: Bool {
        if isASCII { return isASCIILetterOrDigit || self == "_" }
        guard !isOfScriptWithoutSpaces else { return false }
        return properties.isAlphabetic || properties.numericType != nil || isExtending
    }

    var isApostrophe: Bool { self == "'" || self == "’" }
}
