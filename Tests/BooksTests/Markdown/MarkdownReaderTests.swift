import Books
import Markup
import Testing
import Texts

/// Markdown as it is heard.
@Suite struct MarkdownReaderTests {
    private static func text(_ markdown: String, options: BookReadingOptions = BookReadingOptions())
        throws -> String
    {
        try TextData.markdown(markdown, options: options).bodyText
    }

    @Test(
        "Marks are not spoken",
        arguments: [
            (
                "It was *very* **much** _too_ ***late*** for snake_case.",
                "It was very much too late for snake_case."
            ),
            (
                "A [link](http://a.example/x_(y) \"t\") and [one][r].\n\n[r]: http://b.example",
                "A link and one."
            ),
            ("See ![a cart](cart.png) here.", "See here."),
            ("Use `let x = 1` now.", "Use let x = 1 now."),
            ("Five \\* three &amp; four&nbsp;&#8212; 2 * 3.", "Five * three & four — 2 * 3."),
            ("<b>Bold</b> and <span class=\"x\">plain</span>.", "Bold and plain."),
            ("<!-- hidden\ntext -->\n\nShown.", "Shown."),
            ("> Quoted\n> lines.\n>\n> More.", "Quoted lines.\nMore."),
            ("- one\n- two\n  more\n* three", "one\ntwo more\nthree"),
            ("1. one\n2. two", "1. one\n2. two"),
            ("- [ ] to do\n- [x] done", "to do\ndone"),
            ("~~gone~~ and *not closed", "gone and *not closed"),
            ("An address: <https://a.example/>.", "An address: https://a.example/."),
            ("One.\n\n---\n\nTwo.\n\n***\n\nThree.", "One.\nTwo.\nThree."),
            ("10² and H₂O, [sic], 3.14, 1,204.", "10² and H₂O, [sic], 3.14, 1,204."),
            ("10^2^ and H~2~O, the 1^st^, 10^-3^.", "10² and H₂O, the 1st, 10⁻³."),
            ("x^2+y^2=z, ^_^, ~5 to ~6, 2^10.", "x^2+y^2=z, ^_^, ~5 to ~6, 2^10."),
            ("A [small *span*]{.small} and `code`{.c}.", "A small span and code."),
            ("A [link](x){target=_blank} and *that*{: .y}.", "A link and that."),
            ("A {brace} and {} and {a, b}.", "A {brace} and {} and {a, b}."),
            ("::: warning\nTake care.\n:::\n\n::: {.x}\nDo.\n:::", "Take care.\nDo."),
            ("[TOC]\n\nOne.\n\n\\newpage\n\nTwo.\n{: .last}", "One.\nTwo."),
            ("{{TOC}}\n\n\\today was written.", "\\today was written."),
        ])
    func marks(_ markdown: String, spoken: String) throws {
        #expect(try Self.text(markdown) == spoken)
    }

