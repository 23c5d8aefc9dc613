import Texts

/// What a sample of a text says about its language: how much of each script, which words.
struct ScriptEvidence {
    private enum Script: Hashable {
        case latin, cyrillic, arabic, han, kana, devanagari, bengali
        /// One that hardly any language but this one is written in today.
        case single(Language)

        /// Names and terms in Latin letters stand among letters of any other script, not the other
        /// way round: those of a single language count twice.
        var weight: Int {
            if case .single = self { return 2 }
            return 1
        }
    }

    private var scripts: [Script: Int] = [:]
    /// The scripts in the order in which they were found.
    private var found: [Script] = []
    private var letters: [Unicode.Scalar: Int] = [:]
    private var words: [String: Int] = [:]
    private var word = ""

    mutating func add(_ sample: some Sequence<Unicode.Scalar>) {
        for scalar in sample {
            guard let script = Self.script(of: scalar) else {
                endWord()
                continue
            }
            if scripts[script] == nil { found.append(script) }
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
        return switch mostUsed {
        case .latin: latinLanguage
        case .cyrillic: cyrillicLanguage
        case .arabic: arabicLanguage
        case .han: .chinese
        case .devanagari: devanagariLanguage
        case .bengali: bengaliLanguage
        case .kana: .japanese
        case .single(let language): language
        case nil: .undetermined
        }
    }

    /// The script of the most letters; of several the one that was found first, so that a text is in
    /// the same language each time, and any before the Latin one.
    private var mostUsed: Script? {
        var most: (script: Script, weight: Int)?
        for script in found {
            let weight = scripts[script, default: 0] * script.weight
            guard let known = most else {
                most = (script, weight)
                continue
            }
            let isMore = weight > known.weight || weight == known.weight && known.script == .latin
            if isMore { most = (script, weight) }
        }
        return most?.script
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

    /// Marathi has an L that Hindi does without.
    private var devanagariLanguage: Language {
        let isMarathi = letters["\u{933}", default: 0] * 500 > scripts[.devanagari, default: 1]
        return isMarathi ? Language("mr") : .hindi
    }

    /// Assamese has a letter of its own for R.
    private var bengaliLanguage: Language {
        letters["\u{9F0}"] == nil ? Language("bn") : Language("as")
    }

    private static func script(of scalar: Unicode.Scalar) -> Script? {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF:
            scalar == "×" || scalar == "÷" ? nil : .latin
        case 0x400...0x52F: .cyrillic
        case 0x620...0x64A, 0x66E...0x6D3: .arabic
        case 0x900...0x963: .devanagari
        case 0x980...0x9E3, 0x9F0, 0x9F1: .bengali
        default:
            if scalar.isHan {
                .han
            } else if scalar.isKana {
                .kana
            } else {
                singleLanguage(of: scalar).map { .single(Language($0)) }
            }
        }
    }

    /// The language whose script a letter or a mark on letters is of; nil for digits and stops.
    private static func singleLanguage(of scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x370...0x3FF, 0x1F00...0x1FFF: "el"
        case 0x530...0x58F: "hy"
        case 0x590...0x5FF: "he"
        case 0x780...0x7B1: "dv"
        case 0xA01...0xA51, 0xA59...0xA5E, 0xA70...0xA75: "pa"
        case 0xA81...0xAE3: "gu"
        case 0xB01...0xB63, 0xB71: "or"
        case 0xB82...0xBD7: "ta"
        case 0xC00...0xC63: "te"
        case 0xC80...0xCE3: "kn"
        case 0xD00...0xD63, 0xD7A...0xD7F: "ml"
        case 0xD81...0xDF3: "si"
        case 0xE00...0xE7F: "th"
        case 0xE81...0xECD, 0xEDC...0xEDF: "lo"
        case 0xF40...0xFBC, 0xF00: "bo"
        case 0x1000...0x109F: "my"
        case 0x10A0...0x10FF, 0x1C90...0x1CBF, 0x2D00...0x2D2F: "ka"
        case 0x1200...0x135F: "am"
        case 0x1780...0x17D3: "km"
        case 0x1820...0x18AA: "mn"
        default: scalar.isHangul ? "ko" : nil
        }
    }
}
