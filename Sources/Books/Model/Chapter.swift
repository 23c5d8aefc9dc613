public import JobSources

/// A chapter of a book: what becomes one job, and one track.
public struct Chapter: Hashable, Sendable {
    /// The part of a book a chapter belongs to.
    public enum Matter: String, CaseIterable, Sendable {
        /// Cover, title page, imprint, table of contents: what a listener does not want before the
        /// book.
        ///
        /// A foreword, a preface, an introduction, a dedication and an epigraph are body.
        case front
        /// What the book is read for.
        case body
        /// Licence, colophon, index and the like.
        ///
        /// An afterword and an appendix are body.
        case back
    }

    /// The title as the table of contents has it, else as its heading says; nil without either.
    public var title: String?
    /// Its depth in the table of contents, from 1.
    public var level: Int
    /// The nearest title above it in the table of contents; nil if nothing stands above it.
    public var part: String?
    /// Which part of the book it is.
    public var matter: Matter
    /// Where it begins; within an archive the path goes on with the name there.
    public var place: SourcePlace
    /// What is spoken, in order, its headings with it.
    public var blocks: [Block]

    /// A chapter of these parts.
    public init(
        title: String?, level: Int = 1, part: String? = nil, matter: Matter = .body,
        place: SourcePlace, blocks: [Block] = []
    ) {
        self.title = title
        self.level = level
        self.part = part
        self.matter = matter
        self.place = place
        self.blocks = blocks
    }
}

/// A stretch of a chapter that stands by itself on a page.
public struct Block: Hashable, Sendable {
    /// What a block is on the page.
    public enum Kind: Hashable, Sendable {
        /// A heading of a level from 1 to 6.
        case heading(level: Int)
        /// A paragraph, an item of a list, a caption, a note.
        case paragraph
        /// Lines of verse, which keep their line breaks.
        case verse
        /// A row of a table, its cells parted by commas.
        case tableRow
        /// A listing of a program.
        case code
    }

    /// What it is.
    public let kind: Kind
    /// What is spoken: never empty, without white space around it, single spaces inside; line breaks
    /// only in verse and code.
    public var text: String

    /// A block of this text.
    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
