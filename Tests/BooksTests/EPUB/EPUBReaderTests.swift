import Books
import Markup
import TestSupport
import Testing
import Texts

/// Books of our own, each made to show one thing.
@Suite struct EPUBReaderTests {
    private func link(_ title: String, _ place: String, _ children: String = "") -> String {
        "<li><a href=\"\(place)\">\(title)</a>\(children.isEmpty ? "" : "<ol>\(children)</ol>")</li>"
    }

    private func point(_ title: String, _ place: String) -> String {
        "<navPoint><navLabel><text>\(title)</text></navLabel><content src=\"\(place)\"/></navPoint>"
    }

    @Test("several chapters in one file begin at their fragments, wherever these stand")
    func fragments() throws {
        var book = EPUBFixture()
        book.add(
            "a.xhtml",
            """
            <h2 id="c1">One</h2><p>a</p><h2>Two</h2><p id="c2">b</p>\
            <p>c <a id="c3"/>Three</p><p>d</p>
            """)
        book.navigation =
            link("One", "a.xhtml#c1") + link("Two", "a.xhtml#c2") + link("Three", "a.xhtml#c3")
        let read = try book.read()
        #expect(read.chapters.map(\.title) == ["One", "Two", "Three"])
        #expect(read.texts == [["One", "a"], ["Two", "b", "c"], ["Three", "d"]])
    }

