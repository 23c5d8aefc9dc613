/// What libraries sort an audiobook by and show of it, beside who made it.
package struct AudiobookDetails: Hashable, Sendable {
    /// The series; nil for none.
    package let series: String?
    /// The book's number in the series, such as `2` or `1.5`; nil for none.
    package let seriesPart: String?
    /// What it is about, in words.
    package let subjects: [String]
    /// What it is about, in paragraphs with line feeds between them; nil for nothing.
    package let summary: String?
    /// The ISBN of the text; nil where unknown.
    package let isbn: String?
    /// Amazon's number; nil where unknown.
    package let asin: String?

    /// Catalogues name dozens of subjects; a field for a genre is one line.
    private static let subjectLimit = 12

    /// Details of these parts; an empty text counts as none.
    package init(
        series: String? = nil, seriesPart: String? = nil, subjects: [String] = [],
        summary: String? = nil, isbn: String? = nil, asin: String? = nil
    ) {
        self.series = TrackTags.title(series)
        self.seriesPart = self.series == nil ? nil : TrackTags.title(seriesPart)
        self.subjects = Array(subjects.compactMap(TrackTags.title).prefix(Self.subjectLimit))
        self.summary = summary.flatMap { $0.isEmpty ? nil : $0 }
        self.isbn = TrackTags.title(isbn)
        self.asin = TrackTags.title(asin)
    }

    /// Series and number in one text, as audiobookshelf reads a grouping: `Name #2`; nil for no series.
    package var grouping: String? {
        series.map { name in name + (seriesPart.map { " #\($0)" } ?? "") }
    }

    /// What formats without fields of their own for it name it by, in the order of a tag.
    ///
    /// Source of the names: audiobookshelf's guide "Book scanner" (audio file metadata).
    package var freeFields: [(name: String, value: String)] {
        [
            ("SERIES", series), ("SERIES-PART", seriesPart), ("ISBN", isbn), ("ASIN", asin),
        ].compactMap { name, value in value.map { (name, $0) } }
    }
}
