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

    /// Whether words name a sound and nothing else: one of them is known to, and none of them speaks.
    ///
    /// Stricter than ``areSound(_:)``: `*amazing*` and `*I scream!*` are emphasis.
    static func areCertainSound(_ text: some StringProtocol) -> Bool {
        if text.unicodeScalars.contains(where: \.isOfScriptWithoutSpaces) {
            return text.unicodeScalars.count <= 6 && areSound(text)
        }
        let words = text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "-" }
        guard let first = words.first, words.count <= 4, isPlain(text),
            !text.unicodeScalars.contains(where: { ",.".unicodeScalars.contains($0) }),
            !speakers.contains(first)
        else { return false }
        return words.contains { known.contains($0) || isGerundOfKnown($0) }
            || words.allSatisfy(interjections.contains)
    }

    /// Whether a word in `-ing` is a form of a known one: `laughing`, `clapping`, `whistling`.
    private static func isGerundOfKnown(_ word: Substring) -> Bool {
        guard word.hasSuffix("ing") else { return false }
        let stem = word.dropLast(3)
        let single = stem.dropLast()
        return ["", "s", "e", "es"].contains { known.contains(stem + $0) }
            || (stem.last == single.last && ["", "s"].contains { known.contains(single + $0) })
    }

    /// Words with which people speak of what they do themselves.
    private static let speakers: Set<Substring> = [
        "i", "i'm", "we", "you", "ich", "du", "wir", "je", "j'ai", "tu", "nous", "vous", "yo", "tú",
        "eu", "io", "я", "ты", "мы", "вы", "ik", "jij", "jag", "jeg", "minä", "ben", "biz",
    ]

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

    private static let syllabic = [
        "笑", "哭", "泣", "叹气", "嘆氣", "叹息", "嘆息", "音乐", "音樂", "音楽", "掌声", "掌聲", "鼓掌", "拍手",
        "咳", "哈欠", "尖叫", "大声", "大聲", "低语", "低語", "耳语", "喘", "呻吟", "枪声", "槍聲", "爆炸", "雷声",
        "敲门", "敲門", "铃声", "鈴聲", "ため息", "歓声", "悲鳴", "あくび", "叫び", "くしゃみ", "鳴き", "ノック",
        "เสียง", "หัวเราะ", "ถอนหายใจ", "ดนตรี", "ปรบมือ",
    ]
}
