import Texts

/// Headings that a book's own structure does not mark: paragraphs that read as a text's headings do.
///
/// Readers of markup ask for them where their structure gives one chapter for the whole book.
struct PlainHeadings {
    /// A heading among the paragraphs.
    struct Heading {
        /// The paragraphs it is made of, in order: a number and its title.
        let paragraphs: Range<Int>
        let title: String
        /// Its depth, from 1.
        let level: Int
        /// Whether it names a part, whose chapters are a level deeper.
        let isPart: Bool
    }

    /// In order; empty unless two or more of them count on or are marked.
    private(set) var headings: [Heading] = []

    /// Finds them among paragraphs; lines of verse are parted by line breaks.
    init(_ paragraphs: [String]) {
        var lines: [TextLine] = []
        for (index, paragraph) in paragraphs.enumerated() {
            for line in paragraph.split(separator: "\n") {
                lines.append(TextLine(number: index, raw: Array(line.unicodeScalars)[...]))
            }
            lines.append(TextLine(number: index, raw: []))
        }
        let outline = OutlineFinder(
            lines: lines, range: 0..<lines.count, layout: PageLayout(of: lines[...])
        )
        .outline()
        let found = outline.headings.filter { !$0.isBackMatter }
        guard found.count(where: { $0.form.style != .special }) >= 2 else { return }
        let depths = Set(found.filter { $0.form.style != .special }.map(\.depth)).sorted()
        headings = found.compactMap { heading in
            guard let first = heading.pieces.first?.first, let last = heading.pieces.last?.last
            else { return nil }
            let level = depths.firstIndex(of: heading.depth).map { $0 + 1 } ?? 1
            return Heading(
                paragraphs: lines[first].number..<(lines[last].number + 1),
                title: heading.pieces.joined().map { lines[$0].text }.filter { !$0.isEmpty }
                    .joined(separator: " "),
                level: level, isPart: level < depths.count && heading.form.style != .special)
        }
    }
}
