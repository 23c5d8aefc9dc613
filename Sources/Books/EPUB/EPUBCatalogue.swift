import Markup

/// What the metadata of a package document says for catalogues: series, numbers, subjects.
///
/// Sources: EPUB 3.3, "Package metadata" (`belongs-to-collection`, `collection-type`,
/// `group-position`, `identifier-type`); OPF 2.0.1 section 2.2 (`scheme`); calibre's
/// `calibre:series` and `calibre:series_index`.
struct EPUBCatalogue {
    private let fields: [MarkupNode]

    init(_ fields: [MarkupNode]) {
        self.fields = fields
    }

    /// Adds what is there to a book's metadata.
    func complete(_ metadata: inout BookMetadata) {
        metadata.series = collection ?? BookSeries(meta("calibre:series"), part: index)
        metadata.subjects = BookMetadata.subjects(texts("subject"))
        metadata.summary =
            fields.lazy.filter { $0.name == "description" }
            .compactMap { Self.summary($0) }.first
        for field in fields where field.name == "identifier" {
            let scheme = scheme(of: field)
            let text = SpokenText.line(field.text)
            metadata.isbn =
                metadata.isbn ?? BookNumber.isbn(text, isNamed: scheme.contains("ISBN"))
            metadata.asin = metadata.asin ?? BookNumber.asin(text, scheme: scheme)
        }
    }

    /// The first collection that is a series, or says nothing of what it is.
    private var collection: BookSeries? {
        let named = fields.filter {
            $0.name == "meta" && $0.trimmedAttribute("property") == "belongs-to-collection"
        }
        let series = named.filter { refined($0, by: "collection-type") == "series" }
        let open = named.filter { refined($0, by: "collection-type") == nil }
        return (series + open).lazy.compactMap { field in
            BookSeries(field.text, part: refined(field, by: "group-position"))
        }.first
    }

    private var index: String? { meta("calibre:series_index") }

    /// What EPUB 2's `meta` of a name says.
    private func meta(_ name: String) -> String? {
        fields.first { $0.name == "meta" && $0.trimmedAttribute("name") == name }?
            .trimmedAttribute("content")
    }

    /// What EPUB 3's `meta` of a property says of an element.
    private func refined(_ field: MarkupNode, by property: String) -> String? {
        guard let id = field.trimmedAttribute("id") else { return nil }
        return fields.first {
            $0.name == "meta" && $0.trimmedAttribute("property") == property
                && $0.trimmedAttribute("refines") == "#\(id)"
        }.map { SpokenText.line($0.text) }
    }

    /// What kind of number an identifier is, in capitals; ONIX's list 5 has 02 and 15 for ISBNs.
    private func scheme(of field: MarkupNode) -> String {
        let type = refined(field, by: "identifier-type") ?? ""
        if ["02", "15"].contains(type) { return "ISBN" }
        return (field.trimmedAttribute("scheme") ?? type).uppercased()
    }

    private func texts(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.text)
    }

    /// A description may hold elements, or the text of some.
    private static func summary(_ field: MarkupNode) -> String? {
        var hasElements = false
        for _ in field.elements { hasElements = true }
        guard hasElements else { return BookMetadata.summary(field.text) }
        let paragraphs = field.children.compactMap { BookMetadata.summary($0.text) }
        return paragraphs.isEmpty ? nil : paragraphs.joined(separator: "\n")
    }
}
