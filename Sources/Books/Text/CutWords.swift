import Texts

/// Which words that a hyphen at a line's end cuts are one word.
///
/// `well-` + `known` keeps its hyphen if `well-known` stands elsewhere in the text, and loses it if
/// `wellknown` does. Where neither shows, the text's own habit decides.
struct CutWords {
    private var whole: Set<UInt64> = []
    private var hyphenated: Set<UInt64> = []
    private var isCuttingUsual = false

    /// What a text says about the words at its lines' ends.
    init(in lines: ArraySlice<TextLine>) {
        var pairs: [(whole: UInt64, hyphenated: UInt64)] = []
        for index in lines.indices.dropLast() where CutWords.endsInHyphen(lines[index].scalars) {
            guard let pair = CutWords.hashes(lines[index].scalars, lines[index + 1].scalars) else {
                continue
            }
            pairs.append(pair)
        }
        guard !pairs.isEmpty else { return }
        let wanted = Set(pairs.flatMap { [$0.whole, $0.hyphenated] })
        var found: Set<UInt64> = []
        for line in lines { CutWords.note(line.scalars, wanted: wanted, in: &found) }
        whole = Set(pairs.map(\.whole)).intersection(found)
        hyphenated = Set(pairs.map(\.hyphenated)).intersection(found)
        let wholeCount = pairs.count { found.contains($0.whole) && !found.contains($0.hyphenated) }
        let hyphenCount = pairs.count { found.contains($0.hyphenated) }
        // A text whose lines are cut at words has one in twenty lines or more end so.
        isCuttingUsual =
            wholeCount > hyphenCount
            || (wholeCount == hyphenCount && pairs.count * 20 > lines.count)
    }

    /// Whether a text's last word and the next line's first are one word.
    func isCut(_ text: [Unicode.Scalar], _ next: [Unicode.Scalar]) -> Bool {
        guard CutWords.endsInHyphen(text), let pair = CutWords.hashes(text, next) else {
            return false
        }
        if hyphenated.contains(pair.hyphenated) { return false }
        if whole.contains(pair.whole) { return true }
        return isCuttingUsual && next.first?.isLowercase == true
    }

    private static func endsInHyphen(_ text: [Unicode.Scalar]) -> Bool {
        guard let last = text.last, last == "-" || last == "\u{2010}" || last == "¬" else {
            return false
        }
        return text.dropLast().last?.isLetter == true
    }

    private static func hashes(
        _ text: [Unicode.Scalar], _ next: [Unicode.Scalar]
    ) -> (whole: UInt64, hyphenated: UInt64)? {
        let head = text.dropLast().reversed().prefix { $0.isLetter || $0 == "-" }.reversed()
        let tail = next.prefix { $0.isLetter || $0 == "-" && true }
        let word = tail.prefix { $0.isLetter }
        guard !head.isEmpty, !word.isEmpty else { return nil }
        return (hash(Array(head) + word), hash(Array(head) + ["-"] + word))
    }

    /// Notes which wanted words a line has; words with hyphens also by each two parts.
    private static func note(
        _ line: [Unicode.Scalar], wanted: Set<UInt64>, in found: inout Set<UInt64>
    ) {
        var start = 0
        while start < line.count {
            guard line[start].isLetter else {
                start += 1
                continue
            }
            var end = start
            while end < line.count,
                line[end].isLetter
                    || line[end] == "-" && end + 1 < line.count && line[end + 1].isLetter
            {
                end += 1
            }
            // The halves of a cut word are no words.
            if end < line.count || line.last != "-" {
                let hash = hash(line[start..<end])
                if wanted.contains(hash) { found.insert(hash) }
            }
            start = end
        }
    }

    /// FNV-1a over small letters.
    private static func hash(_ word: some Sequence<Unicode.Scalar>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for scalar in word {
            let value =
                scalar.isUppercase && scalar.value < 0x80 ? scalar.value | 0x20 : scalar.value
            hash = (hash ^ UInt64(value)) &* 0x100_0000_01B3
        }
        return hash
    }
}
