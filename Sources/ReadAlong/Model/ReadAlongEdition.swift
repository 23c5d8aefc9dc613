/// What a read-along book says about itself.
package struct ReadAlongEdition: Hashable, Sendable {
    /// A picture that reading systems have to show: PNG or JPEG.
    package struct Cover: Hashable, Sendable {
        let bytes: [UInt8]
        /// `image/png` or `image/jpeg`.
        let mediaType: String

        /// A picture's file of this type.
        package init(bytes: [UInt8], mediaType: String) {
            self.bytes = bytes
            self.mediaType = mediaType
        }

        var fileName: String { mediaType == "image/png" ? "cover.png" : "cover.jpg" }
    }

    let title: String
    let authors: [String]
    let narrator: String?
    let language: PageLanguage
    let publisher: String?
    /// Four digits.
    let year: String?
    let cover: Cover?

    /// An edition of a book.
    ///
    /// - Parameters:
    ///   - language: of its text, as a BCP 47 tag; nil where it is not known.
    ///   - year: when the book came out, four digits.
    package init(
        title: String, authors: [String] = [], narrator: String? = nil, language: String? = nil,
        publisher: String? = nil, year: String? = nil, cover: Cover? = nil
    ) {
        self.title = title
        self.authors = authors
        self.narrator = narrator
        self.language = PageLanguage(language)
        self.publisher = publisher
        self.year = year
        self.cover = cover
    }
}
