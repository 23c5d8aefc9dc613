import Texts

/// Words for sounds and ways of speaking, to tell `(Sighs) Fine.` from `(optional) Click it.`.
enum SoundWords {
    /// Whether a few words name a sound or how somebody speaks: one of them is known to, or it is
    /// a verb in `-ing` that others may follow.
    static func areSound(_ text: some StringProtocol) -> Bool {
        if text.unicodeScalars.contains(where: \.isOfScriptWithoutSpaces) {
            return syllabic.contains { text.contains($0) }
                || text.unicodeScalars.last.map("音声聲笑泣".unicodeScalars.contains) ?? false
        }
        let words = text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "-" }
        guard (1...5).contains(words.count), isPlain(text) else { return false }
        return words.contains(where: known.contains) || (words.first.map(isGerund) ?? false)
            || (words.last.map(isGerund) ?? false)
    }

    /// Whether letters and what joins words are all that a text has.
    private static func isPlain(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || " \n-'’,.".unicodeScalars.contains($0)
                || $0.properties.generalCategory == .nonspacingMark
        }
    }

    private static func isGerund(_ word: Substring) -> Bool {
        word.count >= 5 && word.hasSuffix("ing") && !otherEndings.contains(where: word.hasSuffix)
            && word.utf8.allSatisfy { $0 < 0x80 }
    }

    /// Words in `-ing` that name no sound: nouns, and those that explanations begin with.
    private static let otherEndings = [
        "thing", "spring", "string", "during", "evening", "morning", "ceiling", "wedding", "being",
        "building", "meaning", "including", "excluding", "according", "depending", "regarding",
        "setting", "heading", "sibling", "starling", "sterling",
    ]

    private static let known: Set<Substring> = [
        "applause", "applauds", "audience", "bangs", "bark", "barks", "beep", "beeps", "bell",
        "bleats", "burps", "buzzes", "cackles", "chatter", "cheer", "cheers", "chimes", "chirps",
        "chuckle", "chuckles", "clap", "claps", "clatters", "clicks", "clinks", "cough", "coughs",
        "crash", "crashes", "creak", "creaks", "cries", "croaks", "crunches", "explodes",
        "explosion", "exhales", "fanfare", "footsteps", "gasp", "gasps", "giggle", "giggles",
        "groan",
        "groans", "growl", "growls", "grunt", "grunts", "gulps", "gunfire", "gunshot", "gunshots",
        "hiccups", "hisses", "honks", "hoots", "howls", "hum", "hums", "inaudible", "inhales",
        "knock", "knocks", "laugh", "laughs", "laughter", "meow", "meows", "moan", "moans",
        "mumbles",
        "murmurs", "music", "mutters", "neighs", "noise", "opens", "closes", "pants", "quacks",
        "rattles", "ringtone", "rings", "roar", "roars", "rumbles", "rustles", "scoffs", "scream",
        "screams", "screeches", "shatters", "shout", "shouts", "shrieks", "shudders", "sigh",
        "sighs",
        "silence", "singing", "sings", "siren", "sirens", "slam", "slams", "slurps", "smooches",
        "snaps", "sneeze", "sneezes", "snickers", "sniff", "sniffles", "sniffs", "snore", "snores",
        "snorts", "sob", "sobs", "speaks", "splash", "splashes", "squeaks", "squeals", "stammers",
        "static", "stutters", "swallows", "theme", "throat", "thud", "thuds", "thunder", "ticks",
        "tuts", "wails", "wheezes", "whimpers", "whirs", "whisper", "whispers", "whistle",
        "whistles",
        "whoops", "yawn", "yawns", "yell", "yells", "yelps",
        "applaus", "atmet", "bellt", "brüllt", "explosion", "flüstert", "gelächter", "gähnen",
        "gähnt",
        "hupt", "husten", "hustet", "jubel", "keucht", "kichert", "klingelt", "klopft", "lachen",
        "lacht", "musik", "murmelt", "pfeift", "räuspert", "schluchzt", "schnarcht", "schrei",
        "schreit", "schüsse", "seufzen", "seufzt", "singt", "stille", "stöhnt", "weint",
        "applaudissements", "baille", "bâille", "chante", "chuchote", "cri", "criant", "crie",
        "cris",
        "éternue", "gémit", "murmure", "musique", "pleure", "pleurs", "rire", "rires", "rit",
        "ronfle", "sanglote", "siffle", "soupir", "soupire", "toux", "tousse", "hurle", "sonne",
        "aplausos", "bosteza", "canta", "estornuda", "grita", "grito", "jadea", "llanto", "llora",
        "murmura", "música", "ríe", "risa", "risas", "ronca", "silba", "solloza", "suspira",
        "suspiro", "susurra", "tose", "suena",
        "applausi", "fischia", "grida", "mormora", "musica", "piange", "ride", "risate", "russa",
        "sbadiglia", "sospira", "sospiro", "starnutisce", "sussurra", "tossisce", "urla",
        "aplausos", "chora", "funga", "geme", "grita", "ri", "riso", "risos", "ronca", "tosse",
        "аплодисменты", "вздох", "вздыхает", "всхлипывает", "зевает", "кашель", "кашляет", "крик",
        "крики", "кричит", "музыка", "плач", "плачет", "поёт", "поет", "смеется", "смеётся", "смех",
        "стонет", "стук", "тишина", "хихикает", "чихает", "шепчет", "шёпотом", "шепотом",
        "웃음", "한숨", "박수", "음악", "울음", "비명", "기침", "하품",
        "ضحك", "يضحك", "تضحك", "موسيقى", "تصفيق", "تنهد", "يتنهد", "صراخ", "يصرخ",
    ]

    private static let syllabic = [
        "笑", "哭", "泣", "叹气", "嘆氣", "叹息", "嘆息", "音乐", "音樂", "音楽", "掌声", "掌聲", "鼓掌", "拍手",
        "咳", "哈欠", "尖叫", "大声", "大聲", "低语", "低語", "耳语", "喘", "呻吟", "枪声", "槍聲", "爆炸", "雷声",
        "敲门", "敲門", "铃声", "鈴聲", "ため息", "歓声", "悲鳴", "あくび", "叫び", "くしゃみ", "鳴き", "ノック",
        "เสียง", "หัวเราะ", "ถอนหายใจ", "ดนตรี", "ปรบมือ",
    ]
}
