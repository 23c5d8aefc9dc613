package import Texts

/// A book as it was read: what is spoken, chapter by chapter, and what is not.
package struct Book: Sendable {
    /// What the book says about itself.
    package var metadata: BookMetadata
    /// The picture on its front; nil if it has none.
    package var cover: BookCover?
    /// Its chapters in reading order, those of front and back matter with them.
    package var chapters: [Chapter]
    /// Its own pronunciation lexicons, as W3C PLS documents.
    package var lexicons: [[UInt8]]
    /// What is in the file and is not spoken.
    package var leftOut: [LeftOut]
    /// The encoding of its file; nil for forms whose parts say theirs themselves.
    package var encoding: FoundEncoding?

    /// A book of these parts.
    package init(
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

/// The picture on a book's front.
package struct BookCover: Hashable, Sendable {
    /// The picture's file, byte for byte.
    package let bytes: [UInt8]
    /// Its type, for example `image/jpeg`.
    package let mediaType: String

    /// A cover of this picture.
    package init(bytes: [UInt8], mediaType: String) {
        self.bytes = bytes
        self.mediaType = mediaType
    }
}
