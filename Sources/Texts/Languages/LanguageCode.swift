/// Codes of languages, of which several mean the same: `en` and `eng`, `de`, `deu` and `ger`.
package enum LanguageCode {
    /// Whether a tag names a language in which subtitles are common, by its code or its name.
    package static func isCommon(_ tag: String) -> Bool {
        let tag = written(tag)
        return shortest[base(of: tag)] != nil || LanguageNames.code(of: tag) != nil
    }

    /// A tag in small letters and with hyphens, its language as the shortest code there is for it.
    ///
    /// A name, or a code that runs into its region, becomes a tag: `English` `en`, `zhtw` `zh-tw`.
    package static func normal(_ tag: String) -> String {
        let tag = written(tag)
        let base = base(of: tag)
        if let short = shortest[base] { return short + tag.dropFirst(base.count) }
        return LanguageNames.code(of: tag) ?? tag
    }

    /// A tag in small letters and with hyphens, its codes as they are.
    package static func written(_ tag: String) -> String {
        String(tag.singleSpaced.lowercased().map { $0 == "_" ? "-" : $0 })
    }

    /// A tag as POSIX and Asterisk write it: `en_GB`, `zh_Hans_CN`; of a name its code.
    package static func locale(_ tag: String) -> String {
        let parts = normal(tag).split(separator: "-")
        return parts.enumerated().map { index, part in
            switch part.count {
            case 2 where index > 0: part.uppercased()
            case 4 where index > 0: part.prefix(1).uppercased() + part.dropFirst()
            default: String(part)
            }
        }.joined(separator: "_")
    }

    /// Whether what is for one language is also for another, by whatever codes of it.
    ///
    /// `en` is for `en-GB` and for `eng`, `en-GB` is not for `en` (RFC 4647, basic filtering).
    package static func holds(_ range: String, for tag: String) -> Bool {
        isWithin(normal(tag), normal(range))
    }

    /// Whether what is for one language is also for another, by the codes that are written.
    ///
    /// `en` is for `en-GB`, not for `eng`. Lexicons and the habits of speech go by this: which of
    /// them a book takes decides its text, and a text that has been paid for must not change.
    package static func holdsAsWritten(_ range: String, for tag: String) -> Bool {
        isWithin(written(tag), written(range))
    }

    private static func isWithin(_ tag: String, _ range: String) -> Bool {
        tag == range || tag.hasPrefix(range + "-")
    }

    private static func base(of tag: String) -> String {
        String(tag.prefix { $0 != "-" && $0 != "_" })
    }

    /// The code of ISO 639-1 by each code of a language.
    private static let shortest: [String: String] = {
        var shortest: [String: String] = [:]
        for line in codes {
            for code in line.split(separator: " ") {
                shortest[String(code)] = String(line.prefix(2))
            }
        }
        return shortest
    }()

    /// ISO 639-1, then 639-2 in its terminological and its bibliographic form.
    ///
    /// Source: https://www.loc.gov/standards/iso639-2/php/code_list.php
    private static let codes = [
        "af afr", "ar ara", "az aze", "be bel", "bg bul", "bn ben", "bs bos", "ca cat",
        "cs ces cze", "cy cym wel", "da dan", "de deu ger", "el ell gre", "en eng", "eo epo",
        "es spa", "et est", "eu eus baq", "fa fas per", "fi fin", "fr fra fre", "ga gle",
        "gl glg", "he heb", "hi hin", "hr hrv", "hu hun", "hy hye arm", "id ind", "is isl ice",
        "it ita", "ja jpn", "ka kat geo", "kk kaz", "ko kor", "la lat", "lt lit", "lv lav",
        "mk mkd mac", "ml mal", "mr mar", "ms msa may", "my mya bur", "nb nob", "nl nld dut",
        "nn nno", "no nor", "pl pol", "pt por", "ro ron rum", "ru rus", "sk slk slo", "sl slv",
        "sq sqi alb", "sr srp", "sv swe", "sw swa", "ta tam", "te tel", "th tha", "tl tgl",
        "tr tur", "uk ukr", "ur urd", "uz uzb", "vi vie", "zh zho chi",
    ]
}
