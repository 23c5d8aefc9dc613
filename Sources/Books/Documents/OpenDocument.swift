import Markup

/// Reads an ODT for what it says of itself.
enum OpenDocument {
    /// OpenDocument 1.3, part 3, 5 and 14: comments, deleted text and lists of contents are not the text.
    private static let names = DocumentParagraphs.Names(
        paragraphs: ["p", "h"], texts: [],
        hidden: [
            "annotation", "tracked-changes", "note-citation", "table-of-content",
            "alphabetical-index", "illustration-index", "table-index", "user-index", "object-index",
            "title", "desc", "sequence-decls", "variable-decls", "forms",
        ],
        spaces: ["s", "tab", "line-break"])

    static func facts(_ archive: ZIPArchive) -> DocumentFacts {
        var facts = DocumentFacts(place: "content.xml")
        read("meta.xml", in: archive) { root in
            (
                root.first("title")?.text,
                (root.first("initial-creator") ?? root.first("creator"))?.text,
                root.first("language")?.text
            )
        }.map { (facts.title, facts.author, facts.markedLanguage) = $0 }
        facts.usualLanguage = read("styles.xml", in: archive, usualLanguage) ?? nil
        facts.paragraphs =
            read("content.xml", in: archive) { root in
                root.first("body").map { DocumentParagraphs($0, names).paragraphs }
            } ?? nil
        return facts
    }

    private static func read<Value: Sendable>(
        _ name: String, in archive: ZIPArchive, _ body: @Sendable (MarkupNode) -> Value
    ) -> Value? {
        guard let bytes = try? archive.bytes(of: name) else { return nil }
        return try? MarkupTree.withTree(.xml(bytes), body)
    }

    private static func usualLanguage(_ root: MarkupNode) -> String? {
        var code: String?
        root.forEachElement { style in
            guard code == nil, style.name == "default-style",
                style.attribute("family") == "paragraph",
                let properties = style.first("text-properties"),
                let language = properties.attribute("language"), language != "none"
            else { return }
            let country = properties.attribute("country") ?? "none"
            code = country == "none" ? language : "\(language)-\(country)"
        }
        return code
    }
}
