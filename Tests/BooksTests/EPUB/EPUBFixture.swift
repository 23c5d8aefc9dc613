import Books
import Markup
import TestSupport
import Texts

/// A small EPUB, made to show one thing.
struct EPUBFixture {
    /// A file of the manifest, in the spine unless it is told not to be.
    struct Page {
        var name: String
        var content: String
        var mediaType = "application/xhtml+xml"
        var properties = ""
        var attributes = ""
        /// Whether the spine names it.
        var isInSpine = true
        var isLinear = true
    }

    var pages: [Page] = []
    var metadata = "<dc:title>A Book</dc:title><dc:language>en</dc:language>"
    var guide = ""
    /// The items of the navigation document's table of contents; nil for a book without one.
    var navigation: String?
    /// Further `nav` elements.
    var moreNavigation = ""
    /// The points of the NCX; nil for a book without one.
    var ncx: String?
    var container = """
        <container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>
        """
    /// Files beside those of the manifest.
    var files: [ZIPWriter.File] = []
    var writer = ZIPWriter()

    /// A page whose body is this.
    mutating func add(_ name: String, _ body: String, isLinear: Bool = true) {
        let content = """
            <html xmlns="http://www.w3.org/1999/xhtml" \
            xmlns:epub="http://www.idpf.org/2007/ops"><head><title>No</title></head>\
            <body>\(body)</body></html>
            """
        pages.append(Page(name: name, content: content, isLinear: isLinear))
    }

    /// The book as it is read.
    func read(_ options: BookReadingOptions = BookReadingOptions()) throws -> Book {
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: "book.epub")
        return try withExtendedLifetime(folder) {
            try EPUBReader(path: path, options: options).read()
        }
    }

    private var bytes: [UInt8] {
        var items = pages
        if let navigation {
            let content = """
                <html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc">\
                <ol>\(navigation)</ol></nav>\(moreNavigation)</body></html>
                """
            items.append(
                Page(name: "nav.xhtml", content: content, properties: "nav", isInSpine: false))
        }
        if let ncx {
            items.append(
                Page(
                    name: "toc.ncx", content: "<ncx><navMap>\(ncx)</navMap></ncx>",
                    mediaType: "application/x-dtbncx+xml", isInSpine: false))
        }
        let manifest = items.enumerated().map { index, page in
            """
            <item id="i\(index)" href="\(page.name)" media-type="\(page.mediaType)" \
            properties="\(page.properties)" \(page.attributes)/>
            """
        }
        let spine = items.enumerated().filter(\.element.isInSpine).map { index, page in
            "<itemref idref=\"i\(index)\" linear=\"\(page.isLinear ? "yes" : "no")\"/>"
        }
        let package = """
            <package version="3.0" xmlns:dc="http://purl.org/dc/elements/1.1/">\
            <metadata>\(metadata)</metadata><manifest>\(manifest.joined())</manifest>\
            <spine>\(spine.joined())</spine><guide>\(guide)</guide></package>
            """
        let fixed = [
            ZIPWriter.File("mimetype", "application/epub+zip"),
            ZIPWriter.File("META-INF/container.xml", container),
            ZIPWriter.File("OPS/book.opf", package),
        ]
        var names: Set<String> = []
        let written = items.filter { names.insert($0.name).inserted && !$0.content.isEmpty }
        return writer.archive(
            fixed + written.map { ZIPWriter.File("OPS/\($0.name)", $0.content) } + files)
    }
}

extension Book {
    /// What is spoken, chapter by chapter.
    var texts: [[String]] { chapters.map { $0.blocks.map(\.text) } }

    /// What is left out for a reason, in order.
    func leftOut(_ reason: LeftOut.Reason) -> [String] {
        leftOut.filter { $0.reason == reason }.map(\.text)
    }
}
