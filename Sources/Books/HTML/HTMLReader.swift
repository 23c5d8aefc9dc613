import Markup
import Texts

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Reads a book in one file of HTML or XHTML.
package struct HTMLReader {
    private let path: String
    private let bytes: [UInt8]?
    private let options: BookReadingOptions

    /// A reader of the book at a path.
    package init(path: String, options: BookReadingOptions = BookReadingOptions()) {
        self.path = path
        bytes = nil
        self.options = options
    }

    /// A reader of a book that is at hand; the path is what messages call it.
    package init(path: String, bytes: [UInt8], options: BookReadingOptions = BookReadingOptions()) {
        self.path = path
        self.bytes = bytes
        self.options = options
    }

    /// The book.
    ///
    /// Throws if the file cannot be read, asks for too much, or holds nothing to speak.
    package func read() throws(BookError) -> Book {
        let bytes = if let bytes { bytes } else { try fileBytes() }
        let encoding = MarkupEncoding.found(of: bytes, named: options.encoding)
        if let doubt = encoding.doubt { throw .undecodable(path: path, reason: doubt) }
        let (page, metadata) = try content(of: bytes, in: encoding)
        let cutter = ChapterCutter(
            path: path,
            order: ReadingOrder(UnlinkedNotes(in: [page], wanted: options.notes).pages),
            metadata: metadata)
        let (chapters, leftOut) = cutter.chapters(apart: [], options: options)
        guard !chapters.isEmpty else { throw .empty(path: path) }
        let named = leftOut.map { LeftOut($0.reason, place: path, text: $0.text) }
        var book = Book(metadata: metadata, chapters: chapters, leftOut: named)
        book.encoding = encoding
        return book
    }

    private func page(_ root: MarkupNode) -> PageText {
        let resolve: (String) -> PageTarget? = { link in
            // The file's own name before a fragment is as good as none.
            guard let target = PageTarget(link: link, in: "") else { return nil }
            let own = self.path.split(separator: "/").last.map(String.init)
            return target.file == own ? PageTarget(file: "", fragment: target.fragment) : target
        }
        var links = NoteLinks()
        links.scan(root, file: "", resolve: resolve)
        return PageReader.read(
            root, file: "",
            setting: PageReader.Setting(
                options: options, links: links, isOfAozora: root.isOfAozora, resolve: resolve))
    }

    private func fileBytes() throws(BookError) -> [UInt8] {
        let file = try BookError.wrapping { () throws(ArchiveError) in try ArchiveFile(path: path) }
        guard file.byteCount <= ZIPArchive.maximumFileByteCount else {
            throw .excessive(path: path, reason: "it has \(file.byteCount) bytes")
        }
        guard let bytes = file.bytes(at: 0, count: file.byteCount) else {
            throw .unreadable(path: path, reason: "it cannot be read to its end")
        }
        return bytes
    }

    private func content(
        of bytes: [UInt8], in encoding: FoundEncoding
    ) throws(BookError) -> (page: PageText, metadata: BookMetadata) {
        do {
            return try MarkupTree.withTree(source(of: bytes, in: encoding)) { root in
                (page(root), HTMLReader.metadata(root))
            }
        } catch {
            switch error {
            case .damaged(let reason): throw .damaged(path: path, reason: reason)
            case .excessive(let reason): throw .excessive(path: path, reason: reason)
            }
        }
    }

    /// XHTML says so, or it is read as HTML, whose rules browsers apply to all else.
    private func source(of bytes: [UInt8], in encoding: FoundEncoding) -> MarkupTree.Source {
        let head = String(decoding: bytes.prefix(256), as: UTF8.self)
        if options.encoding == nil, head.contains("<?xml") { return .xml(bytes) }
        return .html(MarkupEncoding.decoded(bytes, as: encoding))
    }

    /// The title, the language and what `meta` elements say, by HTML's names and Dublin Core's.
    private static func metadata(_ root: MarkupNode) -> BookMetadata {
        var fields: [String: [String]] = [:]
        root.first("head")?.forEachElement { element in
            guard element.name == "meta", let content = element.attribute("content"),
                let name = element.attribute("name")?.lowercased()
            else { return }
            let key = name.hasPrefix("dc.") ? String(name.dropFirst(3)) : name
            fields[key, default: []].append(SpokenText.line(content))
        }
        let title = root.first("head")?.first("title").map { SpokenText.line($0.text) } ?? ""
        // What says the title alone says it better than the title of a window.
        let own = fields["title"]?.first { !$0.isEmpty && (title.isEmpty || title.contains($0)) }
        var metadata = BookMetadata(
            title: own ?? (title.isEmpty ? nil : title),
            authors: fields["author"] ?? fields["creator"] ?? [],
            language: root.attribute("lang") ?? fields["language"]?.first,
            publisher: fields["publisher"]?.first, date: fields["date"]?.first)
        metadata.series = BookSeries(
            (fields["calibre:series"] ?? fields["series"])?.first,
            part: (fields["calibre:series_index"] ?? fields["series-part"])?.first)
        metadata.subjects = BookMetadata.subjects(
            (fields["subject"] ?? [])
                + (fields["keywords"] ?? []).flatMap { $0.split(separator: ",").map(String.init) })
        metadata.summary = fields["description"]?.first.flatMap(BookMetadata.summary)
        metadata.isbn =
            fields["isbn"]?.first.flatMap { BookNumber.isbn($0, isNamed: true) }
            ?? fields["identifier"]?.lazy.compactMap { BookNumber.isbn($0) }.first
        return metadata.withoutCatalogueWords
    }
}
