import Books
import Testing

/// Lines that turn pages, and links that are text.
@Suite struct NavigationLineTests {
    private func html(_ body: String) throws -> Book {
        try HTMLReader(path: "b.html", bytes: Array(body.utf8)).read()
    }

    @Test(
        "a line of links at an end of a page is not spoken, in any language",
        arguments: [
            "<p><a href=\"a.htm\">Previous</a> <a href=\"i.htm\">Home</a> <a href=\"c.htm\">Next</a></p>",
            "<p>[ <a href=\"a.htm\">Zurück</a> | <a href=\"c.htm\">Weiter</a> ]</p>",
            "<p><a href=\"c.htm\">下一章</a></p>",
            "<ul><li><a href=\"a.htm\">Назад</a></li><li><a href=\"c.htm\">Далее</a></li></ul>",
            "<table><tr><td><a href=\"a.htm\">← Föregående</a></td><td><a href=\"c.htm\">Nästa →</a></td></tr></table>",
            "<p>Previous topic: <a href=\"a.htm\">The Sea</a></p><p>Next topic: <a href=\"c.htm\">The Hill</a></p>",
            "<div role=\"navigation\"><a href=\"a.htm\">Up</a></div>",
        ])
    func lines(line: String) throws {
        let book = try html("\(line)<h2>One</h2><p>It was late.</p>\(line)")
        #expect(book.texts == [["One", "It was late."]])
        #expect(!book.leftOut(.contents).isEmpty)
    }

    @Test("a link that comes again and again is not spoken, wherever it stands")
    func repeated() throws {
        let chapters = ["One", "Two", "Three"].map {
            "<h2>\($0)</h2><p>It was late.</p><p><a href=\"#top\">Back to the top</a></p>"
        }
        let book = try html("<h1 id=\"top\">X</h1>" + chapters.joined())
        #expect(book.texts.joined().allSatisfy { !$0.contains("Back") })
        #expect(book.chapters.count == 3)
    }

    @Test(
        "links in text, references and links out of the book are spoken",
        arguments: [
            "<p>He told of it in <a href=\"a.htm\">another book</a>.</p>",
            "<p>See also: <a href=\"a.htm\">The Sea</a></p>",
            "<p><a href=\"https://example.org/\">example</a></p>",
            "<h3><a href=\"a.htm\">The Sea</a></h3><p>It was calm.</p>",
        ])
    func text(line: String) throws {
        let spoken = try html("<h2>One</h2><p>It was late.</p>\(line)").texts.joined()
        #expect(spoken.count > 2)
    }

    @Test("in an EPUB the neighbours of a page are known")
    func neighbours() throws {
        var book = EPUBFixture()
        let text = "<p>She went down to the shore.</p>"
        book.add("a.xhtml", "<h1>One</h1>\(text)<p>Next topic: <a href=\"b.xhtml\">Two</a></p>")
        book.add(
            "b.xhtml",
            "<p><a href=\"a.xhtml\">One</a></p><h1>Two</h1>\(text)<p>As in <a href=\"a.xhtml\">One</a>, all was calm by then.</p>"
        )
        book.add("c.xhtml", "<h1>Three</h1>\(text)<p>See <a href=\"a.xhtml#x\">the shore</a></p>")
        book.navigation = ["a", "b", "c"].map { "<li><a href=\"\($0).xhtml\">\($0)</a></li>" }
            .joined()
        let texts = try book.read().texts
        try #require(texts.count == 3)
        #expect(texts[0] == ["One", "She went down to the shore."])
        #expect(texts[1].count == 3 && texts[1][0] == "Two")
        #expect(texts[2].count >= 2)
    }

    @Test("a page of nothing but links stays")
    func index() throws {
        #expect(
            try html("<p><a href=\"a.htm\">One</a></p><p><a href=\"b.htm\">Two</a></p>").chapters
                .count == 1)
    }
}
