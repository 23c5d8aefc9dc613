import Texts

/// The form of a book's file.
package enum BookFormat: Hashable, Sendable {
    /// EPUB 2 or 3.
    case epub
    /// Plain text.
    case text
    case markdown
    /// One page of HTML or XHTML.
    case html
    /// FictionBook 2, packed or not.
    case fictionBook
    /// A folder that ``BookDump`` wrote.
    case dump
    /// A form that an installed tool turns into one of the others.
    case convertible(BookConverter)

    /// The format that a path's extension names, or a folder's `book.json`; nil if it is no book's.
    ///
    /// The case of the extension does not count.
    package init?(path: String) {
        if BookDump.isDump(path: path) {
            self = .dump
            return
        }
        if path.lowercased().hasSuffix(".fb2.zip") {
            self = .fictionBook
            return
        }
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
        switch path[path.index(after: dot)...].lowercased() {
        case "epub": self = .epub
        case "txt", "text": self = .text
        case "md", "markdown": self = .markdown
        case "html", "htm", "xhtml": self = .html
        case "fb2", "fbz": self = .fictionBook
        case let other:
            guard let converter = BookConverter(fileExtension: other) else { return nil }
            self = .convertible(converter)
        }
    }
}

/// Reads a book, of whatever form its name tells.
///
/// - Throws: ``BookError``.
package func readBook(
    at path: String, format: BookFormat, options: BookReadingOptions
) async throws -> Book {
    let kinds = format.kinds.union(options.encoding == nil ? [] : [.data])
    if let reason = FileKind.misfit(at: path, taking: kinds) {
        throw BookError.unreadable(path: path, reason: reason)
    }
    var book =
        switch format {
        case .epub: try EPUBReader(path: path, options: options).read()
        case .text: try TextBookReader(path: path, options: options).read()
        case .markdown: try MarkdownReader(path: path, options: options).read()
        case .html: try HTMLReader(path: path, options: options).read()
        case .fictionBook: try FB2Reader(path: path, options: options).read()
        case .dump: try BookDump.read(from: path)
        case .convertible(let converter):
            try await converter.read(path, options: options)
        }
    // A chapter of a dump is what a person left there.
    if format != .dump { book.chapters = book.chapters.joiningParts() }
    guard book.chapters.contains(where: { !$0.blocks.isEmpty }) else {
        throw BookError.empty(path: path)
    }
    return book
}

extension BookFormat {
    /// What a file of this form is by its content; an archive or bytes of no known kind may be a
    /// damaged one, of which its reader says more.
    fileprivate var kinds: Set<FileKind> {
        switch self {
        case .epub: [.epub, .archive, .data]
        case .text: [.text]
        case .markdown: [.text, .jobTable]
        case .html: [.webPage, .xml, .text, .jobTable]
        case .fictionBook: [.fictionBook, .xml, .archive, .data]
        case .dump: Set(FileKind.allCases)
        case .convertible(let converter): converter.kinds
        }
    }
}
