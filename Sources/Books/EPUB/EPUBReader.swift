import Markup

/// Reads a book in EPUB 2 or 3.
///
/// Its text is read page by page within bounds; nothing is taken from outside the file.
package struct EPUBReader {
    /// All its pages together; ten times the longest novels.
    private static let maximumTextByteCount = 256 * 1024 * 1024

    private let path: String
    private let options: BookReadingOptions

    /// A reader of the book at a path.
    package init(path: String, options: BookReadingOptions = BookReadingOptions()) {
        self.path = path
        self.options = options
    }

    /// The book.
    ///
    /// Throws if the file is no EPUB, is encrypted, asks for too much, or holds nothing to speak.
    /// A part that cannot be read is listed in ``Book/leftOut``, and the rest is read.
    package func read() throws(BookError) -> Book {
        let archive = try BookError.wrapping { () throws(ArchiveError) in try ZIPArchive(path: path)
        }
        var files = EPUBFiles(archive: archive)
        try EPUBEncryption.check(&files)
        let package = try EPUBPackage.read(&files)
        if try EPUBEncryption.isEncrypted(package, &files) { throw .encrypted(path: path) }
        try checkSize(package, in: archive)
        let contents = try EPUBContents.read(package, &files)
        let pages = try EPUBPages.read(package, contents: contents, files: &files, options: options)
        let cutter = ChapterCutter(
            path: path, order: ReadingOrder(pages.inOrder), contents: contents.entries,
            parts: contents.parts, metadata: package.metadata)
        let (chapters, leftOut) = cutter.chapters(apart: pages.apart, options: options)
        var book = Book(metadata: package.metadata, chapters: chapters)
        book.leftOut = leftOut + pages.leftOut + files.leftOut
        try checkSomething(in: book)
        book.cover = try EPUBCover.read(package, &files)
        for item in package.items where item.mediaType == "application/pls+xml" {
            if let bytes = try files.bytes(of: item.file) { book.lexicons.append(bytes) }
        }
        return book
    }

    private func checkSize(_ package: EPUBPackage, in archive: ZIPArchive) throws(BookError) {
        let files = Set(package.spine.map(\.file))
        let byteCount = files.reduce(0) { $0 + archive.byteCount(of: $1) }
        guard byteCount <= EPUBReader.maximumTextByteCount else {
            throw .excessive(path: path, reason: "its text unpacks to \(byteCount) bytes")
        }
    }

    private func checkSomething(in book: Book) throws(BookError) {
        guard book.chapters.isEmpty else { return }
        if let fault = book.leftOut.first(where: { [.unreadable, .lostPage].contains($0.reason) }) {
            throw .damaged(path: path, reason: "\(fault.place): \(fault.text)")
        }
        throw .empty(path: path)
    }
}
