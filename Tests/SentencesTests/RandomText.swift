import TestSupport

/// Random texts in many scripts, with all that makes cutting hard.
struct RandomText {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    private static let words: [[String]] = [
        ["The", "cat", "sat", "Mr", "e.g", "U.S", "x", "3.14", "1,000", "No", "we'll", "end"],
        ["für", "Über", "z", "B", "12", "Straße", "daß", "Dr", "e\u{301}", "n\u{303}a"],
        ["где", "Он", "ул", "г", "А", "сказал", "т", "пр", "и\u{306}"],
        ["قال", "سؤال", "د", "العربية", "\u{202A}1\u{202C}", "\u{600}12", "لا"],
        ["है", "सच्चाई", "कोई", "क्षत्रिय", "नहीं", "हिन्दी"],
        ["他", "說道", "三國", "１９９０年", "一", "好", "㐂", "𠮷"],
        ["これ", "は", "ペン", "です", "山", "きょう", "か\u{3099}", "ッ"],
        ["\u{1100}\u{1161}\u{11A8}", "한국", "어", "는"],
        ["👨‍👩‍👧‍👦", "🇩🇪🇫🇷", "👍🏽", "❤️", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}"],
        ["ภาษา", "ไทย", "ကို", "မြန်မာ", "እንደ", "Ի՞նչ", "ελλη", "שָׁלוֹם"],
    ]
    private static let joints = [
        " ", " ", " ", " ", " ", " ", "", ". ", ". ", "! ", "? ", ", ", "; ", ": ", ".\n\n", "\n",
        "\r\n", "\r\n\r\n", "。", "！", "，", "、", "।", "؟ ", "... ", "… ", " – ", "—", ".” ", " “",
        "「", "」", "(", ") ", "\"", "' ", "\u{A0}", "\u{3000}", " \u{301}", "\u{FE0F}", "  \t ",
        ".[1] ",
        "-", "/", " 1) ", " 2) ", "\n• ", "\u{2029}", "\u{FEFF}", ".",
    ]

    /// A text of about so many words.
    mutating func next(words count: Int) -> String {
        let script = Self.words.randomElement(using: &generator) ?? []
        let mixes = Int.random(in: 0..<4, using: &generator) == 0
        var text = ""
        for _ in 0..<count {
            let words = mixes ? Self.words.randomElement(using: &generator) ?? [] : script
            text += words.randomElement(using: &generator) ?? ""
            text += Self.joints.randomElement(using: &generator) ?? ""
        }
        return text
    }

    mutating func int(in range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    /// Plain English sentences and how they are joined: by a blank line or by a space.
    mutating func sentences(_ count: Int) -> (sentences: [String], endsParagraph: [Bool]) {
        let sentences = (0..<count).map { _ in
            "T" + String(repeating: "o", count: int(in: 3...30)) + "."
        }
        return (sentences, (0..<count - 1).map { _ in int(in: 0...2) == 0 })
    }
}
