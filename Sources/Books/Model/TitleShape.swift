import Texts

/// What a title is beside its number: `Scene IV` and `Scene V` have one shape, and so have `第三章`
/// and `第四章`.
package struct TitleShape: Hashable, Sendable {
    /// Stands for a number.
    private static let number = "#"

    /// The words in lower case, each number in them as ``number``.
    private let words: [String]

    /// The shape of a title.
    package init(_ title: String) {
        words = title.split { !($0.isLetter || $0.isNumber) }.map { TitleShape.word($0) }
    }

    /// Whether a number is in it.
    package var isNumbered: Bool { words.contains { $0.contains(TitleShape.number) } }

    /// Whether a title is a number, alone or beside a word that says of what: `II`, `Chapter Two`,
    /// `第二章`.
    ///
    /// A number in words before another is as likely to count: `Two Doors`.
    static func isNumber(_ title: String) -> Bool {
        let words = title.split { !($0.isLetter || $0.isNumber) }
        let shapes = words.map(word)
        switch words.count {
        case 1: return shapes[0].contains(number)
        case 2:
            return shapes[1] == number
                || shapes[0] == number && Numeral.decimal(words[0].unicodeScalars) != nil
        default: return false
        }
    }

    private static func word(_ word: Substring) -> String {
        let scalars = Array(word.unicodeScalars)
        let folded = FoldedWord.folded(scalars[...])
        if Numeral.decimal(scalars) != nil || Numeral.roman(scalars) != nil
            || Numeral.ideographic(scalars) != nil || Numeral.word(folded) != nil
        {
            return number
        }
        guard let first = scalars.first, first.isIdeographic || first.isHangul || first.isDigit
        else {
            return folded
        }
        // `第三章` is written as one word, and so is `3장`.
        let lead = scalars.prefix { $0 == "第" || $0 == "제" }
        let digits = scalars[lead.count...].prefix { scalar in
            Numeral.decimal([scalar]) != nil || Numeral.ideographic([scalar]) != nil
        }
        let rest = scalars[digits.endIndex...]
        guard !digits.isEmpty, rest.count <= 2 || !lead.isEmpty else { return folded }
        return string(lead) + number + string(rest.prefix(2))
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
