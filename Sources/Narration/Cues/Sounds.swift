import Texts

/// Sounds and gestures in brackets or asterisks: `[door slams]`, `(sighs)`, `（笑）`, `*cough*`.
///
/// Between asterisks stands emphasis too, so that only words known to name sounds count there.
///
/// In brackets stands speech too: `x[i]`, `(optional)`, `【第一章】`. What is attached to a word or
/// stands within a sentence is speech, but for words that are known to name sounds; in doubt,
/// brackets are spoken. ``Place`` has the rules.
struct Sounds {
    static let squareBrackets: [Unicode.Scalar: Unicode.Scalar] = [
        "[": "]", "【": "】", "［": "］", "〔": "〕",
    ]
    private static let closings = squareBrackets.merging(["(": ")", "（": "）"]) { $1 }

    /// The text without its sounds, or with them and without their brackets.
    private(set) var lines: [String] = []
    /// The sounds, without their brackets.
    private(set) var sounds: [String] = []
    private let scalars: [Unicode.Scalar]
    private var text: [Unicode.Scalar] = []
    private let reads: Bool

    /// The sounds of a cue's lines.
    init(_ lines: [String], reads: Bool) {
        self.reads = reads
        scalars = Array(lines.joined(separator: "\n").unicodeScalars)
        var index = 0
        while index < scalars.count { index = step(at: index) }
        self.lines = text.split(separator: "\n").map { String($0).singleSpaced }
            .filter { !$0.isEmpty }
    }

    /// Takes one character or one sound over, and returns where to go on.
    private mutating func step(at index: Int) -> Int {
        let scalar = scalars[index]
        if let close = Sounds.closings[scalar], let end = end(close, after: index) {
            let inner = scalars[(index + 1)..<end]
            if Place(of: index...end, in: scalars, after: text).holdsSound(inner, in: scalar) {
                return take(index + 1..<end, isSound: true, next: end + 1)
            }
        }
        if scalar == "*", let (inner, next) = starred(at: index) {
            return take(inner, isSound: isStarredSound(inner, before: next), next: next)
        }
        text.append(scalar)
        return index + 1
    }

    private mutating func take(_ inner: Range<Int>, isSound: Bool, next: Int) -> Int {
        if isSound { sounds.append(String(scalars[inner]).singleSpaced) }
        if !isSound || reads {
            // Lines that emphasis runs over stay lines: dashes and labels begin them.
            text += scalars[inner].map { $0 == "\n" && isSound ? " " : $0 }
        }
        return next
    }

    /// Where a bracket closes, at most 200 characters away and before another opens.
    private func end(_ close: Unicode.Scalar, after index: Int) -> Int? {
        let found = scalars[(index + 1)...].prefix(200).firstIndex {
            $0 == close || $0 == scalars[index]
        }
        return found.flatMap { scalars[$0] == close ? $0 : nil }
    }

    /// Whether words between asterisks are a sound; in doubt they are emphasis, which is spoken.
    private func isStarredSound(_ inner: Range<Int>, before next: Int) -> Bool {
        guard text[...].beginsPhrase, SoundWords.areCertainSound(String(scalars[inner])) else {
            return false
        }
        // `*Music* is my life` goes on with its sentence, `*Coughs* excuse me` does not.
        let isCapitalized = scalars[inner].first?.properties.isUppercase ?? false
        let follower = scalars[next...].first { $0 != " " }
        let goesOn = isCapitalized && (follower?.properties.isLowercase ?? false)
        return !goesOn || scalars[inner].last == "s"
    }

    /// What stands between asterisks, as many on both sides, and where they end.
    ///
    /// Emphasis may run over the lines of a cue. Where a letter or a number touches them from outside
    /// they are none: `2*a*b`, `b*****d`.
    private func starred(at index: Int) -> (inner: Range<Int>, next: Int)? {
        let count = scalars[index...].prefix { $0 == "*" }.count
        let start = index + count
        guard count <= 3, start < scalars.count, !scalars[start].properties.isWhitespace,
            !touchesWord(scalars[..<index].last),
            let end = scalars[start...].prefix(200).firstIndex(of: "*"),
            scalars[end...].prefix(while: { $0 == "*" }).count == count,
            scalars[..<end].last?.properties.isWhitespace == false,
            !touchesWord(scalars[(end + count)...].first),
            scalars[start..<end].contains(where: \.properties.isAlphabetic)
        else { return nil }
        return (start..<end, end + count)
    }

    private func touchesWord(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            && !scalar.doesWithoutSpaces
    }
}

