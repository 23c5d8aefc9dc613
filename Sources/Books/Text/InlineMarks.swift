import Texts

/// Takes marks out of a paragraph: underscores and stars around words, places of notes.
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
        for (index, scalar) in marked.enumerated() {
            if scalar == "_" || scalar == "*" && hasStars, isEmphasis(marked, at: index) {
                emphasis.append(scalar)
            } else if scalar.value >= NoteFinder.firstMark {
                let number = Int(scalar.value - NoteFinder.firstMark)
                notes.append(number)
                text += note(number)
            } else if scalar != " " || text.last != " " {
                text.append(scalar)
            }
        }
        while text.last?.isSpace == true { text.removeLast() }
        while text.first?.isSpace == true { text.removeFirst() }
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