    @Test("files that no entry leads to belong to the chapter before, unless they say otherwise")
    func severalFiles() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<h2>One</h2><p>a</p>")
        book.add("b.xhtml", "<p>b</p>")
        book.add("ad.xhtml", "<section epub:type=\"colophon\"><p>Printed.</p></section>")
        book.add("c.xhtml", "<p>c</p>")
        book.add("d.xhtml", "<h2>Two</h2><p>d</p>")
        book.navigation = link("One", "a.xhtml") + link("Two", "d.xhtml")
        let read = try book.read()
        #expect(read.chapters.map(\.title) == ["One", nil, "Two"])
        #expect(read.texts == [["One", "a", "b", "c"], ["Printed."], ["Two", "d"]])
        #expect(read.chapters.map(\.matter) == [.body, .back, .body])
    }

    @Test("a file that the spine names for each of its parts is read once")
    func repeated() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<p id=\"x\">a</p><p id=\"y\">b</p>")
        book.pages.append(EPUBFixture.Page(name: "a.xhtml#x", content: ""))
        book.pages.append(EPUBFixture.Page(name: "a.xhtml#y", content: ""))
        #expect(try book.read().texts == [["a", "b"]])
    }

    @Test("the navigation document counts, unless the NCX knows far more places")
    func disagreement() throws {
        var book = EPUBFixture()
        for name in ["a", "b", "c"] { book.add("\(name).xhtml", "<p>\(name)</p>") }
        book.navigation = link("N1", "a.xhtml") + link("N2", "b.xhtml")
        book.ncx = point("X1", "a.xhtml") + point("X2", "b.xhtml") + point("X3", "c.xhtml")
        #expect(try book.read().chapters.map(\.title) == ["N1", "N2"])
        book.navigation = link("Start", "a.xhtml")
        #expect(try book.read().chapters.map(\.title) == ["X1", "X2", "X3"])
    }

    @Test("without a table of contents the headings count, without headings the files")
    func noContents() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<h1>One</h1><p>a</p><h1>Two</h1><p>b</p>")
        book.add("b.xhtml", "<h1>Three</h1><p>c</p>")
        #expect(try book.read().chapters.map(\.title) == ["One", "Two", "Three"])
        var plain = EPUBFixture()
        plain.add("a.xhtml", "<p>a</p>")
        plain.add("b.xhtml", "<p>b</p>")
        #expect(try plain.read().texts == [["a"], ["b"]])
    }

    @Test("volumes are opened, sections are not, and labels lead on")
    func depth() throws {
        var book = EPUBFixture()
        book.add("v1.xhtml", "<h1>Volume I</h1>")
        book.add("a.xhtml", "<h2>One</h2><p>a</p><h3 id=\"s\">Section</h3><p>aa</p>")
        book.add("b.xhtml", "<h2>Two</h2><p>b</p>")
        book.navigation =
            link(
                "Volume I", "v1.xhtml",
                link("One", "a.xhtml", link("Section", "a.xhtml#s")))
            + "<li><span>Author</span><ol>\(link("Two", "b.xhtml"))</ol></li>"
        let read = try book.read()
        #expect(read.chapters.map(\.title) == ["One", "Two"])
        #expect(read.chapters.map(\.level) == [2, 2])
        #expect(read.chapters.map(\.parts.last) == ["Volume I", "Author"])
        #expect(read.texts[0] == ["Volume I", "One", "a", "Section", "aa"])
    }

    @Test("one chapter that begins with a section stays whole among its like")
    func sections() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<h2>One</h2><h3 id=\"i\">I</h3><p>a</p><h3 id=\"ii\">II</h3><p>b</p>")
        for name in ["b", "c"] { book.add("\(name).xhtml", "<h2>\(name)</h2><p>text</p>") }
        book.navigation =
            link("One", "a.xhtml", link("I", "a.xhtml#i") + link("II", "a.xhtml#ii"))
            + link("b", "b.xhtml") + link("c", "c.xhtml")
        #expect(try book.read().chapters.map(\.title) == ["One", "b", "c"])
    }

    @Test("front and back matter is known by type, landmark, guide or title; forewords are body")
    func matter() throws {
        var book = EPUBFixture()
        book.add("cover.xhtml", "<section epub:type=\"cover\"><p>A cover.</p></section>")
        book.add("title.xhtml", "<h1>A Book</h1><p>by Someone</p>")
        book.add("toc.xhtml", "<h1>In this book</h1><p><a href=\"a.xhtml\">One</a></p>")
        book.add("fore.xhtml", "<h1>Foreword</h1><p>Dear reader.</p>")
        book.add("a.xhtml", "<h1>One</h1><p>a</p>")
        book.add("after.xhtml", "<section epub:type=\"afterword\"><h1>After</h1><p>b</p></section>")
        book.add("index.xhtml", "<h1>Register</h1><p>Wort, 1</p>")
        book.add("end.xhtml", "<h1>The end pages</h1><p>Printed.</p>")
        book.guide = "<reference type=\"toc\" href=\"toc.xhtml\"/>"
        book.navigation = book.pages.map { link($0.name, $0.name) }.joined()
            .replacing(">index.xhtml<", with: ">Register<")
        book.moreNavigation = """
            <nav epub:type="landmarks"><ol><li>\
            <a epub:type="colophon" href="end.xhtml">End</a></li></ol></nav>
            """
        let read = try book.read()
        #expect(
            read.chapters.map(\.matter) == [.front, .front, .body, .body, .body, .back, .back])
        #expect(read.leftOut(.contents) == ["In this book\nOne"])
    }

    @Test("a page outside the reading order is listed, unless the table of contents leads to it")
    func nonLinear() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<p>a</p>")
        book.add("b.xhtml", "<p>Aside.</p>", isLinear: false)
        let read = try book.read()
        #expect(read.texts == [["a"]])
        #expect(read.leftOut(.backMatter) == ["Aside."])
        book.navigation = link("One", "a.xhtml") + link("Aside", "b.xhtml")
        #expect(try book.read().texts == [["a"], ["Aside."]])
    }

    @Test("missing files and dead ends are listed, and the rest is read")
    func missing() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<p>a</p>")
        book.pages.append(EPUBFixture.Page(name: "gone.xhtml", content: ""))
        book.pages.append(
            EPUBFixture.Page(name: "x.json", content: "{}", mediaType: "application/json"))
        let read = try book.read()
        #expect(read.texts == [["a"]])
        #expect(read.leftOut.filter { $0.reason == .unreadable }.map(\.place) == ["OPS/x.json"])
        #expect(read.leftOut.filter { $0.reason == .lostPage }.map(\.place) == ["OPS/gone.xhtml"])
    }

    @Test("a page in a foreign format is read through its fallback, in a circle not at all")
    func fallbacks() throws {
        var book = EPUBFixture()
        book.pages = [
            EPUBFixture.Page(
                name: "x.json", content: "{}", mediaType: "application/json",
                attributes: "fallback=\"i1\""),
            EPUBFixture.Page(
                name: "x.bin", content: "x", mediaType: "application/x",
                attributes: "fallback=\"i2\"", isInSpine: false),
        ]
        book.add("a.xhtml", "<p>a</p>")
        book.pages[2].isInSpine = false
        #expect(try book.read().texts == [["a"]])
        book.pages[1].attributes = "fallback=\"i0\""
        #expect(throws: BookError.self) { try book.read() }
    }

    @Test("of a switch one alternative is spoken")
    func alternatives() throws {
        var book = EPUBFixture()
        book.add(
            "a.xhtml",
            """
            <p>a</p><epub:switch><epub:case required-namespace="x"><p>case</p></epub:case>\
            <epub:default><p>default</p></epub:default></epub:switch>
            """)
        let read = try book.read()
        #expect(read.texts == [["a", "default"]])
        #expect(read.leftOut(.alternative) == ["case"])
    }

    @Test("notes in a file of their own are found from the text's marks")
    func endnotes() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<p>Text<a epub:type=\"noteref\" href=\"n.xhtml#n1\">1</a>.</p>")
        book.add(
            "n.xhtml",
            """
            <section epub:type="endnotes"><h2>Notes</h2><ol><li epub:type="endnote" id="n1">\
            <p>A note. <a epub:type="backlink" href="a.xhtml#r">↩</a></p></li></ol></section>
            """, isLinear: false)
        #expect(try book.read().texts == [["Text."]])
        #expect(try book.read().leftOut(.note) == ["Notes", "A note."])
        var options = BookReadingOptions()
        options.notes = .inline
        #expect(try book.read(options).texts == [["Text (A note.)."]])
        options.notes = .end
        #expect(try book.read(options).texts == [["Text.", "A note."]])
    }

    @Test("the book says who wrote it, in which language, and has its cover and lexicons")
    func metadata() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<p>a</p>")
        book.metadata = """
            <dc:title> A\n Book </dc:title><dc:creator id="w">Writer</dc:creator>\
            <dc:creator id="t">Translator</dc:creator><dc:language>fr</dc:language>\
            <meta refines="#w" property="role">aut</meta>\
            <meta refines="#t" property="role">trl</meta><dc:date>1900</dc:date>
            """
        book.pages.append(
            EPUBFixture.Page(
                name: "c.png", content: "PNG", mediaType: "image/png",
                properties: "cover-image", isInSpine: false))
        book.pages.append(
            EPUBFixture.Page(
                name: "l.pls", content: "<lexicon/>", mediaType: "application/pls+xml",
                isInSpine: false))
        let read = try book.read()
        #expect(
            read.metadata
                == BookMetadata(title: "A Book", authors: ["Writer"], language: "fr", date: "1900"))
        #expect(read.cover == BookCover(bytes: Array("PNG".utf8), mediaType: "image/png"))
        #expect(read.lexicons == [Array("<lexicon/>".utf8)])
    }

    @Test("the first package document that can be used is used")
    func packages() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<p>a</p>")
        book.container = """
            <container><rootfiles><rootfile full-path="gone.opf"/>\
            <rootfile full-path="OPS/book.opf"/></rootfiles></container>
            """
        #expect(try book.read().texts == [["a"]])
    }

    private static func encryption(_ method: String, _ file: String) -> ZIPWriter.File {
        ZIPWriter.File(
            "META-INF/encryption.xml",
            """
            <encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>\
            <enc:EncryptionMethod Algorithm="\(method)"/><enc:CipherData>\
            <enc:CipherReference URI="\(file)"/></enc:CipherData></enc:EncryptedData></encryption>
            """)
    }

    @Test("encrypted text is refused, and encrypted fonts harm nobody")
    func encryption() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<p>a</p>")
        book.files = [Self.encryption("http://www.idpf.org/2008/embedding", "OPS/font.otf")]
        #expect(try book.read().texts == [["a"]])
        book.files = [Self.encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/a.xhtml")]
        #expect(throws: BookError.self) { try book.read() }
        book.files = [ZIPWriter.File("META-INF/license.lcpl", "{}")]
        do {
            _ = try book.read()
            Issue.record("a book with a licence file was read")
        } catch {
            #expect("\(error)".contains("encrypted"))
        }
    }

    @Test("entities of HTML are known without a DTD, those of the file itself with one")
    func entities() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<p>a&nbsp;b &eacute; AT&amp;T</p>")
        book.pages.append(
            EPUBFixture.Page(
                name: "b.xhtml",
                content: """
                    <!DOCTYPE html [<!ENTITY who "we">]><html><body><p>&who;</p></body></html>
                    """))
        #expect(try book.read().texts.flatMap { $0 } == ["a b é AT&T", "we"])
    }

    @Test("entities that grow without bound are refused, and other files are never read")
    func entityAttacks() throws {
        var laughs = "<!DOCTYPE html [<!ENTITY a0 \"ha ha ha ha ha ha ha\">"
        for level in 1...20 {
            let inner = String(repeating: "&a\(level - 1);", count: 10)
            laughs += "<!ENTITY a\(level) \"\(inner)\">"
        }
        var book = EPUBFixture()
        book.pages = [
            EPUBFixture.Page(
                name: "a.xhtml",
                content: laughs + "]><html><body title=\"&a20;\"><p>&a20;</p></body></html>")
        ]
        #expect(throws: BookError.self) { try book.read() }
        book.pages[0].content = """
            <!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]>\
            <html><body><p>Text &f;</p></body></html>
            """
        let read = try book.read()
        #expect(read.texts == [["Text"]])
        #expect(read.leftOut(.unreadable) == ["&f;"])
    }

    @Test("markup that is not well-formed loses no text")
    func malformed() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<p>One & two<p>Three <b>four</p><br>five < six<a id='x'/> end")
        #expect(try book.read().texts == [["One & two", "Three four", "five < six end"]])
    }

    @Test("a damaged character is listed with its file, not spoken")
    func damagedCharacter() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<p>one</p>")
        book.add("b.xhtml", "<p>w\u{FFFD}o \u{FFFD}</p>")
        let read = try book.read()
        #expect(read.texts == [["one"], ["wo"]])
        let lost = read.leftOut.filter { $0.reason == .unreadable }
        #expect(lost.map(\.place) == ["OPS/b.xhtml"])
        #expect(lost.map(\.text) == ["damaged characters: 2"])
    }

    @Test("a chapter says where it begins in the archive")
    func place() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "\n\n<p>a</p>")
        let place = try #require(book.read().chapters.first?.place)
        #expect(place.path.hasSuffix("book.epub/OPS/a.xhtml"))
        #expect(place.line == 3)
    }

    @Test("a file that is no EPUB is refused with the reason")
    func noBook() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("Not a book".utf8), to: "x.epub")
        #expect(throws: BookError.damaged(path: path, reason: "it is no ZIP archive")) {
            try EPUBReader(path: path).read()
        }
        #expect(throws: BookError.self) { try EPUBReader(path: "\(path)x").read() }
    }
}
