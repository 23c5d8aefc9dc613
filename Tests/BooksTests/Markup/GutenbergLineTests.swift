import Books
import Testing

/// What Project Gutenberg puts around a book in HTML.
@Suite struct GutenbergLineTests {
    private func chapters(header: String, footer: String) throws -> [Chapter] {
        let html = """
            <body>\(header)<h2>One</h2><p>First.</p><h2>Two</h2><p>Second.</p>\(footer)</body>
            """
        return try HTMLReader(path: "b.html", bytes: Array(html.utf8)).read().chapters
    }

    private static let header = "This eBook is for the use of anyone anywhere."
    private static let footer = "Updated editions will replace the previous one."

    @Test(
        "header and licence are none of the book, whatever holds them and however they are written",
        arguments: [
            (
                "<pre>\n\(header)\n\nTitle: X\n\n*** START OF THIS PROJECT GUTENBERG EBOOK X ***\n\nProduced by J. Doe\n</pre>",
                "<pre>\n\n\nEnd of Project Gutenberg's X, by Y\n\n\(footer)\n</pre>"
            ),
            (
                "<p>\(header)</p><p>***START OF THE PROJECT GUTENBERG EBOOK X***</p>",
                "<p>***END OF THE PROJECT GUTENBERG EBOOK X***</p><p>\(footer)</p>"
            ),
            (
                "<div>\(header) *** START OF THE PROJECT GUTENBERG EBOOK X *** Produced by J. Doe</div>",
                "<div>End of the Project Gutenberg EBook of X, by Y<br>\(footer)</div>"
            ),
            (
                "<div>\(header)<br>*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*</div>",
                "<p>End of The Project Gutenberg Etext of X</p><p>\(footer)</p>"
            ),
            (
                "<p>\(header)</p><p>*** START OF THE PROJECT GUTENBERG EBOOK 123 ***</p><p>E-text prepared by J. Doe</p>",
                "<p>Ende dieses Projekt Gutenberg Etextes X</p><p>\(footer)</p>"
            ),
        ])
    func frame(before: String, after: String) throws {
        let chapters = try chapters(header: before, footer: after)
        let body = chapters.filter { $0.matter == .body }
        #expect(body.map { $0.blocks.map(\.text) } == [["One", "First."], ["Two", "Second."]])
        let front = chapters.filter { $0.matter == .front }.flatMap(\.blocks).map(\.text)
        #expect(front.joined(separator: " ").contains(Self.header))
        #expect(
            chapters.filter { $0.matter == .back }.flatMap(\.blocks).contains {
                $0.text.contains(Self.footer)
            })
    }

    @Test(
        "text before the last line in its block is spoken",
        arguments: ["And so it ended.<br>THE END<br>", "And so it ended. THE END "])
    func lastBlock(text: String) throws {
        let mark = "*** END OF THE PROJECT GUTENBERG EBOOK X ***<br>Licence"
        let chapters = try chapters(header: "", footer: "<div>\(text)\(mark)</div>")
        try #require(chapters.map(\.matter) == [.body, .body, .back])
        let last = chapters[1].blocks.last?.text
        #expect(last?.replacing("\n", with: " ") == "And so it ended. THE END")
        #expect(chapters[2].blocks.first?.text.hasPrefix("*** END OF") == true)
    }

    @Test(
        "prose that speaks of the library, and stars, are text",
        arguments: [
            "At the end of the day Project Gutenberg had one book more.",
            "*** He slept. *** Then he woke.", "End of the project.", "* Start of the line.",
        ])
    func prose(text: String) throws {
        let chapters = try chapters(header: "", footer: "<p>\(text)</p>")
        try #require(chapters.map(\.matter) == [.body, .body])
        #expect(chapters[1].blocks.last?.text == text)
    }
}
