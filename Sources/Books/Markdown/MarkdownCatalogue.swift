import Texts

/// What front matter says for catalogues: series, numbers, subjects, a description.
///
/// The names are those of pandoc's manual, "EPUB metadata", and others in use.
struct MarkdownCatalogue {
    private var series: String?
    private var part: String?
    private var subjects: [String] = []
    private var summary: [String] = []
    private var isbn: String?

    /// Takes a value, or one more line or item of it; what is not known is passed over.
    mutating func note(_ name: String, _ value: String) {
        // `|` and `>` say that the text stands in the lines below.
        guard !value.isEmpty, !["|", ">", "|-", ">-"].contains(value) else { return }
        switch name {
        case "series", "belongs-to-collection": series = series ?? value
        case "series-part", "series_index", "group-position": part = part ?? value
        case "subject", "subjects", "keywords", "tags": subjects += Self.items(value)
        case "description", "abstract": summary.append(value)
        case "isbn": isbn = isbn ?? BookNumber.isbn(value, isNamed: true)
        case "identifier": isbn = isbn ?? BookNumber.isbn(value.withoutLabel)
        default: break
        }
    }

    /// Adds what was found to a book's metadata.
    func complete(_ metadata: inout BookMetadata) {
        metadata.series = BookSeries(series, part: part)
        metadata.subjects = BookMetadata.subjects(subjects)
        metadata.summary = BookMetadata.summary(summary.joined(separator: "\n"))
        metadata.isbn = isbn
    }

    /// The items of `[a, b]` or of `a, b`.
    private static func items(_ value: String) -> [String] {
        let isList = value.hasPrefix("[") && value.hasSuffix("]")
        let inner = isList ? value.dropFirst().dropLast() : value[...]
        return inner.split(separator: ",").map { item in
            String(item.filter { $0 != "\"" }.trimmed)
        }
    }
}

extension String {
    /// The value of an item such as `text: 978…`.
    fileprivate var withoutLabel: String {
        hasPrefix("text:") ? String(dropFirst(5)) : self
    }
}
