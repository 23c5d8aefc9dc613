import Texts

/// Lines of a cue as one.
enum LineJoining {
    /// The lines with a space between them; with none where both sides do without spaces.
    static func joined(_ lines: [String]) -> String {
        var text = ""
        for line in lines where !line.isEmpty {
            let needsSpace = !text.isEmpty && !joinsWithoutSpace(text, line)
            text += needsSpace ? " " + line : line
        }
        return text
    }

    /// A mark beside Chinese joins as Chinese does; a Latin word or a number keeps its space.
    private static func joinsWithoutSpace(_ text: String, _ line: String) -> Bool {
        guard let last = text.unicodeScalars.last, let first = line.unicodeScalars.first else {
            return true
        }
        let isSpaceless = last.doesWithoutSpaces || first.doesWithoutSpaces
        return isSpaceless && !last.isOfSpacedText && !first.isOfSpacedText
    }
}

extension Unicode.Scalar {
    private var isLetterOrNumber: Bool {
        properties.isAlphabetic || properties.numericType != nil
    }

    /// Whether the character is a letter or number of a script whose words spaces part.
    fileprivate var isOfSpacedText: Bool { isLetterOrNumber && !doesWithoutSpaces }
}

extension StringProtocol {
    /// Whether a sentence ends at the text's end, or its speaker is cut off there.
    var endsSentence: Bool {
        let closing = "\"'”’»)]」』".unicodeScalars
        guard let last = unicodeScalars.last(where: { !closing.contains($0) && $0 != " " }) else {
            return true
        }
        return last.endsSentence || last == "—" || hasSuffix("--")
    }
}

extension Unicode.Scalar {
    /// Whether the character ends sentences.
    var endsSentence: Bool { ".!?…。！？؟।‥♪♫".unicodeScalars.contains(self) }
}

/// How the letters of a text are cased.
struct Casing {
    private(set) var upperCount = 0
    private(set) var lowerCount = 0

    init(_ text: some Sequence<Unicode.Scalar>) {
        for scalar in text {
            if scalar.properties.isUppercase { upperCount += 1 }
            if scalar.properties.isLowercase { lowerCount += 1 }
        }
    }

    /// Whether there are capitals, two at least, and nothing else that has case.
    var isCapitals: Bool { upperCount >= 2 && lowerCount == 0 }
}
