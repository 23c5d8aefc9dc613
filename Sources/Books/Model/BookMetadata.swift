/// What a book says about itself.
package struct BookMetadata: Hashable, Sendable {
    /// The title; nil if it says none.
    package var title: String?
    /// Who wrote it, in the book's order.
    package var authors: [String]
    /// The language of the text as a BCP 47 tag; nil if it says none.
    package var language: String?
    /// The language of a document's program as a BCP 47 tag, which counts unless the text is in another;
    /// nil if it says none.
    package var usualLanguage: String?
    /// Who published it; nil if it says none.
    package var publisher: String?
    /// When it was published, as the book writes it; nil if it says nothing.
    package var date: String?
    /// The series it belongs to; nil if it names none.
    package var series: BookSeries?
    /// What it is about, in words of a catalogue.
    package var subjects: [String] = []
    /// What it is about, in paragraphs without markup; nil if it says nothing.
    package var summary: String?
    /// The ISBN in 10 or 13 digits; nil if it says none.
    package var isbn: String?
    /// Amazon's number of ten characters; nil if it says none.
    package var asin: String?

    /// Metadata of these parts.
    package init(
        title: String? = nil, authors: [String] = [], language: String? = nil,
        publisher: String? = nil, date: String? = nil
    ) {
        self.title = title
        self.authors = authors
        self.language = language
        self.publisher = publisher
        self.date = date
    }

    /// Takes over what catalogues know a book by, which a page of its text does not hold.
    mutating func takeCatalogue(of other: BookMetadata) {
        series = other.series
        subjects = other.subjects
        summary = other.summary
        isbn = other.isbn
        asin = other.asin
    }
}

/// A series of books.
package struct BookSeries: Hashable, Sendable {
    /// What it is called.
    package var name: String
    /// The book's number in it, such as `2` or `1.5`; nil if it has none.
    package var part: String?

    /// A series, without a fraction of the number that says nothing; nil without a name.
    package init?(_ name: String?, part: String? = nil) {
        guard let name = name.map(SpokenText.line), !name.isEmpty else { return nil }
        self.name = name
        self.part = part.flatMap(Self.number)
    }

    /// A number in a series as people write it: calibre has `1.0` for 1.
    package static func number(_ text: String) -> String? {
        let text = SpokenText.line(text)
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) else {
            return text.isEmpty ? nil : text
        }
        let fraction = String(parts[1].reversed().drop { $0 == "0" }.reversed())
        return fraction.isEmpty ? String(parts[0]) : "\(parts[0]).\(fraction)"
    }
}
