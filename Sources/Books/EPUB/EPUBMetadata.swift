import Markup

/// Reads the metadata of a package document.
enum EPUBMetadata {
    static func read(_ element: MarkupNode) -> BookMetadata {
        var fields: [MarkupNode] = []
        element.forEachElement { fields.append($0) }
        func texts(_ name: String) -> [String] {
            fields.filter { $0.name == name }.map { SpokenText.line($0.text) }
                .filter { !$0.isEmpty }
        }
        var metadata = BookMetadata(
            title: texts("title").first, authors: authors(fields),
            language: texts("language").first,
            publisher: texts("publisher").first, date: date(fields))
        EPUBCatalogue(fields).complete(&metadata)
        return metadata.withoutCatalogueWords
    }

    /// Who made the book as its author, or, if no role says so, everybody who made it.
    private static func authors(_ fields: [MarkupNode]) -> [String] {
        let makers = fields.filter { $0.name == "creator" }
        let writers = makers.filter { maker in
            let role = role(of: maker, fields)
            return role == nil || role == "aut"
        }
        return (writers.isEmpty ? makers : writers).map { SpokenText.line($0.text) }
            .filter { !$0.isEmpty }
    }

    /// EPUB 2 has the role on the element, EPUB 3 in a `meta` that refines it.
    private static func role(of maker: MarkupNode, _ fields: [MarkupNode]) -> String? {
        if let role = maker.trimmedAttribute("role") { return role }
        guard let id = maker.trimmedAttribute("id") else { return nil }
        let refining = fields.first {
            $0.name == "meta" && $0.trimmedAttribute("property") == "role"
                && $0.trimmedAttribute("refines") == "#\(id)"
        }
        return refining.map { SpokenText.line($0.text) }
    }

    private static func date(_ fields: [MarkupNode]) -> String? {
        let dates = fields.filter { $0.name == "date" }
        let date = dates.first { $0.trimmedAttribute("event") == "publication" } ?? dates.first
        return date.map { SpokenText.line($0.text) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The identifier of the cover's picture, by EPUB 2's `meta name="cover"`.
    static func coverID(_ element: MarkupNode) -> String? {
        let metas = element.elements.filter {
            $0.name == "meta" && $0.trimmedAttribute("name") == "cover"
        }
        return metas.first?.trimmedAttribute("content")
    }
}
