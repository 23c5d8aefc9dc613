/// Names of languages as people write them, in English and in the language itself, and codes that run
/// into their region: `English`, `中文`, `zhtw`.
enum LanguageNames {
    /// The code of a language by what is written for it, in small letters; nil if it is no language.
    static func code(of text: String) -> String? {
        if let code = codes[text] { return code }
        if let code = joined(text) { return code }
        let words = text.split { " ()（）-_,/".contains($0) }
        guard words.count > 1, words.count <= 4 else { return nil }
        var code: String?
        var suffix = ""
        for word in words {
            if let found = codes[String(word)], code == nil {
                code = found
            } else if let found = qualifiers[word] {
                suffix = suffix.isEmpty || found.isEmpty ? suffix + found : suffix
            } else {
                return nil
            }
        }
        return code.map { $0.contains("-") ? $0 : $0 + suffix }
    }

    /// A code with its region or its script right behind it.
    private static func joined(_ text: String) -> String? {
        let language = String(text.prefix(2))
        let region = text.dropFirst(2)
        guard regions[language]?.split(separator: " ").contains(region) == true else { return nil }
        return "\(language)-\(region == "uk" ? "gb" : region)"
    }

    private static let regions = [
        "zh": "cn tw hk mo sg hans hant", "en": "us gb uk au ca nz ie in", "pt": "br pt",
        "es": "es mx la ar co cl us 419", "fr": "fr ca be ch", "de": "de at ch", "nl": "nl be",
        "it": "it ch", "ar": "sa eg ae", "sr": "latn cyrl rs", "ko": "kr", "ja": "jp", "ru": "ru",
        "sv": "se", "da": "dk", "nb": "no", "fi": "fi", "pl": "pl", "cs": "cz", "tr": "tr",
        "vi": "vn", "th": "th", "id": "id", "uk": "ua", "hi": "in", "fa": "ir", "he": "il",
    ]

    /// What stands beside a language's name and says which of its forms is meant.
    private static let qualifiers: [Substring: String] = [
        "simplified": "-hans", "traditional": "-hant", "brazilian": "-br", "brazil": "-br",
        "brasil": "-br", "british": "-gb", "american": "", "us": "-us", "uk": "-gb",
        "canadian": "-ca", "latin": "-419", "america": "", "latinoamérica": "-419", "european": "",
        "castilian": "-es", "spain": "-es", "mexican": "-mx", "mexico": "-mx", "portugal": "-pt",
        "taiwan": "-tw", "china": "-cn", "hong": "-hk", "kong": "", "mandarin": "", "sdh": "",
        "cc": "", "forced": "",
    ]

    private static let codes: [String: String] = {
        var codes: [String: String] = [:]
        for line in names {
            let words = line.split(separator: " ")
            for name in words.dropFirst() { codes[String(name)] = String(words[0]) }
        }
        return codes
    }()

    /// A code, and names of its language.
    private static let names = [
        "af afrikaans", "ar arabic العربية عربي arabe árabe", "az azerbaijani azərbaycanca",
        "be belarusian беларуская", "bg bulgarian български", "bn bengali bangla বাংলা",
        "bs bosnian bosanski", "ca catalan català", "cs czech čeština česky cestina",
        "cy welsh cymraeg", "da danish dansk", "de german deutsch allemand alemán tedesco 德语 德文",
        "el greek ελληνικά", "en english anglais inglés inglese englisch английский 英文 英语 英語 영어",
        "eo esperanto", "es spanish español espanol castellano espagnol spanisch 西班牙语 西班牙語",
        "et estonian eesti", "eu basque euskara", "fa persian farsi فارسی", "fi finnish suomi",
        "fil filipino", "fr french français francais französisch francés francese 法语 法文 法語",
        "ga irish gaeilge", "gl galician galego", "gu gujarati ગુજરાતી", "he hebrew עברית",
        "hi hindi हिन्दी हिंदी", "hr croatian hrvatski", "hu hungarian magyar",
        "hy armenian հայերեն", "id indonesian indonesia", "is icelandic íslenska",
        "it italian italiano italien italienisch 意大利语", "ja japanese 日本語 日语 日文 日語",
        "ka georgian ქართული", "kk kazakh қазақша", "km khmer ភាសាខ្មែរ", "kn kannada ಕನ್ನಡ",
        "ko korean 한국어 韩语 韓語 韩文", "la latina", "lo lao ລາວ", "lt lithuanian lietuvių",
        "lv latvian latviešu", "mk macedonian македонски", "ml malayalam മലയാളം", "mr marathi मराठी",
        "ms malay melayu", "my burmese မြန်မာ", "nb bokmål bokmal", "nl dutch nederlands",
        "nn nynorsk", "no norwegian norsk", "pa punjabi ਪੰਜਾਬੀ", "pl polish polski",
        "pt portuguese português portugues portugais", "ro romanian română romana",
        "ru russian русский russe ruso russisch russo 俄语 俄文", "si sinhala සිංහල",
        "sk slovak slovenčina slovensky", "sl slovenian slovene slovenščina",
        "sq albanian shqip", "sr serbian српски srpski", "sv swedish svenska",
        "sw swahili kiswahili", "ta tamil தமிழ்", "te telugu తెలుగు", "th thai ไทย ภาษาไทย",
        "tl tagalog", "tr turkish türkçe turkce", "uk ukrainian українська", "ur urdu اردو",
        "uz uzbek", "vi vietnamese việt", "yue cantonese 粤语 粵語 廣東話",
        "zh chinese mandarin 中文 汉语 漢語 chinois chino chinesisch 중국어 中国語",
        "zh-hans 简体 简中 简体中文 簡体 chs 简 zhs", "zh-hant 繁体 繁體 繁中 繁體中文 繁体中文 正體中文 cht 繁 zht",
        "pt-br ptbr pob", "es-419 latam",
    ]
}
