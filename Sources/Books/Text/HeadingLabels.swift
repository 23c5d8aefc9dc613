import Texts

/// Tells headings such as `Preface` from a word that labels boxes and sections all over a book.
struct HeadingLabels {
    private(set) var headings: [HeadingCandidate] = []
    /// Those that come again and again.
    private(set) var labels: [HeadingCandidate] = []

    /// - Parameter chapters: The headings that count.
    init(
        _ special: [HeadingCandidate], among chapters: [HeadingCandidate], lines: [TextLine]
    ) {
        let groups = Dictionary(grouping: special) {
            FoldedWord.key(of: lines[$0.line].scalars)
        }
        for members in groups.values {
            if HeadingLabels.isLabel(members, among: chapters) {
                labels += members
            } else {
                headings += members
            }
        }
    }

    /// Whether one and the same line stands in too many places for a heading.
    ///
    /// Each part of a book may have its prologue, an interlude may follow every other chapter, and a
    /// web novel ends in any number of extra chapters.
    private static func isLabel(
        _ members: [HeadingCandidate], among chapters: [HeadingCandidate]
    ) -> Bool {
        guard members.count >= 3 else { return false }
        let parts = chapters.filter { $0.mark.form.depth < HeadingMark.Form.chapterDepth }
        let numbered = chapters.filter { $0.mark.form.depth == HeadingMark.Form.chapterDepth }
        if let last = numbered.map(\.line).max(), members.allSatisfy({ $0.line > last }) {
            return false
        }
        func places(among headings: [HeadingCandidate]) -> Set<Int> {
            Set(members.map { member in headings.count { $0.line < member.line } })
        }
        if !parts.isEmpty, places(among: parts).count == members.count { return false }
        return members.count * 2 > numbered.count
            || places(among: numbered).count < members.count
    }
}
