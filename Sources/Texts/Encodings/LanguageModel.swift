/// How likely each character is in texts of one language, as a cost in bits.
///
/// A text in the wrong encoding is made of characters that its language hardly has, or that stand
/// where it has none, and comes out several bits a character dearer.
struct LanguageModel: Sendable {
    /// How a language's writing goes together with Latin letters.
    enum Script: Sendable {
        case latin
        /// Another alphabet, whose words hold no Latin letters.
        case alphabet
        /// Characters without spaces, among which Latin words may stand.
        case ideographs
    }

    /// ISO 639.
    let code: String
    let script: Script
    private let costs: [Unicode.Scalar: Float]

    /// What the most frequent letters of any language cost.
    private static let leastCost: Float = 2.5
    /// What a letter of ASCII costs that the language does not have, such as one of a foreign name.
    private static let foreignLetterCost: Float = 13

    /// A language with an alphabet, by its letters from the most frequent on.
    ///
    /// Each space makes the letters behind it dearer by half a bit.
    init(_ code: String, _ script: Script, _ letters: String) {
        var costs: [Unicode.Scalar: Float] = [:]
        var cost = Self.leastCost
        for letter in letters.unicodeScalars {
            if letter == " " { cost += 0.5 } else { costs[letter] = cost }
        }
        self.code = code
        self.script = script
        self.costs = costs
    }

    /// A language without an alphabet, by the characters that make up much of any text.
    init(_ code: String, frequent: String, common: String) {
        var costs: [Unicode.Scalar: Float] = [:]
        for character in common.unicodeScalars { costs[character] = 8.5 }
        for character in frequent.unicodeScalars { costs[character] = 6 }
        self.code = code
        script = .ideographs
        self.costs = costs
    }

    /// Whether a character is one that the language is written with.
    func has(_ scalar: Unicode.Scalar) -> Bool { costs[scalar] != nil }

    /// What a letter in lower case costs.
    func cost(ofLetter scalar: Unicode.Scalar) -> Float {
        if let cost = costs[scalar] { return cost }
        switch scalar.value {
        case 0..<0x80: return script == .latin ? Self.foreignLetterCost : 5.5
        case 0xC0...0x24F, 0x1E00...0x1EFF: return script == .latin ? 17 : 16
        case 0x4E00...0x9FFF: return script == .ideographs ? 13 : 20
        case 0xFF61...0xFFDC: return 25
        case 0x3400...0x4DBF, 0x10000...: return 20
        default: return 15
        }
    }
}
