/// The language of a text, as far as cutting it needs to know.
///
/// Only the primary subtag of a BCP 47 code counts: `zh-Hant` and `zh-Hans` are cut alike.
package struct Language: Hashable, Sendable, CustomStringConvertible {
    /// The primary language subtag in lower case.
    ///
    /// ISO 639, two or three letters; `und` where the language is not known.
    package let code: String

    /// Takes a language from a code such as `en`, `zh-Hant` or `pt_BR`.
    ///
    /// Nil where the code does not begin with two or three ASCII letters. A language without
    /// rules of its own is cut by the rules that all languages share.
    package init?(code: String) {
        let subtag = code.prefix { $0 != "-" && $0 != "_" }.lowercased()
        let letters = subtag.unicodeScalars.allSatisfy { ("a"..."z").contains($0) }
        guard letters, (2...3).contains(subtag.count) else { return nil }
        self.code = subtag
    }

    init(_ code: String) { self.code = code }

    /// The code, for messages.
    ///
    /// The primary subtag alone.
    package var description: String { code }
}

extension Language {
    /// Modern Standard Arabic and its kin.
    ///
    /// ISO 639 `ar`.
    package static let arabic = Language("ar")
    /// Chinese in either script.
    ///
    /// ISO 639 `zh`.
    package static let chinese = Language("zh")
    /// English.
    ///
    /// ISO 639 `en`.
    package static let english = Language("en")
    /// French.
    ///
    /// ISO 639 `fr`.
    package static let french = Language("fr")
    /// German.
    ///
    /// ISO 639 `de`.
    package static let german = Language("de")
    /// Hindi.
    ///
    /// ISO 639 `hi`.
    package static let hindi = Language("hi")
    /// Italian.
    ///
    /// ISO 639 `it`.
    package static let italian = Language("it")
    /// Japanese.
    ///
    /// ISO 639 `ja`.
    package static let japanese = Language("ja")
    /// Russian.
    ///
    /// ISO 639 `ru`.
    package static let russian = Language("ru")
    /// Spanish.
    ///
    /// ISO 639 `es`.
    package static let spanish = Language("es")
    /// A language that could not be told.
    ///
    /// ISO 639 `und`; cut by the rules that all languages share.
    package static let undetermined = Language("und")
}
