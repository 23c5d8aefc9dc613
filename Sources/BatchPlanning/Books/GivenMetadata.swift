import Books
import Texts

/// What a person says of a book, which counts more than what the book says of itself.
package struct GivenMetadata: Sendable {
    /// The title; nil leaves the book's own, and so with all others.
    package var title: String?
    /// Who wrote it; empty leaves the book's own.
    package var authors: [String] = []
    /// Who reads; empty is the voice.
    package var narrators: [String] = []
    /// The series.
    package var series: String?
    /// The book's number in the series.
    package var seriesPart: String?
    /// A picture's file.
    package var coverPath: String?
    /// The year it came out.
    package var year: Int?
    /// Who published it.
    package var publisher: String?
    /// What it is about.
    package var summary: String?

    /// Nothing is said.
    package init() {}

    /// Whether anything is said that the tags of tracks do not hold otherwise.
    var hasDetails: Bool { series != nil || seriesPart != nil || summary != nil }

    /// Puts what is said in the place of what the book says.
    ///
    /// - Throws: ``PlanningError/badBook(_:)`` for a number without a series, and for a cover that is no
    ///   picture.
    func apply(to book: inout Book, at path: String) throws(PlanningError) {
        book.metadata.title = title ?? book.metadata.title
        if !authors.isEmpty { book.metadata.authors = authors }
        book.metadata.publisher = publisher ?? book.metadata.publisher
        book.metadata.date = year.map { padded($0, 4) } ?? book.metadata.date
        book.metadata.summary = summary ?? book.metadata.summary
        if let series, series != book.metadata.series?.name {
            // The number that the book has is its number in another series.
            book.metadata.series = BookSeries(series)
        }
        if let seriesPart {
            guard book.metadata.series != nil else {
                throw .badBook(
                    "\(path): the book names no series that --series-part could be a number in; name "
                        + "it with --series")
            }
            book.metadata.series?.part = BookSeries.number(seriesPart)
        }
        if let coverPath { book.cover = try Self.cover(coverPath) }
    }

    private static func cover(_ path: String) throws(PlanningError) -> BookCover {
        let bytes: [UInt8]
        do {
            bytes = try SmallFile.bytes(path)
        } catch {
            throw .badBook("--cover: \(error)")
        }
        let wanted = "a picture: PNG, JPEG, GIF, WebP, BMP or TIFF"
        if let misfit = FileKind.misfit(at: path, taking: [.picture], wanted: wanted) {
            throw .badBook("--cover: \(path): \(misfit)")
        }
        guard let kind = kinds.first(where: { bytes.starts(with: $0.front) }) else {
            throw .badBook("--cover: \(path) has to be \(wanted)")
        }
        return BookCover(bytes: bytes, mediaType: kind.mediaType)
    }

    private static let kinds: [(front: [UInt8], mediaType: String)] = [
        ([0x89, 0x50, 0x4E, 0x47], "image/png"), ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        (Array("GIF8".utf8), "image/gif"), (Array("RIFF".utf8), "image/webp"),
        (Array("BM".utf8), "image/bmp"), (Array("II*\0".utf8), "image/tiff"),
        (Array("MM\0*".utf8), "image/tiff"),
    ]
}
