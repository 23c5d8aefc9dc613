/// Something that is in a book's file and is not spoken.
package struct LeftOut: Hashable, Sendable {
    /// Why something is not spoken.
    package enum Reason: String, CaseIterable, Sendable {
        /// A table of contents.
        case contents
        /// A cover, a title page, an imprint.
        case frontMatter
        /// A licence, a colophon, an index.
        case backMatter
        /// A page's number.
        case pageNumber
        /// A line that stands at the top or the bottom of many pages: the book's title, a chapter's.
        case runningHead
        /// The mark of a footnote or endnote.
        case noteMark
        /// The text of a footnote or endnote.
        case note
        /// The half of a ruby annotation that is not read.
        case ruby
        /// A listing of a program.
        case code
        /// One of several alternatives for the same content, scripts, styles and hidden text.
        case alternative
        /// Marks of typography or transcription: rules, Aozora notes, markup.
        case mark
        /// A part of the file that could not be read; the text says why.
        case unreadable
        /// A whole page of the book that could not be read; the text says why.
        case lostPage
    }

    /// Why it is not spoken.
    package let reason: Reason
    /// Where it stands: a file in an archive, a heading, a line.
    package let place: String
    /// What it says.
    package let text: String

    /// Something left out.
    package init(_ reason: Reason, place: String, text: String) {
        self.reason = reason
        self.place = place
        self.text = text
    }
}
