import ArgumentParser
import BatchPlanning

/// What a person says of a book in the place of what it says itself.
struct DetailOptions: ParsableArguments {
    @Option(.title) var title: String?
    @Option(.author) var author: [String]
    @Option(.narrator) var narrator: [String]
    @Option(.series) var series: String?
    @Option(.seriesPart) var seriesPart: String?
    @Option(.year) var year: Int?
    @Option(.publisher) var publisher: String?
    @Option(.description) var description: String?
    @Option(.cover) var cover: String?

    /// Writes what is given into the settings of books.
    ///
    /// - Parameter bookCount: how many books there are among the inputs: authors, narrators, series and
    ///   publisher are for all of them, the others for one alone.
    func apply(to book: inout BookSettings, bookCount: Int) throws {
        let several = "for \(bookCount) books: it is one book's own; run them one by one"
        try require(.title, title, where: bookCount < 2, else: several)
        try require(.seriesPart, seriesPart, where: bookCount < 2, else: several)
        try require(.year, year, where: bookCount < 2, else: several)
        try require(.description, description, where: bookCount < 2, else: several)
        try require(.cover, cover, where: bookCount < 2, else: several)
        book.given.title = title
        book.given.authors = author
        book.given.narrators = narrator
        book.given.series = series
        book.given.seriesPart = seriesPart
        book.given.year = year
        book.given.publisher = publisher
        book.given.summary = description
        book.given.coverPath = cover
    }
}
