import Books
import TestSupport
import Testing

/// HTML and listings in Markdown.
@Suite struct MarkdownMarkupTests {
    private func read(_ text: String) throws -> Book {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(text.utf8), to: "book.md")
        return try withExtendedLifetime(folder) { try MarkdownReader(path: path).read() }
    }

    @Test("headings and paragraphs of HTML are those of the book")
    func headings() throws {
        let book = try read(
            """
            <h1>The Road</h1>

            <h2>One</h2>
            <p>It was late.</p>
            <p>Nobody
            came.</p>
            <h2>Two</h2>
            <p>He went home.</p>
            """)
        #expect(book.chapters.map(\.title).suffix(2) == ["One", "Two"])
        #expect(
            book.texts.suffix(2) == [
                ["One", "It was late.", "Nobody came."], ["Two", "He went home."],
            ])
    }

    @Test(
        "blocks of HTML are read as a page is, with the marks of Markdown in them",
        arguments: [
            (
                "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n\nText **bold**.",
                ["one", "two", "Text bold."]
            ),
            (
                "<div class=\"poem\">\nRed,<br>\nblue,<br>\nand sweet\n</div>\n\nText.",
                ["Red,\nblue,\nand sweet", "Text."]
            ),
            (
                "<p align=\"center\"><b>Star</b> *em* &lt;tag&gt;</p>\n\nText.",
                ["Star em <tag>", "Text."]
            ),
            (
                "<table>\n<tr><td>a</td><td>b</td></tr>\n\n<tr><td>c</td></tr>\n</table>\n\nText.",
                ["a, b", "c", "Text."]
            ),
            ("<div class=\"x\">\n\n**Text**\n\n</div>\n\nEnd.", ["Text", "End."]),
            ("<pre>\nint main() {\n\n return 0;\n}\n</pre>\n\nText.", ["Text."]),
            (
                "Text <b>bold</b>, x <span>y</span>.\n\n<span id=\"x\"></span>Hello.",
                ["Text bold, x y.", "Hello."]
            ),
        ] as [(String, [String])])
    func blocks(text: String, spoken: [String]) throws {
        #expect(try read(text).texts == [spoken])
    }

    @Test(
        "a listing that is set in has neither headings nor items",
        arguments: [
            "\t# a comment\n\t*.a\n\t!lib.a", "    # systemctl restart lamp\n    - not an item",
            "\t# apt-get update\n\t$ ls", "    import os\n    # says it\n    print(os.name)",
        ])
    func listings(listing: String) throws {
        let book = try read("# One\n\nThis is a file:\n\n\(listing)\n\nMore.\n\n# Two\n\nText.")
        #expect(book.texts == [["One", "This is a file:", "More."], ["Two", "Text."]])
    }

    @Test(
        "prose and verse that are set in are spoken",
        arguments: [
            ("    Dear Ann, I came home late.", "Dear Ann, I came home late."),
            (
                "    Tiger, tiger, burning bright\n    In the forests of the night,",
                "Tiger, tiger, burning bright\nIn the forests of the night,"
            ),
        ])
    func prose(text: String, spoken: String) throws {
        #expect(try read("One.\n\n\(text)\n\nMore.").texts == [["One.", spoken, "More."]])
    }

    @Test("paragraphs of an item that are further in stay in the list")
    func nested() throws {
        let book = try read("- one\n\n    - two\n\n        more of two\n\nText.")
        #expect(book.texts == [["one", "two", "more of two", "Text."]])
    }
}
