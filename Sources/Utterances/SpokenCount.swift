import Texts

/// How much of a text is spoken: its letters and digits.
///
/// Punctuation, spaces and pictures are silent or nearly so, and of a letter repeated without end a
/// voice says a few.
struct SpokenCount: Hashable, Sendable {
    /// Characters that stand for a syllable or more: ideographs, kana, hangul.
    private(set) var syllables = 0
    /// All other letters, and digits.
    private(set) var letters = 0

    /// Repetitions of one character that count.
    private static let repetitionLimit = 3

    /// Counts a text.
    init(_ text: some StringProtocol) {
        var last: Unicode.Scalar?
        var repetitions = 0
        for scalar in text.unicodeScalars where Self.isSpoken(scalar) {
            repetitions = scalar == last ? repetitions + 1 : 1
            last = scalar
            guard repetitions <= Self.repetitionLimit else { continue }
            if scalar.isSyllable { syllables += 1 } else { letters += 1 }
        }
    }

    /// Both kinds.
    var total: Int { syllables + letters }

    /// Whether a voice says anything where this stands.
    static func isSpoken(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }
}
