import Books
import Markup
import Testing
import Texts

/// Footnotes and endnotes, as books mark them up.
@Suite struct NoteTests {
    private func read(
        _ pages: [String], _ notes: BookReadingOptions.Notes = .skip, titles: [String] = []
    ) throws -> [[String]] {
        var book = EPUBFixture()
        var entries = ""
        for (index, page) in pages.enumerated() {
            book.add("p\(index).xhtml", page)
            let title = titles.indices.contains(index) ? titles[index] : "Page"
            entries += "<li><a href=\"p\(index).xhtml\">\(title)</a></li>"
        }
        book.navigation = entries
        var options = BookReadingOptions()
        options.notes = notes
        return try book.read(options).texts
    }

    @Test(
        "numbers that link in running text are spoken, in the text and in notes",
        arguments: [
            (
                "<p>See verse <a href=\"#v\">12</a>, or not.</p><p id=\"v\">Verse twelve.</p>",
                ["See verse 12, or not.", "Verse twelve."]
            ),
            (
                "<p id=\"v\">This is verse <a href=\"#v\">12</a>.</p>", ["This is verse 12."]
            ),
            (
                "<p>In <b><a href=\"#v\">12</a></b></p><p id=\"v\">Twelve.</p>",
                ["In 12", "Twelve."]
            ),
            ("<p id=\"v\"><a href=\"#v\">12</a> Twelve.</p>", ["Twelve."]),
            ("<p><a href=\"#v\">12</a></p><p id=\"v\">Twelve.</p>", ["Twelve."]),
        ])
    func numbers(page: String, spoken: [String]) throws {
        #expect(try read([page]) == [spoken])
    }

    @Test("in a note only what leads back is left out")
    func numbersInNotes() throws {
        let page = """
            <p id="x">A<sup><a id="r" href="#n">1</a></sup> B.</p>\
            <p id="n"><a href="#r">1</a> See page <a href="#x">12</a>, b. <a href="#r">↩</a></p>
            """
        #expect(try read([page], .inline) == [["A (See page 12, b.) B."]])
    }

    /// Bodies with one mark of a note each, and what holds the note.
    private static let shapes = [
        (
            "Body.<a href=\"p1.xhtml#n\" id=\"r\">1</a>",
            "<p id=\"n\"><a href=\"p0.xhtml#r\">1</a>. Said.</p>"
        ),
        (
            "Body.<a href=\"p1.xhtml#n\"><sup>*</sup></a>",
            "<div class=\"footnote\" id=\"n\"><p>* Said.</p></div>"
        ),
        ("Body.<a href=\"p1.xhtml#n\">†</a>", "<p class=\"footnote\" id=\"n\">† Said.</p>"),
        (
            "Body.<a href=\"p1.xhtml#n\">1</a>",
            "<div class=\"notes\"><p id=\"n\">1. Said.</p></div>"
        ),
        (
            "Body.<sup><a href=\"p1.xhtml#n\">4</a></sup>",
            "<ol><li id=\"n\">Said. <a href=\"#x\">↩</a></li></ol>"
        ),
        (
            "Body.<sup><a href=\"p1.xhtml#n\">4</a></sup>",
            "<ol><li id=\"n\"><p>Said. <a href=\"p0.xhtml#x\">↩\u{FE0E}</a></p></li></ol>"
        ),
    ]

    @Test("a note is found by its way back, its class or its arrow", arguments: shapes)
    func forms(mark: String, note: String) throws {
        let pages = ["<h1>One</h1><p>\(mark)</p>", "<h2>Notes</h2>\(note)"]
        let titles = ["One", "Notes"]
        #expect(try read(pages, titles: titles) == [["One", "Body."]])
        #expect(try read(pages, .inline, titles: titles) == [["One", "Body. (Said.)"]])
        #expect(try read(pages, .end, titles: titles) == [["One", "Body.", "Said."]])
    }

    @Test("headings and lists of chapters that link to each other are no notes")
    func chapterNumbers() throws {
        let contents = """
            <p><a id="t1" href="p1.xhtml#c1">1</a></p><p><a id="t2" href="p2.xhtml#c2">2</a></p>
            """
        let texts = try read([
            contents, "<h2 id=\"c1\"><a href=\"p0.xhtml#t1\">1</a></h2><p>One.</p>",
            "<h2 id=\"c2\"><a href=\"p0.xhtml#t2\">2</a></h2><p>Two.</p>",
        ])
        #expect(texts.suffix(2) == [["1", "One."], ["2", "Two."]])
    }

    private static let text = """
        <p>A<sup><a id="r1" href="p1.xhtml#n1">1</a></sup> B<sup><a id="r2" \
        href="p1.xhtml#n2">2</a></sup>.</p>
        """
    private static let notes = """
        <p id="n1"><a href="p0.xhtml#r1">1</a>. First.</p>\
        <p id="n2"><a href="p0.xhtml#r2">2</a>. Second,</p><p>which goes on.</p>
        """

    @Test(
        "in a stretch of notes what stands after one belongs to it, with and without a heading",
        arguments: [
            notes, "<h1>Notes</h1>" + notes, "<h1>注释</h1><div>\(notes)</div>",
            "<h1>Notes</h1><p>By the author.</p><h2>Chapter 1</h2>" + notes,
        ])
    func continuations(page: String) throws {
        #expect(try read([Self.text, page]) == [["A B."]])
        #expect(
            try read([Self.text, page], .inline) == [["A (First.) B (Second, which goes on.)."]])
        #expect(
            try read([Self.text, page], .end) == [["A B.", "First.", "Second, which goes on."]])
    }

    @Test("below the headings of chapters in a page of notes a note keeps its paragraphs as well")
    func chaptersOfNotes() throws {
        let page = """
            <h1>Notes</h1><h2>One</h2><p id="n1"><a href="p0.xhtml#r1">1</a>. First,</p><p>of two.</p>\
            <h2>Two</h2><p id="n2"><a href="p0.xhtml#r2">2</a>. Second.</p>
            """
        #expect(
            try read([Self.text, page], .inline) == [["A (First, of two.) B (Second.)."]])
    }

    @Test("an essay called Notes is spoken, and so is text below a single note")
    func essay() throws {
        let essay = "<h1>Notes</h1><p>It rained again, and I wrote nothing.</p>"
        let mark = "<p>A<sup><a id=\"r1\" href=\"p1.xhtml#n1\">1</a></sup>.</p>"
        let note = "<p id=\"n1\"><a href=\"p0.xhtml#r1\">1</a>. First.</p>"
        #expect(
            try read([mark, essay + note])
                == [["A."], ["Notes", "It rained again, and I wrote nothing."]])
        #expect(
            try read([mark, note + "<p>The text goes on.</p><p>And on.</p>"])
                == [["A."], ["The text goes on.", "And on."]])
    }

    @Test("the chapter after notes that an entry leads to keeps its own title")
    func entryOfNotes() throws {
        var book = EPUBFixture()
        book.add(
            "p0.xhtml",
            """
            <h2 id="a">One</h2><p>A<sup><a id="r1" href="#n1">1</a></sup>.</p><h2 id="b">Notes</h2>\
            <p id="n1"><a href="#r1">1</a> First.</p><h2 id="c">Two</h2><p>B.</p>
            """)
        book.navigation = ["a", "b", "c"].map { "<li><a href=\"p0.xhtml#\($0)\">\($0)</a></li>" }
            .joined()
        let read = try book.read()
        #expect(read.chapters.map(\.title) == ["a", "c"])
        #expect(read.texts == [["One", "A."], ["Two", "B."]])
    }
}
