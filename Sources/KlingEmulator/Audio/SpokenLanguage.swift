/// A language as far as the length of its speech goes.
enum SpokenLanguage: CaseIterable {
    case english, german, russian, arabic, chinese, japanese, korean

    /// How many characters, spaces included, are spoken in a second at normal speed.
    ///
    /// Rounded from common reading rates; the real service's are not published. Arabic counts as
    /// English, for want of a figure.
    var charactersPerSecond: Double {
        switch self {
        case .english, .arabic: 13.5
        case .german: 11.8
        case .russian: 10.8
        case .chinese: 4.2
        case .japanese: 4.0
        case .korean: 4.3
        }
    }

    /// What `espeak-ng` calls a voice of the language.
    var espeakVoice: String {
        switch self {
        case .english: "en"
        case .german: "de"
        case .russian: "ru"
        case .arabic: "ar"
        case .chinese: "cmn"
        case .japanese: "ja"
        case .korean: "ko"
        }
    }

    /// The language whose script the text is mostly in.
    ///
    /// Kana tell Japanese from Chinese, and umlauts German from English, as other languages in
    /// Latin letters count.
    init(of text: String) {
        var counts: [SpokenLanguage: Int] = [:]
        if text.utf8.contains(where: { $0 >= 0x80 }) {
            for scalar in text.unicodeScalars {
                if let language = SpokenLanguage(writing: scalar) {
                    counts[language, default: 0] += 1
                }
            }
        }
        let german = counts.removeValue(forKey: .german) ?? 0
        let japanese = counts[.japanese] ?? 0
        if japanese > 0 { counts[.japanese] = japanese + (counts[.chinese] ?? 0) }
        let main = Self.allCases.max { counts[$0, default: 0] < counts[$1, default: 0] }
        // A script other than Latin is denser, so a third of the text makes it the main one.
        if let main, let count = counts[main], count * 3 >= text.unicodeScalars.count {
            self = main
        } else {
            self = german > 0 ? .german : .english
        }
    }

    /// The language a character speaks for; nil for the many that speak for none.
    private init?(writing scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x0400...0x052F: self = .russian
        case 0x0620...0x06FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC: self = .arabic
        case 0x3040...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F: self = .japanese
        case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3: self = .korean
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: self = .chinese
        case 0xC4, 0xD6, 0xDC, 0xDF, 0xE4, 0xF6, 0xFC: self = .german
        default: return nil
        }
    }
}
