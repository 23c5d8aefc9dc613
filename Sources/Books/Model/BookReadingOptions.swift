/// How books are read.
package struct BookReadingOptions: Hashable, Sendable {
    /// What becomes of footnotes and endnotes; their marks are never spoken.
    package enum Notes: String, CaseIterable, Sendable {
        /// They are left out.
        case skip
        /// They are spoken where their mark stands, in parentheses.
        case inline
        /// They are spoken at the end of their chapter.
        case end
    }

    /// Which half of a ruby annotation is spoken.
    package enum Ruby: String, CaseIterable, Sendable {
        /// The text itself.
        case base
        /// The reading beside it.
        case reading
    }

    /// The encoding of text, Markdown and HTML, by iconv's name for it; nil is found from the bytes.
    package var encoding: String?
    /// What becomes of notes.
    package var notes = Notes.skip
    /// Which half of a ruby annotation is spoken.
    package var ruby = Ruby.base
    /// Whether listings of programs are spoken.
    package var readsCode = false
    /// Whether the alternative texts of images are spoken.
    package var readsAlternativeText = false

    /// The options that hold where nothing is asked for.
    package init() {}
}
