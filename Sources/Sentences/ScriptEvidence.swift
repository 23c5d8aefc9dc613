import Texts

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
            // Those of ASCII tell no languages apart.
            if !scalar.isASCII { letters[scalar, default: 0] += 1 }
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
        for evidence in LatinEvidence.all {
            let score =
                evidence.words.reduce(0) { $0 + words[$1, default: 0] } * 2
                + evidence.letters.reduce(0) { $0 + letters[$1, default: 0] } * 3
            if score > best.score { best = (score, evidence.language) }
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
        default: scalar.isHan ? .han : scalar.isKana ? .kana : scalar.isHangul ? .hangul : nil
        }
    }

    /// Settles which of two equally frequent scripts counts.
    private static func order(_ script: Script) -> Int { script == .latin ? 1 : 0 }
}
