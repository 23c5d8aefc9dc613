package import Texts

/// A chapter of a book: what becomes one job, and one track.
package struct Chapter: Hashable, Sendable {
    /// The part of a book a chapter belongs to.
    package enum Matter: String, CaseIterable, Sendable {
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
    package var title: String?
    /// Its depth in the table of contents, from 1.
    package var level: Int
    /// The titles above it in the table of contents, the outermost first.
    package var parts: [String]
    /// Which part of the book it is.
    package var matter: Matter
    /// Where it begins; within an archive the path goes on with the name there.
    package var place: SourcePlace
    /// What is spoken, in order, its headings with it.
    package var blocks: [Block]

    /// A chapter of these parts.
    package init(
        title: String?, level: Int = 1, parts: [String] = [], matter: Matter = .body,
        place: SourcePlace, blocks: [Block] = []
    ) {
        self.title = title
        self.level = level
        self.parts = parts
        self.matter = matter
        self.place = place
        self.blocks = blocks
    }
}

extension Chapter {
    /// Whether any of its blocks has a letter or a digit.
    var saysSomething: Bool { blocks.contains { $0.text.saysSomething } }
}

/// A stretch of a chapter that stands by itself on a page.
package struct Block: Hashable, Sendable {
    /// What a block is on the page.
    package enum Kind: Hashable, Sendable {
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
    package let kind: Kind
    /// What is spoken: never empty, without white space around it, single spaces inside; line breaks
    /// only in verse and code.
    package var text: String

    /// A block of this text.
    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

extension Block.Kind {
    /// Whether it is a heading, of whatever level.
    package var isHeading: Bool {
        if case .heading = self { return true }
        return false
    }
}