extension Sounds {
    /// Where brackets stand in their cue.
    private struct Place {
        /// Whether nothing stands before them on their line but a dash and other sounds.
        private let startsLine: Bool
        private let endsLine: Bool
        /// Whether a line, a sentence or what a speaker says begins with them.
        private let beginsPhrase: Bool
        /// Whether a word or a sign of arithmetic touches them in front.
        private let isAttachedBefore: Bool
        private let isAttachedBehind: Bool

        init(of range: ClosedRange<Int>, in scalars: [Unicode.Scalar], after text: [Unicode.Scalar])
        {
            startsLine = text[...].beginsLine
            beginsPhrase = text[...].beginsPhrase
            let behind = scalars[(range.upperBound + 1)...].prefix(64).first { $0 != " " }
            endsLine = behind == nil || behind == "\n"
            isAttachedBefore = text.last.map(Place.attaches) ?? false
            let next = scalars[(range.upperBound + 1)...].first
            isAttachedBehind = next.map { Place.attaches($0) || $0 == "[" || $0 == "(" } ?? false
        }

        private static func attaches(_ scalar: Unicode.Scalar) -> Bool {
            (scalar.properties.isAlphabetic && !scalar.doesWithoutSpaces)
                || scalar.properties.numericType != nil
                || "+=/*^_&])".unicodeScalars.contains(scalar)
        }

        func holdsSound(_ inner: ArraySlice<Unicode.Scalar>, in open: Unicode.Scalar) -> Bool {
            switch open {
            case "(": isRoundSound(inner)
            case "[": isSquareSound(inner)
            // Titles stand in these brackets.
            case "【": (startsLine && endsLine) || isKnown(inner)
            default: isWideSound(inner)
            }
        }

        private func isKnown(_ inner: ArraySlice<Unicode.Scalar>) -> Bool {
            SoundWords.areSound(String(inner))
        }

        private func isSquareSound(_ inner: ArraySlice<Unicode.Scalar>) -> Bool {
            if isAttachedBefore { return false }
            if isAttachedBehind { return isKnown(inner) }
            if beginsPhrase {
                return !inner.allSatisfy { $0.properties.numericType != nil || $0 == " " }
            }
            // A key or a button has a capital and one word.
            let isPhrase = inner.first?.properties.isUppercase == false || inner.wordCount > 1
            let hasLetter = inner.contains(where: \.properties.isAlphabetic)
            return isKnown(inner) || (endsLine && isPhrase && hasLetter)
        }

        /// Letters and digits in full-width brackets translate what is before.
        private func isWideSound(_ inner: ArraySlice<Unicode.Scalar>) -> Bool {
            if inner.contains(where: \.isASCIILetterOrDigit) { return false }
            return startsLine || (beginsPhrase && endsLine) || isKnown(inner)
        }

        private func isRoundSound(_ inner: ArraySlice<Unicode.Scalar>) -> Bool {
            guard beginsPhrase, inner.count <= 60, !isAttachedBehind,
                inner.contains(where: \.properties.isAlphabetic),
                !inner.contains(where: { "=+<>/\"".unicodeScalars.contains($0) })
            else { return false }
            let count = inner.wordCount
            if Casing(inner).isCapitals {
                return count <= 8 && (endsLine || count > 1 || isKnown(inner))
            }
            if inner.last.map(\.endsSentence) == true { return false }
            if startsLine, endsLine { return count <= 5 && !Place.explains(inner) }
            return isKnown(inner)
        }

        /// Whether round brackets hold an explanation, by a number or by the word it begins with.
        private static func explains(_ inner: ArraySlice<Unicode.Scalar>) -> Bool {
            let first = String(inner.prefix { $0.properties.isAlphabetic }).lowercased()
            return explainingWords.contains(first)
                || inner.contains { $0.properties.numericType != nil }
        }

        private static let explainingWords: Set<String> = [
            "and", "as", "at", "but", "e", "especially", "except", "for", "from", "i", "if", "in",
            "it", "just", "maybe", "not", "note", "of", "on", "only", "optional", "or", "see",
            "that", "the", "this", "to", "we", "which", "who", "with", "you", "oder", "und",
            "siehe",
            "ou", "et", "voir", "o", "y", "ver", "и", "или", "см",
        ]
    }
}

extension ArraySlice<Unicode.Scalar> {
    fileprivate var wordCount: Int { split { $0 == " " || $0 == "\n" }.count }

    /// Whether a line begins at the text's end, with no more than a dash.
    fileprivate var beginsLine: Bool {
        let last = suffix(64).last { !"-–—―> ".unicodeScalars.contains($0) }
        return last == nil || last == "\n"
    }

    /// Whether a sound can stand at the text's end: a line, a sentence or what a speaker says begins.
    fileprivate var beginsPhrase: Bool {
        guard let last = suffix(64).last(where: { $0 != " " }) else { return true }
        return last == ":" || last == "：" || last.endsSentence || beginsLine
    }
}
