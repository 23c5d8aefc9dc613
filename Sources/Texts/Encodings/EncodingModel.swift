/// How likely each character is in texts of one language in one encoding, as a cost in bits.
///
/// The costs are rough on purpose: a text in the wrong encoding is made of characters that its
/// language hardly has, and comes out several bits a character dearer.
struct EncodingModel: Sendable {
    /// How a language's writing goes together with Latin letters.
    enum Script: Sendable {
        case latin
        /// Another alphabet, whose words hold no Latin letters.
        case alphabet
        /// Characters without spaces, among which Latin words may stand.
        case ideographs
    }

    /// By iconv's name.
    let encoding: String
    let script: Script
    private let costs: [Unicode.Scalar: Float]

    /// What it costs that a text is in any encoding but the usual one of the West, where a
    /// character or two outside ASCII tell nothing.
    private static let rarity: Float = 8
    /// What a letter of another alphabet costs that stands alone.
    private static let lonelinessCost: Float = 3
    /// What any ASCII character costs.
    static let asciiCost: Float = 4.5
    /// What a letter costs that the language does not have.
    private static let strangeLetterCost: Float = 14

    /// A language with an alphabet, by its letters outside ASCII from the most frequent on.
    ///
    /// Cased letters cost 3 bits more as capitals, which stand at the front of words only.
    init(_ encoding: String, _ script: Script, letters: String) {
        let (first, step): (Float, Float) = script == .latin ? (4.5, 0.5) : (3.5, 0.12)
        var costs: [Unicode.Scalar: Float] = [:]
        for (rank, letter) in letters.unicodeScalars.enumerated() {
            let cost = first + step * Float(rank)
            costs[letter] = cost
            let capital = letter.properties.uppercaseMapping.unicodeScalars
            if let capital = capital.first, capital != letter, costs[capital] == nil {
                costs[capital] = cost + 3
            }
        }
        self.encoding = encoding
        self.script = script
        self.costs = costs
    }

    /// A language without an alphabet, by the characters that make up much of any text.
    init(_ encoding: String, frequent: String, common: String) {
        var costs: [Unicode.Scalar: Float] = [:]
        for character in common.unicodeScalars { costs[character] = 8.5 }
        for character in frequent.unicodeScalars { costs[character] = 6 }
        self.encoding = encoding
        script = .ideographs
        self.costs = costs
    }

    /// The most that a character outside ASCII costs on the average, in bits, in a text that is
    /// one; a few characters may all be rare ones.
    func isText(cost: Float, count: Int) -> Bool {
        (cost - 16) / Float(max(count, 1)) <= (script == .alphabet ? 9 : 12.4)
    }

    /// What a text costs, in bits.
    func cost(of text: [Unicode.Scalar]) -> Float {
        var sum: Float = encoding == "WINDOWS-1252" ? 0 : EncodingModel.rarity
        var previous: Unicode.Scalar = "\n"
        var runLength = 0
        for scalar in text {
            if script == .alphabet {
                if !scalar.isLetter, runLength == 1, previous.value >= 0x80 {
                    sum += EncodingModel.lonelinessCost
                }
                runLength = scalar.isLetter ? runLength + 1 : 0
            }
            if scalar.value < 0x80 {
                sum += EncodingModel.asciiCost
                if script != .latin, scalar.isLetter, previous.value >= 0x80, previous.isLetter {
                    sum += mixingCost
                }
            } else {
                sum += cost(of: scalar) + joiningCost(of: scalar, after: previous)
            }
            previous = scalar
        }
        return sum
    }

    private var mixingCost: Float { script == .alphabet ? 8 : 4 }

    private func joiningCost(of scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> Float {
        guard previous.isLetter, scalar.isLetter else { return 0 }
        if previous.value < 0x80 {
            if script != .latin { return mixingCost }
            return previous.properties.isLowercase && scalar.properties.isUppercase ? 5 : 0
        }
        guard script == .alphabet || script == .latin else { return 0 }
        return previous.properties.isLowercase && scalar.properties.isUppercase ? 5 : 0
    }

    private func cost(of scalar: Unicode.Scalar) -> Float {
        if let cost = costs[scalar] { return cost }
        switch scalar.value {
        case 0x3001, 0x3002, 0x300C...0x300F, 0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B,
            0xFF1F, 0x300A, 0x300B, 0x3000:
            return script == .ideographs ? 5 : 14
        case 0xA0, 0xAB, 0xBB, 0x2013...0x2026: return 6
        case 0xA1...0xBF, 0x20AC, 0x2116, 0x2122, 0x3003...0x303F: return 11
        case 0x4E00...0x9FFF: return script == .ideographs ? 13 : 20
        case 0x80...0x9F, 0xE000...0xF8FF, 0xFF61...0xFFDC, 0xFFFD: return 25
        case 0x2500...0x25FF: return 15
        case 0x3400...0x4DBF, 0x10000...: return 20
        default: return scalar.isLetter ? EncodingModel.strangeLetterCost : 15
        }
    }
}
