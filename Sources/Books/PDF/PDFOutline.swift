import Markup

/// The bookmarks of a PDF, as `pdftohtml -xml` writes them.
enum PDFOutline {
    /// A bookmark.
    struct Entry: Sendable {
        let title: String
        /// From 1.
        let level: Int
        /// From 0.
        let page: Int
    }

    /// The bookmarks in order; none where the file has none.
    static func entries(_ bytes: [UInt8]) -> [Entry] {
        let entries = try? MarkupTree.withTree(.xml(bytes)) { root in
            root.first("outline").map { read($0, level: 1) } ?? []
        }
        return entries ?? []
    }

    private static func read(_ outline: MarkupNode, level: Int) -> [Entry] {
        outline.elements.flatMap { element -> [Entry] in
            if element.name == "outline" { return read(element, level: level + 1) }
            guard element.name == "item", let page = element.attribute("page").flatMap({ Int($0) })
            else { return [] }
            return [Entry(title: SpokenText.line(element.text), level: level, page: page - 1)]
        }
    }
}
