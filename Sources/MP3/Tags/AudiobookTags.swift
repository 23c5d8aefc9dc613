import Foundation

/// What an audiobook and its tracks say about themselves.
package struct AudiobookTags: Hashable, Sendable {
    /// The book's title, which players take for the album.
    package let title: String
    /// All authors, with commas between them; nil for none.
    package let artist: String?
    /// Who reads, in the field for a composer, where audiobook players look; nil where not told.
    package let narrator: String?
    /// A language tag (BCP 47) such as `en` or `zh-Hans`; nil where unknown.
    package let language: String?
    /// When the book came out, as the book writes it; nil where unknown.
    package let date: String?
    /// The publisher; nil where unknown.
    package let publisher: String?
    /// The cover; nil for none.
    package let cover: CoverPicture?

    /// What players sort audiobooks by.
    package static let genre = "Audiobook"

    /// Tags of a book; white space becomes single spaces, an empty text counts as none.
    ///
    /// A book without a title is called `Audiobook`, because players sort by it.
    package init(
        title: String, authors: [String] = [], narrator: String? = nil, language: String? = nil,
        date: String? = nil, publisher: String? = nil, cover: CoverPicture? = nil
    ) {
        self.title = TrackTags.title(title) ?? Self.genre
        artist = TrackTags.title(authors.compactMap(TrackTags.title).joined(separator: ", "))
        self.narrator = TrackTags.title(narrator)
        self.language = TrackTags.title(language)
        self.date = TrackTags.title(date)
        self.publisher = TrackTags.title(publisher)
        self.cover = cover
    }

    /// The language as ID3 and MP4 want it, three letters of ISO 639-2; nil where there is none.
    package var languageCode: String? {
        language.flatMap(Self.languageCode)
    }

    /// The ISO 639 code of three letters of a BCP 47 tag, as tags of files have it.
    package static func languageCode(_ language: String) -> String? {
        Locale(identifier: language).language.languageCode?.identifier(.alpha3)
    }

    /// The year at the start of the date, four digits.
    package var year: String? {
        let digits = (date ?? "").prefix { $0.isASCII && $0.isNumber }
        return digits.count == 4 ? String(digits) : nil
    }
}
