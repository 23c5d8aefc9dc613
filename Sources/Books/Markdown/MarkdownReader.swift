/// Reads Markdown as a book: CommonMark with tables and footnotes, as far as a listener hears it.
///
/// A chapter begins at each heading of the level that makes chapters (``MarkdownChapters``).
/// Lines that YAML front matter or headings such as `# Title: …` give are metadata.
package struct MarkdownReader: Sendable {
    private let path: String
    private let options: BookReadingOptions

    /// A reader of the file at a path.
    package init(path: String, options: BookReadingOptions = BookReadingOptions()) {
        self.path = path
        self.options = options
    }

    /// Reads the book.
    ///
    /// Throws ``BookError/unreadable(path:reason:)``, `undecodable`, `excessive`, or `empty` where
    /// there is nothing to speak.
    package func read() throws(BookError) -> Book {
        let source = try SourceText(path: path, options: options)
        let front = MarkdownMetadata(source.lines)
        var blocks = MarkdownBlocks(source.lines, from: front.end, options: options)
        blocks.parse()
        var book = MarkdownChapters(
            blocks, path: path, options: options, metadata: front.metadata
        ).book
        book.leftOut = front.leftOut + book.leftOut
        book.encoding = source.encoding
        guard !book.chapters.isEmpty else { throw .empty(path: path) }
        return book
    }
}
