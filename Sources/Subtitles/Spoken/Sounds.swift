import Books

/// Sounds and gestures in brackets or asterisks: `[door slams]`, `(sighs)`, `（笑）`, `*cough*`.
///
/// Square brackets always hold one. Full-width round ones do, unless Latin letters or digits stand
/// in them, which translate what is before. Round ones and asterisks do where a phrase could
/// begin and little stands in them; elsewhere they are speech: `(Edit)`.
struct Sounds {
    static let squareBrackets: [Unicode.Scalar: Unicode.Scalar] = [
        "[": "]", "【": "】", "［": "］", "〔": "〕",
    ]

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
        self.lines = text.split(separator: "\n").map { String(scalars: $0).singleSpaced }
            .filter { !$0.isEmpty }
    }

    /// Takes one character or one sound over, and returns where to go on.
    private mutating func step(at index: Int) -> Int {
        let scalar = scalars[index]
        if let close = Sounds.squareBrackets[scalar], let end = end(close, after: index) {
            return take(index + 1..<end, isSound: true, next: end + 1)
        }
        if scalar == "（", let end = end("）", after: index) {
            let isSound = !scalars[index..<end].contains(where: \.isASCIIAlphanumeric)
            if isSound { return take(index + 1..<end, isSound: true, next: end + 1) }
        }
        if scalar == "(", let end = end(")", after: index), isSound(index + 1..<end) {
            return take(index + 1..<end, isSound: true, next: end + 1)
        }
        if scalar == "*", let (inner, next) = starred(at: index) {
            let isShout = Casing(scalars[inner]).isCapitals
            return take(
                inner, isSound: !isShout && beginsPhrase && wordCount(inner) <= 4, next: next)
        }
        text.append(scalar)
        return index + 1
    }

    private mutating func take(_ inner: Range<Int>, isSound: Bool, next: Int) -> Int {
        if isSound { sounds.append(String(scalars: scalars[inner]).singleSpaced) }
        if !isSound || reads { text += scalars[inner].map { $0 == "\n" ? " " : $0 } }
        return next
    }

    /// Where a bracket closes, at most 200 characters away and before another opens.
    private func end(_ close: Unicode.Scalar, after index: Int) -> Int? {
        let found = scalars[(index + 1)...].prefix(200).firstIndex {
            $0 == close || $0 == scalars[index]
        }
        return found.flatMap { scalars[$0] == close ? $0 : nil }
    }

    /// Whether what round brackets hold is a sound, by its place and its length.
    private func isSound(_ inner: Range<Int>) -> Bool {
        guard beginsPhrase, inner.count <= 60,
            scalars[inner].contains(where: \.properties.isAlphabetic)
        else { return false }
        let casing = Casing(scalars[inner])
        let behind = inner.upperBound + 1
        let endsLine = behind == scalars.count || scalars[behind] == "\n"
        let startsLine = text.last.map { $0 == "\n" } ?? true
        let count = wordCount(inner)
        if casing.isCapitals { return count <= 8 }
        if scalars[inner].last.map(\.endsSentence) == true { return false }
        if startsLine, endsLine { return count <= 5 }
        return count <= 3 && casing.upperCount == 0
    }

    /// Whether a sound can stand at the text's end: a line, a sentence or what a speaker says begins.
    private var beginsPhrase: Bool {
        guard let last = text.last(where: { $0 != " " }) else { return true }
        if last == "\n" || last == ":" || last == "：" || last.endsSentence { return true }
        let beforeDash = text.last { !"-–—―> ".unicodeScalars.contains($0) }
        return beforeDash == nil || beforeDash == "\n"
    }

    private func wordCount(_ range: Range<Int>) -> Int {
        scalars[range].split { $0 == " " || $0 == "\n" }.count
    }

    /// What stands between asterisks, as many on both sides, and where they end.
    private func starred(at index: Int) -> (inner: Range<Int>, next: Int)? {
        let count = scalars[index...].prefix { $0 == "*" }.count
        let start = index + count
        guard count <= 3, start < scalars.count, scalars[start] != " ",
            let end = scalars[start...].prefix(60).firstIndex(where: { $0 == "*" || $0 == "\n" }),
            scalars[end...].prefix(while: { $0 == "*" }).count == count, scalars[end - 1] != " ",
            scalars[start..<end].contains(where: \.properties.isAlphabetic)
        else { return nil }
        return (start..<end, end + count)
    }
}
