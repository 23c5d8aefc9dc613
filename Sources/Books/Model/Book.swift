/// A book as it was read: what is spoken, chapter by chapter, and what is not.
public struct Book: Sendable {
    /// What the book says about itself.
    public var metadata: BookMetadata
    /// The picture on its front; nil if it has none.
    public var cover: BookCover?
    /// Its chapters in reading order, those of front and back matter with them.
    public var chapters: [Chapter]
    /// Its own pronunciation lexicons, as W3C PLS documents.
    public var lexicons: [[UInt8]]
    /// What is in the file and is not spoken.
    public var leftOut: [LeftOut]

    /// A book of these parts.
    public init(
        metadata: BookMetadata = BookMetadata(), cover: BookCover? = nil, chapters: [Chapter] = [],
        lexicons: [[UInt8]] = [], leftOut: [LeftOut] = []
    ) {
        self.metadata = metadata
        self.cover = cover
        self.chapters = chapters
        self.lexicons = lexicons
        self.leftOut = leftOut
    }
}

/// What a book says about itself.
public struct BookMetadata: Hashable, Sendable {
    /// The title; nil if it says none.
    public var title: String?
    /// Who wrote it, in the book's order.
    public var authors: [String]
    /// The language of the text as a BCP 47 tag; nil if it says none.
    public var language: String?
    /// Who published it; nil if it says none.
    public var publisher: String?
    /// When it was published, as the book writes it; nil if it says nothing.
    public var date: String?

    /// Metadata of these parts.
    public init(
        title: String? = nil, authors: [String] = [], language: String? = nil,
        publisher: String? = nil, date: String? = nil
    ) {
        self.title = title
        self.authors = authors
        self.language = language
        self.publisher = publisher
        self.date = date
    }
}

/// The picture on a book's front.
public struct BookCover: Hashable, Sendable {
    /// The picture's file, byte for byte.
    public let bytes: [UInt8]
    /// Its type, for example `image/jpeg`.
    public let mediaType: String

    /// A cover of this picture.
    public init(bytes: [UInt8], mediaType: String) {
        self.bytes = bytes
        self.mediaType = mediaType
    }
}
