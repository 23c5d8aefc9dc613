/// What a text costs in bits where it is one of some language.
struct TextCost {
    /// Of all characters.
    private(set) var bits: Float = 0
    /// Of those outside ASCII alone.
    private(set) var strangeBits: Float = 0
    /// How many of those there are.
    private(set) var strangeCount = 0

    private let model: LanguageModel
    /// The length of the run of letters up to here, and whether its last two are capitals.
    private var runLength = 0
    private var capitals = (false, false)
    /// Whether no letter has come since a line or a sentence ended.
    private var startsSentence = true
    /// Angle quotes that were opened and not closed, or the other way round.
    private var openQuotes = 0
    private var previous: Unicode.Scalar = "\n"

    init(of text: DecodedSample, in model: LanguageModel) {
        self.model = model
        for index in text.characters.indices {
            let character = text.characters[index]
            let next = index + 1 < text.characters.count ? text.characters[index + 1].scalar : "\n"
            let cost = cost(of: character, before: next)
            bits += cost
            if character.scalar.value >= 0x80 {
                strangeBits += cost
                strangeCount += 1
            }
            switch character.scalar {
            case "«": openQuotes += 1
            case "»": openQuotes -= 1
            default: break
            }
            previous = character.scalar
        }
        bits += 8 * Float(abs(openQuotes))
    }

    /// Whether the text can be one of the language at all.
    ///
    /// A few characters may all be rare ones; many are so dear on the average in no text.
    var isText: Bool {
        (strangeBits - 16) / Float(max(strangeCount, 1)) <= model.script.greatestAverage
    }

    private mutating func cost(
        of character: DecodedSample.Character, before next: Unicode.Scalar
    ) -> Float {
        let scalar = character.scalar
        guard character.isLetter || model.has(scalar) else {
            let endsLoneLetter =
                model.script == .alphabet && runLength == 1 && previous.value >= 0x80
            runLength = 0
            capitals = (false, false)
            if ["\n", ".", "!", "?"].contains(scalar) { startsSentence = true }
            return Self.cost(ofMark: scalar, in: model.script, after: previous, before: next)
                + (endsLoneLetter ? 3 : 0)
        }
        defer {
            runLength += 1
            startsSentence = false
            capitals = (capitals.1, character.isCapital)
        }
        return model.cost(ofLetter: character.lowercase) + caseCost(of: character)
            + mixingCost(of: scalar) + (isBeforeDigit(scalar, next) ? 6 : 0)
    }

    /// Capitals begin sentences and words, or make up all of them.
    private func caseCost(of character: DecodedSample.Character) -> Float {
        if character.isCapital {
            if runLength == 0 { return startsSentence ? 0.5 : 2.5 }
            return capitals.1 ? 1 : 7
        }
        if runLength == 0 { return startsSentence && character.isCased ? 2 : 0 }
        // The second of two capitals in front of small letters.
        return runLength > 1 && capitals.0 && capitals.1 && character.isCased ? 5 : 0
    }

    /// What it costs that letters of two scripts stand in one word.
    private func mixingCost(of scalar: Unicode.Scalar) -> Float {
        guard runLength > 0, (previous.value < 0x80) != (scalar.value < 0x80) else { return 0 }
        switch model.script {
        case .latin: return 0
        case .alphabet: return 8
        case .ideographs: return 4
        }
    }

    private func isBeforeDigit(_ scalar: Unicode.Scalar, _ next: Unicode.Scalar) -> Bool {
        model.script != .ideographs && scalar.value >= 0x80 && ("0"..."9").contains(next)
    }

    /// What it costs that something is neither letter nor mark of the language.
    private static func cost(
        ofMark scalar: Unicode.Scalar, in script: LanguageModel.Script,
        after previous: Unicode.Scalar, before next: Unicode.Scalar
    ) -> Float {
        switch scalar.value {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x20: return 2.5
        case 0..<0x20, 0x7F...0x9F, 0xE000...0xF8FF, 0xFFFD: return 25
        case 0..<0x80: return 6
        case 0x3001, 0x3002, 0x300C...0x300F, 0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B,
            0xFF1F, 0x300A, 0x300B, 0x3000:
            return script == .ideographs ? 5 : 14
        case 0xA0, 0xAB, 0xB7, 0xBB, 0x2013...0x2026, 0x200C...0x200F: return 7
        case 0xA1, 0xBF: return previous.isLetter ? 18 : next.isLetter ? 9 : 14
        case 0xAA, 0xB0, 0xBA: return previous.isDigit || !next.isLetter ? 10 : 18
        case 0xA3, 0xA5, 0x20AC: return next.isDigit || next == " " ? 8 : 15
        case 0xA8, 0xAF, 0xB4, 0xB8, 0x2C7...0x2DD: return 20
        case 0xB2, 0xB3, 0xB9: return next.isLetter ? 22 : 11
        case 0xD7: return previous == " " && next == " " ? 9 : 15
        case 0xA2...0xBE, 0x2116, 0x2122:
            return previous.isLetter && next.isLetter ? 22 : previous.isLetter ? 15 : 11
        case 0x3003...0x303F: return 11
        case 0x2500...0x25FF: return 18
        case 0xFF61...0xFFDC: return 25
        default: return previous.isLetter && next.isLetter ? 20 : 15
        }
    }
}

extension LanguageModel.Script {
    /// What the characters outside ASCII of a text cost on the average at most: those of a Latin text
    /// may all be signs, those of other scripts are mostly its letters.
    fileprivate var greatestAverage: Float {
        switch self {
        case .latin: 14.5
        case .alphabet: 9.5
        case .ideographs: 12.4
        }
    }
}
