/// The table of contents, as readers show it beside the book.
///
/// Source: W3C, "EPUB 3.3", section 7 (navigation document).
struct NavigationDocument {
    let edition: ReadAlongEdition
    let pages: [BookPage]

    private struct Line {
        let title: String
        let level: Int
        let address: String
    }

    /// The document's text.
    var text: String {
        var lines = pages.flatMap { page in
            page.page.entries.map { entry in
                let place = entry.passage > 0 ? "#\(passageID(entry.passage))" : ""
                return Line(
                    title: entry.title, level: entry.level, address: page.textPath + place)
            }
        }
        // A table of contents may not be empty.
        if lines.isEmpty, let first = pages.first {
            lines = [Line(title: edition.title, level: 1, address: first.textPath)]
        }
        return xhtml(
            title: edition.title, edition, folder: "",
            body: """
                <nav epub:type="toc" id="toc">
                <h1>\(edition.title.xml)</h1>
                \(list(lines[...]))
                </nav>
                """)
    }

    /// Lines as a list, with those below each within it.
    private func list(_ lines: ArraySlice<Line>) -> String {
        var items: [String] = []
        var rest = lines
        while let line = rest.popFirst() {
            let inner = rest.prefix { $0.level > line.level }
            rest = rest.dropFirst(inner.count)
            let below = inner.isEmpty ? "" : "\n\(list(inner))\n"
            items.append("<li><a href=\"\(line.address)\">\(line.title.xml)</a>\(below)</li>")
        }
        return "<ol>\n\(items.joined(separator: "\n"))\n</ol>"
    }
}