    @Test("Headings of both kinds make chapters, a lone one above them is the title")
    func headings() throws {
        let book = try TextData.markdown(
            """
            The Tale
            ========

            One *fine* day
            --------------

            It rained.

            ## Another {#second} ##

            ### Inside

            It snowed.
            """)
        #expect(book.metadata.title == "The Tale")
        #expect(book.chapters.map(\.matter) == [.front, .body, .body])
        #expect(book.titles.first == "One fine day")
        #expect(
            book.body[1].blocks.map(\.kind) == [.heading(level: 2), .heading(level: 3), .paragraph])
    }

    @Test(
        "Before the first chapter a title page is left out, and a text is spoken",
        arguments: [
            ("Text with **bold** x.", true), ("*by Jane Doe*", false),
            ("The sea is calm  \ntonight and the moon  \nlies fair", true), ("It rained.", true),
            ("London, 1920", false),
        ])
    func opening(_ text: String, isSpoken: Bool) throws {
        let book = try TextData.markdown("# My Story\n\n\(text)\n\n## One\n\nBody.\n")
        #expect(book.chapters.map(\.matter) == [isSpoken ? .body : .front, .body])
    }

    @Test("Chapters below parts are one level down, and a part's heading goes to the first")
    func parts() throws {
        let book = try TextData.markdown(
            "# Part I\n\n## 1\n\nA.\n\n## 2\n\nB.\n\n# Part II\n\n## 3\n\nC.\n")
        #expect(book.titles == ["1", "2", "3"])
        #expect(book.body.map(\.level) == [2, 2, 2])
        #expect(book.body.map(\.parts.last) == ["Part I", "Part I", "Part II"])
        #expect(book.body[2].blocks[0] == Block(.heading(level: 1), "Part II"))
    }

    @Test(
        "Front matter and metadata headings are metadata",
        arguments: [
            "---\ntitle: \"A Tale\"\nauthor: A. Writer\nlang: en\n---\n\n# One\n\nA.\n\n# Two\n\nB.\n",
            "# Title: A Tale\n\n## Author: A. Writer\n\n## Language: en\n\n-----\n\n## One\n\nA.\n\n## Two\n\nB.\n",
        ])
    func metadata(_ markdown: String) throws {
        let book = try TextData.markdown(markdown)
        #expect(
            book.metadata == BookMetadata(title: "A Tale", authors: ["A. Writer"], language: "en"))
        #expect(book.titles == ["One", "Two"])
        #expect(book.chapters.count == 2)
    }

    @Test("Listings are spoken only if asked for")
    func code() throws {
        let markdown = "Before.\n\n```swift\nlet x = 1\n```\n\n    let y = [2];\n\nAfter.\n"
        let book = try TextData.markdown(markdown)
        #expect(book.bodyText == "Before.\nAfter.")
        #expect(book.left(.code) == ["let x = 1", "let y = [2];"])
        var options = BookReadingOptions()
        options.readsCode = true
        #expect(
            try Self.text(markdown, options: options) == "Before.\nlet x = 1\nlet y = [2];\nAfter.")
    }

    @Test("Attributes of headings are no part of titles")
    func headingAttributes() throws {
        let book = try TextData.markdown(
            "# One {#one .x}\n\nA.\n\n# Two # {: #two}\n\nB.\n\nThree {#three}\n=====\n\nC.\n")
        #expect(book.titles == ["One", "Two", "Three"])
        #expect(book.body.map(\.blocks[0].text) == ["One", "Two", "Three"])
    }

    @Test("A note within the text is left out, spoken at its mark, or at the chapter's end")
    func inlineNotes() throws {
        let markdown = "The king^[His *name* is [lost](x).] came.\n\nHe left.\n"
        let book = try TextData.markdown(markdown)
        #expect(book.bodyText == "The king came.\nHe left.")
        #expect(book.left(.note) == ["His *name* is [lost](x)."])
        var options = BookReadingOptions()
        options.notes = .inline
        #expect(
            try Self.text(markdown, options: options)
                == "The king (His name is lost.) came.\nHe left.")
        options.notes = .end
        #expect(
            try Self.text(markdown, options: options)
                == "The king came.\nHe left.\nHis name is lost.")
    }

    @Test("Lines further in that no sentence begins or ends are a listing")
    func indentedListing() throws {
        let book = try TextData.markdown("Before.\n\n    make install\n    make test\n\nAfter.\n")
        #expect(book.bodyText == "Before.\nAfter.")
        #expect(book.left(.code) == ["make install\nmake test"])
    }

    @Test("Lines further in that are no listing are spoken")
    func indented() throws {
        #expect(
            try Self.text("Before.\n\n    “Yours, unhappily,\n\n    “H. J.”\n")
                == "Before.\n“Yours, unhappily,\n“H. J.”")
    }

    @Test("Tables are spoken row by row")
    func tables() throws {
        let book = try TextData.markdown(
            "| Name | Age |\n|------|----:|\n| *Ann* | 7 |\n| Bob | 8 |\n\nDone.\n")
        #expect(book.bodyText == "Name, Age\nAnn, 7\nBob, 8\nDone.")
        #expect(book.body[0].blocks[0].kind == .tableRow)
    }

    @Test("Verse keeps its lines, wrapped prose does not")
    func verse() throws {
        let verse = try TextData.markdown("The water runs,\nthe water goes,\nand nobody knows.\n")
        #expect(verse.body[0].blocks[0].kind == .verse)
        let hard = try TextData.markdown("One line  \nand another\\\nand one.\n")
        #expect(hard.bodyText == "One line\nand another\nand one.")
        let prose = """
            It was a dark night, and the rain fell upon the old town without any pause or
            pity, so that all its people stayed at home and listened to the water running
            down the roofs.
            """
        #expect(try TextData.markdown(prose).body[0].blocks.map(\.kind) == [.paragraph])
    }

    @Test("Footnotes are left out, spoken at their marks, or at the chapter's end")
    func notes() throws {
        let markdown = "The king[^1] came.\n\n[^1]: His *name*\n    is not known.\n\nHe left.\n"
        let book = try TextData.markdown(markdown)
        #expect(book.bodyText == "The king came.\nHe left.")
        #expect(book.left(.note) == ["His *name* is not known."])
        var options = BookReadingOptions()
        options.notes = .inline
        #expect(
            try Self.text(markdown, options: options)
                == "The king (His name is not known.) came.\nHe left.")
        options.notes = .end
        #expect(
            try Self.text(markdown, options: options)
                == "The king came.\nHe left.\nHis name is not known.")
    }

    @Test("Alternative texts are spoken only if asked for")
    func images() throws {
        var options = BookReadingOptions()
        options.readsAlternativeText = true
        #expect(try Self.text("![A *red* cart](c.png)", options: options) == "A red cart")
        #expect(throws: BookError.self) { try Self.text("![A red cart](c.png)") }
    }
}
