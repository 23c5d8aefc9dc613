import Books
import TestSupport
import Testing

/// White space in the attributes of a package document, which XML takes off identifiers.
@Suite struct EPUBPackageTests {
    @Test("white space around identifiers, types and properties is no part of them")
    func whiteSpace() throws {
        let package = """
            <package version=" 3.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>\
            <dc:title>A Book</dc:title><dc:creator id=" w ">Jane Doe</dc:creator>\
            <dc:creator id="x">John Roe</dc:creator>\
            <meta refines="#x " property=" role">ill</meta></metadata><manifest>\
            <item id="  a " href=" a.xhtml&#10;" media-type=" application/xhtml+xml "/>\
            <item id="b" href="b.bin" media-type="x/y" fallback="&#10;c"/>\
            <item id="c " href="c.xhtml" media-type="application/xhtml+xml"/>\
            <item id=" t" href="toc.ncx" media-type="application/x-dtbncx+xml "/></manifest>\
            <spine toc="t "><itemref idref=" a"/><itemref idref="b " linear=" yes "/></spine>\
            </package>
            """
        var book = EPUBFixture()
        book.container = """
            <container><rootfiles><rootfile full-path=" OPS/own.opf "/></rootfiles></container>
            """
        let point = { (title: String, file: String) in
            "<navPoint><navLabel><text>\(title)</text></navLabel><content src=\"\(file) \"/></navPoint>"
        }
        book.files = [
            ZIPWriter.File("OPS/own.opf", package), ZIPWriter.File("OPS/a.xhtml", "<p>a</p>"),
            ZIPWriter.File("OPS/c.xhtml", "<p>c</p>"),
            ZIPWriter.File(
                "OPS/toc.ncx",
                "<ncx><navMap>\(point("One", "a.xhtml"))\(point("Two", "c.xhtml"))</navMap></ncx>"),
        ]
        let read = try book.read()
        #expect(read.chapters.map(\.title) == ["One", "Two"])
        #expect(read.metadata.authors == ["Jane Doe"])
        #expect(read.leftOut(.unreadable) == [])
    }
}
