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
    /// What libraries sort and show it by.
    package let details: AudiobookDetails

    /// What players sort audiobooks by.
    package static let genre = "Audiobook"

    /// Tags of a book; white space becomes single spaces, an empty text counts as none.
    ///
    /// A book without a title is called `Audiobook`, because players sort by it.
    package init(
        title: String, authors: [String] = [], narrator: String? = nil, language: String? = nil,
        date: String? = nil, publisher: String? = nil, cover: CoverPicture? = nil,
        details: AudiobookDetails = AudiobookDetails()
    ) {
        self.title = TrackTags.title(title) ?? Self.genre
        artist = TrackTags.title(authors.compactMap(TrackTags.title).joined(separator: ", "))
        self.narrator = TrackTags.title(narrator)
        self.language = TrackTags.title(language)
        self.date = TrackTags.title(date)
        self.publisher = TrackTags.title(publisher)
        self.cover = cover
        self.details = details
    }

    /// The language as ID3 and MP4 want it, three letters of ISO 639-2; nil where there is none.
    package var languageCode: String? {
        language.flatMap(Self.languageCode)
    }

    /// The ISO 639 code of three letters of a BCP 47 tag, as tags of files have it.
    package static func languageCode(_ language: String) -> String? {
        Locale(identifier: language).language.languageCode?.identifier(.alpha3)
    }

    /// The year of the date, four digits; nil where it names none.
    package var year: String? { date.flatMap(Self.year) }

    /// The first number of four digits in a date.
    package static func year(_ date: String) -> String? {
        date.split { !($0.isASCII && $0.isNumber) }.first { $0.count == 4 }.map(String.init)
    }

    /// The kind of book it is, and behind it the subjects; nothing but the kind where there are none.
    ///
    /// audiobookshelf takes the parts between semicolons for genres.
    package var genre: String { ([Self.genre] + details.subjects).joined(separator: "; ") }
}
