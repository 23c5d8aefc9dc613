import Books
import TestSupport
import Testing

/// What books say about themselves for catalogues.
@Suite struct BookCatalogueTests {
    private static func epub(_ metadata: String) throws -> BookMetadata {
        var fixture = EPUBFixture()
        fixture.add("one.xhtml", "<h1>One</h1><p>Some words.</p>")
        fixture.metadata = "<dc:title>A Book</dc:title>" + metadata
        return try fixture.read().metadata
    }

    private static let collection3 = """
        <meta property="belongs-to-collection" id="c0">A set</meta>\
        <meta refines="#c0" property="collection-type">set</meta>\
        <meta property="belongs-to-collection" id="c1">The Lamp  Cycle</meta>\
        <meta refines="#c1" property="collection-type">series</meta>\
        <meta refines="#c1" property="group-position">2</meta>
        """

    @Test(
        "an EPUB's series and number are found in the way of EPUB 3 and in calibre's",
        arguments: [
            (collection3, "The Lamp Cycle", "2"),
            (
                "<meta property=\"belongs-to-collection\" id=\"c\">Alone</meta>", "Alone",
                nil as String?
            ),
            (
                "<meta name=\"calibre:series\" content=\"Lamps\"/>"
                    + "<meta name=\"calibre:series_index\" content=\"3.0\"/>", "Lamps", "3"
            ),
            (
                "<meta name=\"calibre:series\" content=\"Lamps\"/>"
                    + "<meta name=\"calibre:series_index\" content=\"1.50\"/>", "Lamps", "1.5"
            ),
        ])
    func series(metadata: String, name: String, part: String?) throws {
        let series = try #require(try Self.epub(metadata).series)
        #expect(series.name == name)
        #expect(series.part == part)
    }

    @Test("a collection that is a set, or none, is no series")
    func noSeries() throws {
        let set =
            "<meta property=\"belongs-to-collection\" id=\"c\">Classics</meta>"
            + "<meta refines=\"#c\" property=\"collection-type\">set</meta>"
        #expect(try Self.epub(set).series == nil)
        #expect(try Self.epub("").series == nil)
    }

    @Test(
        "an ISBN is found by what names it, or by its check digit",
        arguments: [
            ("<dc:identifier opf:scheme=\"ISBN\">0-306-40615-2</dc:identifier>", "0306406152"),
            ("<dc:identifier>urn:isbn:9780306406157</dc:identifier>", "9780306406157"),
            ("<dc:identifier>978-0-306-40615-7</dc:identifier>", "9780306406157"),
            ("<dc:identifier>9780306406158</dc:identifier>", nil as String?),
            ("<dc:identifier>urn:uuid:0f8e-22</dc:identifier>", nil),
            (
                "<dc:identifier id=\"i\">9780306406157</dc:identifier>"
                    + "<meta refines=\"#i\" property=\"identifier-type\">15</meta>", "9780306406157"
            ),
        ])
    func isbn(metadata: String, isbn: String?) throws {
        #expect(try Self.epub(metadata).isbn == isbn)
    }

    @Test("Amazon's number is taken where its scheme says that it is one")
    func asin() throws {
        let named = "<dc:identifier opf:scheme=\"MOBI-ASIN\">B0ABCDEF12</dc:identifier>"
        #expect(try Self.epub(named).asin == "B0ABCDEF12")
        #expect(try Self.epub("<dc:identifier>B0ABCDEF12</dc:identifier>").asin == nil)
    }

    @Test(
        "a description loses its markup, be it elements or text that looks like them",
        arguments: [
            "&lt;p&gt;A &lt;b&gt;lamp&lt;/b&gt; &amp;amp; a door.&lt;/p&gt;&lt;p&gt;It shines.&lt;/p&gt;",
            "<p>A <b>lamp</b> &amp; a door.</p><p>It shines.</p>",
            "<![CDATA[<div>A lamp &amp; a door.<br/>It shines.</div>]]>",
            "A lamp &amp; a door.\nIt shines.",
        ])
    func summary(text: String) throws {
        let metadata = try Self.epub("<dc:description>\(text)</dc:description>")
        #expect(metadata.summary == "A lamp & a door.\nIt shines.")
    }

    @Test("subjects are taken once each")
    func subjects() throws {
        let metadata = try Self.epub(
            "<dc:subject>Lamps</dc:subject><dc:subject> Doors </dc:subject>"
                + "<dc:subject>Lamps</dc:subject>")
        #expect(metadata.subjects == ["Lamps", "Doors"])
    }

    @Test("a FictionBook's sequence, annotation, keywords and ISBN are taken")
    func fictionBook() throws {
        let text = """
            <?xml version="1.0" encoding="utf-8"?>
            <FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description>\
            <title-info><book-title>Lamp</book-title><annotation><p>A lamp.</p></annotation>\
            <keywords>lamps, doors</keywords><sequence name="Lamps" number="4"/></title-info>\
            <publish-info><publisher>House</publisher><isbn>978-0-306-40615-7</isbn>\
            </publish-info></description><body><section><p>Words of it.</p></section></body>\
            </FictionBook>
            """
        let metadata = try withTemporaryFile(Array(text.utf8), named: "lamp.fb2") { path in
            try FB2Reader(path: path).read().metadata
        }
        #expect(metadata.series == BookSeries("Lamps", part: "4"))
        #expect(metadata.summary == "A lamp.")
        #expect(metadata.subjects == ["lamps", "doors"])
        #expect(metadata.isbn == "9780306406157")
    }

    @Test("an HTML page's meta elements are taken")
    func html() throws {
        let text = """
            <html><head><title>Lamp</title><meta name="description" content="A lamp.">\
            <meta name="keywords" content="lamps, doors"><meta name="dc.subject" content="Light">\
            <meta name="dc.identifier" content="urn:isbn:9780306406157">\
            <meta name="series" content="Lamps"><meta name="series-part" content="2"></head>\
            <body><h1>One</h1><p>Some words.</p></body></html>
            """
        let metadata = try HTMLReader(path: "lamp.html", bytes: Array(text.utf8)).read().metadata
        #expect(metadata.series == BookSeries("Lamps", part: "2"))
        #expect(metadata.subjects == ["Light", "lamps", "doors"])
        #expect(metadata.summary == "A lamp.")
        #expect(metadata.isbn == "9780306406157")
    }

    @Test("front matter in Markdown is taken as pandoc names it, and none of it is spoken")
    func markdown() throws {
        let text = """
            ---
            title: Lamp
            belongs-to-collection: Lamps
            group-position: 2
            subject: [Light, "Doors"]
            identifier: urn:isbn:9780306406157
            description: |
              A lamp.
              It shines.
            ---

            # One

            Some words.
            """
        let book = try withTemporaryFile(Array(text.utf8), named: "lamp.md") { path in
            try MarkdownReader(path: path).read()
        }
        #expect(book.metadata.series == BookSeries("Lamps", part: "2"))
        #expect(book.metadata.subjects == ["Light", "Doors"])
        #expect(book.metadata.summary == "A lamp.\nIt shines.")
        #expect(book.metadata.isbn == "9780306406157")
        #expect(book.texts == [["One", "Some words."]])
    }
}
