import Texts

/// Takes marks out of a paragraph: underscores, stars and equals signs around words, places of
/// notes.
struct InlineMarks {
    /// The text that is spoken.
    private(set) var text: [Unicode.Scalar] = []
    /// The characters that marked words as italic or bold.
    private(set) var emphasis: [Unicode.Scalar] = []
    /// The numbers of the notes that are marked here.
    private(set) var notes: [Int] = []

    /// Cleans a text; each note's mark is replaced by what a function gives for it.
    init(_ marked: [Unicode.Scalar], note: (Int) -> [Unicode.Scalar]) {
        text.reserveCapacity(marked.count)
        let hasStars = marked.count { $0 == "*" } >= 2
        let bold = InlineMarks.boldSigns(in: marked)
        // How many spaces stand behind a note's mark that nothing is spoken for.
        var spacesBehindMark: Int?
        for (index, scalar) in marked.enumerated() {
            let isMark = scalar == "_" || scalar == "*" && hasStars
            if isMark && isEmphasis(marked, at: index) || bold.contains(index) {
                emphasis.append(scalar)
            } else if scalar.value >= NoteFinder.firstMark {
                let number = Int(scalar.value - NoteFinder.firstMark)
                notes.append(number)
                let spoken = note(number)
                text += spoken
                spacesBehindMark = spoken.isEmpty ? 0 : nil
            } else if scalar == " " {
                if text.last != " " { text.append(scalar) }
                spacesBehindMark = spacesBehindMark.map { $0 + 1 }
            } else {
                // The space before a mark goes with it; French sets one before signs of its own.
                let signs = spacesBehindMark == 0 ? ".,;:!?)]…”’" : ".,"
                if spacesBehindMark != nil, text.last == " ", signs.unicodeScalars.contains(scalar)
                {
                    text.removeLast()
                }
                text.append(scalar)
                spacesBehindMark = nil
            }
        }
        while text.last?.isSpace == true { text.removeLast() }
        while text.first?.isSpace == true { text.removeFirst() }
    }

    /// The equals signs that stand around bold words as Project Gutenberg writes them: no arrow, no
    /// comparison, no attribute.
    private static func boldSigns(in text: [Unicode.Scalar]) -> Set<Int> {
        var signs: Set<Int> = []
        var open: Int?
        for index in text.indices where text[index] == "=" {
            let before = index > 0 ? text[index - 1] : " "
            let after = index + 1 < text.count ? text[index + 1] : " "
            if let start = open, !before.isSpace, before != "=", !after.isWordPart, after != "=" {
                signs.formUnion([start, index])
                open = nil
            } else if before.isSpace || "(“‘\"'—".unicodeScalars.contains(before) {
                let opens = after.isWordPart || "“‘\"'(_".unicodeScalars.contains(after)
                open = opens ? index : nil
            }
        }
        return signs
    }

    /// Whether a mark stands at a word's edge, other marks and punctuation aside: `snake_case`,
    /// `5*3` and a blank `____` stay.
    private func isEmphasis(_ text: [Unicode.Scalar], at index: Int) -> Bool {
        let mark = text[index]
        var (start, end) = (index, index)
        while start > 0, text[start - 1] == mark { start -= 1 }
        while end + 1 < text.count, text[end + 1] == mark { end += 1 }
        guard end - start < (mark == "*" ? 3 : 2) else { return false }
        let before = start > 0 ? text[start - 1] : " "
        let after = end + 1 < text.count ? text[end + 1] : " "
        let opens = !before.isWordPart && !after.isSpace
        let closes = !before.isSpace && !after.isWordPart
        return opens || closes
    }
}
