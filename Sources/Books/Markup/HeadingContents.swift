/// The table of contents of a book that has none: its headings, else its files.
enum HeadingContents {
    static func entries(of order: ReadingOrder) -> [ContentsEntry] {
        let headings = HeadingLines(of: order).headings
        let pages = order.pages.indices.filter { !order.pages[$0].pieces.isEmpty }
        let headed = pages.filter { page in order.pages[page].pieces.contains(where: \.isHeading) }
        guard headings.isEmpty || headed.count * 2 < pages.count else {
            var rest = headings[...]
            return tree(&rest, below: 0)
        }
        return pages.map { page in
            let start = order.pageStarts[page]
            let title = order.pages[page].pieces.first { $0.isHeading }?.block.text
            return ContentsEntry(title: title ?? "", place: .piece(start))
        }
    }

    /// The headings of a level, with those of deeper levels that follow each as its children.
    private static func tree(
        _ headings: inout ArraySlice<HeadingLines.Heading>, below level: Int
    ) -> [ContentsEntry] {
        var entries: [ContentsEntry] = []
        while let heading = headings.first, heading.level > level {
            headings = headings.dropFirst()
            entries.append(
                ContentsEntry(
                    title: heading.title, place: .piece(heading.position),
                    children: tree(&headings, below: heading.level)))
        }
        return entries
    }
}
