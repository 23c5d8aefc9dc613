import Markup
import Texts

/// Reads a FictionBook 2: XML as it is, or in a ZIP archive.
///
/// Its tree is written as the markup that EPUB has for the same things, sections, titles, verse and
/// notes, and read by the same rules.
package struct FB2Reader: Sendable {
    private let path: String
    private let options: BookReadingOptions

    /// A reader of the book at a path.
    package init(path: String, options: BookReadingOptions = BookReadingOptions()) {
        self.path = path
        self.options = options
    }

    /// The book.
    ///
    /// Throws if the file cannot be read, is no FictionBook, asks for too much, or holds nothing to
    /// speak.
    package func read() throws(BookError) -> Book {
        let bytes = try FB2File.bytes(at: path)
        let encoding = MarkupEncoding.found(of: bytes, named: options.encoding)
        let text = MarkupEncoding.decoded(bytes, as: encoding)
        let binaries = FB2Binaries(Array(text.utf8))
        let source = WellFormedMarkup(
            binaries.rest, unnested: ["p", "v", "subtitle", "text-author"]
        ).text
        let page = try page(source)
        var options = options
        options.encoding = nil
        var book = try HTMLReader(path: path, bytes: page.markup, options: options).read()
        book.encoding = encoding
        book.metadata.takeCatalogue(of: page.metadata)
        book.cover = page.cover.flatMap(binaries.picture)
        if !page.front.isEmpty {
            book.chapters.insert(
                Chapter(
                    title: nil, matter: .front, place: SourcePlace(path: path, line: 1, column: 1),
                    blocks: page.front.map { Block(.paragraph, $0) }), at: 0)
        }
        return book
    }

    /// What is read of a file.
    private struct Page: Sendable {
        let markup: [UInt8]
        let front: [String]
        let cover: String?
        let metadata: BookMetadata
    }

    private func page(_ source: [UInt8]) throws(BookError) -> Page {
        let page: Page?
        do {
            // Whatever stands beside the outermost element, the whole has one.
            let whole = Array("<file>".utf8) + source + Array("</file>".utf8)
            page = try MarkupTree.withTree(.xml(whole)) { file in
                guard let root = file.first("fictionbook") else { return nil }
                let description = FB2Description(root)
                let page = FB2Page(root, description)
                return Page(
                    markup: Array(page.markup.utf8), front: page.front, cover: description.coverID,
                    metadata: description.metadata)
            }
        } catch {
            switch error {
            case .damaged(let reason): throw .damaged(path: path, reason: reason)
            case .excessive(let reason): throw .excessive(path: path, reason: reason)
            }
        }
        guard let page else { throw .damaged(path: path, reason: "it is no FictionBook") }
        return page
    }
}
