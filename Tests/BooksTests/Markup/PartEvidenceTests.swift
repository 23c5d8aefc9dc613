import Books
import Testing
import Texts

/// Titles that name a part of a book, and the texts that decide.
@Suite struct PartEvidenceTests {
    private static let prose = """
        <p>The lamp over the door went out before the rain did, and nobody lit it again.</p>\
        <p>She counted the steps twice. The second number pleased her no better.</p>
        """

    private func matter(_ title: String, _ page: String) throws -> Chapter.Matter? {
        var book = EPUBFixture()
        book.add("a.xhtml", "<h1>The Quay</h1>\(Self.prose)")
        book.add("b.xhtml", "<h1>\(title)</h1>\(page)")
        book.add("c.xhtml", "<h1>The Hill</h1>\(Self.prose)")
        book.navigation = ["The Quay", title, "The Hill"].enumerated().map { index, title in
            "<li><a href=\"\(["a", "b", "c"][index]).xhtml\">\(title)</a></li>"
        }.joined()
        return try book.read().chapters.first { $0.title == title }?.matter
    }

    @Test(
        "a chapter of prose is spoken, whatever it is called",
        arguments: [
            "Cover", "Index", "Register", "Colophon", "Imprint", "Copyright", "Contents", "Notes",
            "Titelseite", "Umschlag", "Impressum", "Inhalt", "Portada", "Índice", "Обложка",
            "Содержание", "License", "Footnotes", "Title Page", "Sommaire", "Capa", "Register",
        ])
    func prose(title: String) throws {
        #expect(try matter(title, Self.prose) == .body)
    }

    @Test("a chapter of prose without spaces is spoken", arguments: ["目录", "封面", "索引", "表紙", "扉"])
    func easternProse(title: String) throws {
        let prose = "<p>天色漸漸暗了，街上的人也少了。他站在門口，望著遠處的燈火，久久沒有說話。</p>"
        #expect(try matter(title, prose + prose) == .body)
    }

    @Test(
        "a chapter of short speeches called Contents is spoken")
    func speeches() throws {
        let page = (1...20).map { "<p>“And what is in it, number \($0)?” she asked.</p>" }
        #expect(try matter("Contents", page.joined()) == .body)
    }

    @Test(
        "a page is what its title says where the text does not speak against it",
        arguments: [
            ("Cover", "<p>A picture</p>", .front),
            (
                "Copyright",
                "<p>© 2001 Jane Doe. All rights reserved. Nothing of this may be copied.</p>",
                .front
            ),
            (
                "Impressum",
                "<p>Alle Rechte vorbehalten. Gedruckt in Leipzig bei den Brüdern Grimm.</p><p>© 2001 Verlag am See, Leipzig.</p>",
                .front
            ),
            (
                "Index",
                "<p>Abbot, the, 12, 45</p><p>Boats, see Ships.</p><p>Candles, 3; lit, 4.</p><p>Doors, fear of, 77.</p>",
                .back
            ),
            (
                "License",
                "<p>You may copy and distribute this book. No warranty is given to anybody for it.</p><p>This license ends in 2050. Then it is in the public domain.</p>",
                .back
            ),
            (
                "Endnotes",
                "<p>1. This was in the year of the flood, as he says himself.</p><p>2. She never said so. It is his own invention.</p><p>3. So in all editions that I have seen.</p>",
                .back
            ),
            (
                "Colophon",
                "<p>This book was typeset in Fell types. It was printed on paper that keeps.</p><p>It has no other merits.</p>",
                .back
            ),
        ] as [(String, String, Chapter.Matter)])
    func named(title: String, page: String, expected: Chapter.Matter) throws {
        #expect(try matter(title, page) == expected)
    }

    @Test("a transcriber's note before the text opens no back matter")
    func transcriber() throws {
        let html = """
            <div class="transnote"><h2>Transcriber's Note</h2><p>Spelling is as it was.</p></div>
            <h2>One</h2>\(Self.prose)<h2>Two</h2>\(Self.prose)
            """
        let chapters = try HTMLReader(path: "b.html", bytes: Array(html.utf8)).read().chapters
        #expect(chapters.suffix(2).map(\.matter) == [.body, .body])
        #expect(chapters.suffix(2).map(\.title) == ["One", "Two"])
    }

    @Test("back matter below the last chapter of a page is a part of its own")
    func sections() throws {
        let html = """
            <section epub:type="titlepage"><h1>The Quay</h1><p>A story</p></section>\
            <h2>One</h2>\(Self.prose)<h2>Two</h2>\(Self.prose)\
            <section epub:type="colophon"><p>Set in Fell types.</p></section>
            """
        let chapters = try HTMLReader(path: "b.html", bytes: Array(html.utf8)).read().chapters
        #expect(chapters.map(\.matter) == [.front, .body, .body, .back])
    }
}
