/// What a sample of a text says about its language: how much of each script, which words.
struct ScriptEvidence {
    private enum Script {
        case latin, cyrillic, greek, arabic, han, kana, hangul, devanagari, armenian, hebrew,
            ethiopic, burmese, thai
    }

    private var scripts: [Script: Int] = [:]
    private var letters: [Unicode.Scalar: Int] = [:]
    private var words: [String: Int] = [:]
    private var word = ""

    mutating func add(_ sample: some Sequence<Unicode.Scalar>) {
        for scalar in sample {
            guard let script = Self.script(of: scalar) else {
                endWord()
                continue
            }
            scripts[script, default: 0] += 1
            letters[scalar, default: 0] += 1
            if script == .latin { word.unicodeScalars.append(scalar) }
        }
        endWord()
    }

    var language: Language {
        // Kana settles it: Japanese text is also full of Han.
        if let kana = scripts[.kana], kana * 10 > scripts[.han, default: 0] { return .japanese }
        let most = scripts.max {
            ($0.value, Self.order($1.key)) < ($1.value, Self.order($0.key))
        }
        return switch most?.key {
        case .latin: latinLanguage
        case .cyrillic: cyrillicLanguage
        case .arabic: arabicLanguage
        case .han: .chinese
        case .devanagari: .hindi
        case .kana: .japanese
        case .greek: Language("el")
        case .hangul: Language("ko")
        case .armenian: Language("hy")
        case .hebrew: Language("he")
        case .ethiopic: Language("am")
        case .burmese: Language("my")
        case .thai: Language("th")
        case nil: .undetermined
        }
    }

    private mutating func endWord() {
        guard !word.isEmpty else { return }
        words[word.lowercased(), default: 0] += 1
        word = ""
    }

    private var latinLanguage: Language {
        var best = (score: 0, language: Language.undetermined)
        for (language, common, marks) in Self.latin {
            let score =
                common.reduce(0) { $0 + words[$1, default: 0] } * 2
                + marks.unicodeScalars.reduce(0) { $0 + letters[$1, default: 0] } * 3
            if score > best.score { best = (score, language) }
        }
        return best.language
    }

    private var cyrillicLanguage: Language {
        let total = scripts[.cyrillic, default: 1]
        func count(_ marks: String) -> Int {
            marks.unicodeScalars.reduce(0) { $0 + letters[$1, default: 0] }
        }
        if count("әғқңұһӘҒҚҢҰҺ") * 100 > total { return Language("kk") }
        if count("іїєґІЇЄҐ") * 50 > total {
            return count("ўыЎЫ") * 100 > total ? Language("be") : Language("uk")
        }
        if count("јљњћђџ") * 100 > total { return Language("sr") }
        if count("ъ") * 100 > total, count("ыэё") == 0 { return Language("bg") }
        return .russian
    }

    private var arabicLanguage: Language {
        func has(_ marks: String) -> Bool { marks.unicodeScalars.contains { letters[$0] != nil } }
        if has("ٹڈڑے") { return Language("ur") }
        return has("پچژگی") ? Language("fa") : .arabic
    }

    private static func script(of scalar: Unicode.Scalar) -> Script? {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF:
            scalar == "×" || scalar == "÷" ? nil : .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
        case 0x400...0x52F: .cyrillic
        case 0x530...0x58F: .armenian
        case 0x590...0x5FF: .hebrew
        case 0x620...0x64A, 0x66E...0x6D3: .arabic
        case 0x900...0x963: .devanagari
        case 0xE00...0xE7F: .thai
        case 0x1000...0x109F: .burmese
        case 0x1200...0x135F: .ethiopic
        case 0x3041...0x30FA, 0xFF66...0xFF9D: .kana
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: .han
        case 0xAC00...0xD7A3: .hangul
        default: nil
        }
    }

    /// Settles which of two equally frequent scripts counts.
    private static func order(_ script: Script) -> Int { script == .latin ? 1 : 0 }

    /// Languages in Latin script: the words most common in running text, and letters of their own.
    private static let latin: [(Language, Set<String>, String)] = [
        (.english, words("the of and to in is was he she it that you with for my i at this not be are his her what there by had have were"), ""),
        (.german, words("der die das und ist nicht ein eine ich zu den mit sich auf für von dem im wir sie es auch wie haben war"), "ßäöüÄÖÜ"),
        (.french, words("le la les de des et est un une du que qui dans pour pas il elle je vous au ce en sur avec plus l d"), "çœèêâîûùàé"),
        (.spanish, words("el la los las de que y en un una es por con para no se del al lo su como más le muy este"), "ñ¿¡óíáú"),
        (.italian, words("il lo la gli di che e un una è per non in con del della sono al si le i da ha nel era dei"), "òìàù"),
        (Language("pt"), words("o a os as de que e um uma do da em não para com por se na no ao é mais você dos"), "ãõçáâê"),
        (Language("nl"), words("de het een en van is dat niet ik je te op met voor zijn die er aan was hij ze toen"), ""),
        (Language("da"), words("og i det at en den til er som på de af ikke jeg har hun var et hvad dig"), "æøå"),
        (Language("sv"), words("och i att det som en på är av för den inte jag med ett han har var hon"), "äöå"),
        (Language("nb"), words("og i det at en den til er som på de av ikke jeg har hun var et hva deg"), "øå"),
        (Language("fi"), words("ja on ei se että hän oli en mutta ovat kun niin myös jos tai mitä"), "äö"),
        (Language("pl"), words("i w na z się nie to jest że do co jak o po ale ja od za jego był"), "ąęłńśźżć"),
        (Language("cs"), words("a v se na je že to s z do o ve jsem jak ale si by pro který byl"), "ěřůčšž"),
        (Language("hu"), words("a az és hogy nem is egy van ez de volt csak ha meg már mint"), "őűáé"),
        (Language("ro"), words("și de în la cu a nu o pe că este un din mai care pentru sunt"), "ăâșțî"),
        (Language("tr"), words("ve bir bu da de için ne o çok ile mi gibi ama var ben daha"), "ğışİ"),
        (Language("vi"), words("và của là có cho không được trong một người những các với này"), "ơưđạảấầẩậắằếềểệọỏốồổộớờởợ"),
        (Language("id"), words("yang dan di ini itu untuk dengan tidak dari dalam ke akan pada adalah saya"), ""),
    ]

    private static func words(_ list: String) -> Set<String> {
        LanguageRules.words(list)
    }
}
