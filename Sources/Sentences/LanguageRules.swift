/// What one language adds to the rules that all share.
///
/// Abbreviations stand in lower case, without their last full stop.
struct LanguageRules: Sendable {
    /// Titles and the like: something always follows them.
    var neverLast: Set<String> = []
    /// Abbreviations that end a sentence only where a usual first word follows.
    var sometimesLast: Set<String> = []
    /// Abbreviations after which a capital letter begins a sentence.
    var oftenLast: Set<String> = []
    /// Abbreviations only before a number (`no.`, `p.`, months); words of their own elsewhere.
    var beforeNumber: Set<String> = []
    /// How compound words end that are abbreviated at their end ("Hauptstr.").
    var endings: [String] = []
    /// Words that begin many sentences and no names.
    var firstWords: Set<String> = []
    /// Scalars that end a sentence in this language only, as the Greek question mark does.
    var furtherMarks: [Unicode.Scalar] = []
    /// A full stop after a number makes it an ordinal, as in the German for the third of October.
    ///
    /// Then it ends a sentence only before a usual first word.
    var writesOrdinalsWithStop = false
    /// Nouns are written with a capital, so that one says less about a beginning.
    var capitalizesNouns = false
    /// The full stop is no sentence end, as in Armenian, which has a sign of its own.
    var stopEndsSentence = true
    /// A word of consonants alone is an abbreviation; not so in Czech or Serbian.
    var hasVowelInEveryWord = false

    init(_ fill: (inout LanguageRules) -> Void = { _ in }) { fill(&self) }

    static func rules(for language: Language) -> LanguageRules {
        byCode[language.code] ?? shared
    }

    private static let shared = LanguageRules { rules in
        rules.neverLast = words("dr prof mr mrs ms mme mlle st")
        rules.sometimesLast = words("inc ltd co corp jr sr")
        rules.oftenLast = words("etc")
        rules.beforeNumber = words("no nr p pp fig vol n° nº №")
    }

    private static let byCode: [String: LanguageRules] = [
        "ar": arabic, "be": russian, "bg": bulgarian, "cs": czech, "da": danish, "de": german,
        "el": greek, "en": english, "es": spanish, "fa": persian, "fi": finnish, "fr": french,
        "hi": hindi, "hu": hungarian, "hy": armenian, "it": italian, "kk": kazakh, "nb": norwegian,
        "nl": dutch, "nn": norwegian, "no": norwegian, "pl": polish, "pt": portuguese,
        "ru": russian, "sk": czech, "sv": swedish, "tr": turkish, "uk": russian,
    ]

    static func words(_ list: String) -> Set<String> {
        Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
