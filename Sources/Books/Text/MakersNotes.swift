import Texts

/// Tells notes of those who made the file, and indexes, from the book's own text.
///
/// Such a heading opens the back matter only at the book's end. A note before it is left out up to
/// the next wide gap, and whatever reads as prose under `Index` is spoken.
struct MakersNotes {
    /// The notes before the book.
    private(set) var asides: [ContentsList] = []
    /// The headings, without those of notes and of what is no index.
    private(set) var headings: [HeadingCandidate] = []

    /// No note before a book is longer, in lines.
    private static let lineLimit = 80

    private let lines: [TextLine]
    private let passages: [Passage]

    init(lines: [TextLine], passages: [Passage], headings: [HeadingCandidate]) {
        (self.lines, self.passages) = (lines, passages)
        for (index, heading) in headings.enumerated() {
            let later = headings[(index + 1)...]
            let isFollowed = later.contains { $0.mark.form.style != .special }
            guard heading.mark.isBackMatter else {
                self.headings.append(heading)
                continue
            }
            let end = later.first?.line ?? .max
            if isIndex(heading) ? isList(heading, before: end) : !isFollowed {
                self.headings.append(heading)
            } else if !isIndex(heading) {
                asides.append(aside(heading, before: end))
            }
        }
    }

    private func isIndex(_ heading: HeadingCandidate) -> Bool {
        ["index", "register"].contains(FoldedWord.key(of: lines[heading.line].scalars))
    }

    private func following(_ heading: HeadingCandidate, before end: Int) -> [Passage] {
        passages.filter { $0.lines.lowerBound > heading.line && $0.lines.lowerBound < end }
    }

    /// Whether what stands under a heading is no prose: few of its passages end as sentences do.
    private func isList(_ heading: HeadingCandidate, before end: Int) -> Bool {
        let following = following(heading, before: end)
        let prose = following.filter { passage in
            let text = lines[passage.lines].flatMap(\.scalars)
            guard let last = text.last, last.canEndSentence, text.count > 80 else { return false }
            return text.count(where: \.isDigit) * 20 < text.count
        }
        return prose.count * 2 < max(1, following.count)
    }

    /// The note: its first passage, and what follows it without a wide gap.
    private func aside(_ heading: HeadingCandidate, before limit: Int) -> ContentsList {
        var end = heading.passage.upperBound
        for passage in following(heading, before: limit) {
            let isFirst = heading.passage.count == 1 && end == heading.passage.upperBound
            guard isFirst || passage.blankCount < 2,
                passage.lines.upperBound - heading.line <= MakersNotes.lineLimit
            else { break }
            end = passage.lines.upperBound
        }
        return ContentsList(lines: heading.line..<end, entries: [], reason: .frontMatter)
    }
}
