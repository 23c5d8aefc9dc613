/// A page of a read-along book: what one track speaks, or matter that nothing speaks.
package struct ReadAlongPage: Codable, Hashable, Sendable {
    /// A line of the table of contents.
    package struct Entry: Codable, Hashable, Sendable {
        /// What it says.
        package let title: String
        /// Its depth, from 1.
        package let level: Int
        /// The passage of the page that it leads to, from 0.
        package let passage: Int

        /// A line that leads to a passage.
        package init(title: String, level: Int, passage: Int) {
            self.title = title
            self.level = level
            self.passage = passage
        }
    }

    /// What it is called; nil without a title.
    package let title: String?
    /// The number of the track that speaks it, from 1; nil where nothing does.
    package let track: Int?
    /// What the table of contents says of it.
    package let entries: [Entry]
    /// Its text in order.
    package let passages: [ReadAlongPassage]

    /// A page of these passages.
    package init(
        title: String?, track: Int? = nil, entries: [Entry] = [], passages: [ReadAlongPassage]
    ) {
        self.title = title
        self.track = track
        self.entries = entries
        self.passages = passages
    }
}

/// A stretch of a page that stands by itself: a heading, a paragraph, a stanza.
package struct ReadAlongPassage: Codable, Hashable, Sendable {
    /// What it is on the page.
    package enum Kind: String, Codable, Sendable {
        /// A heading, of the level that stands beside it.
        case heading
        /// A paragraph.
        case paragraph
        /// Lines of verse.
        case verse
        /// A row of a table, its cells parted by commas.
        case tableRow
        /// A listing of a program.
        case code
    }

    /// What it is.
    package let kind: Kind
    /// The level of a heading, 1 to 6; nil for anything else.
    package let level: Int?
    /// What a reader sees.
    package let written: String
    /// What is spoken of it; nil where that is what is written.
    package let spoken: String?

    /// A passage of this text.
    package init(_ kind: Kind, level: Int? = nil, written: String, spoken: String? = nil) {
        self.kind = kind
        self.level = level
        self.written = written
        self.spoken = spoken == written ? nil : spoken
    }
}
