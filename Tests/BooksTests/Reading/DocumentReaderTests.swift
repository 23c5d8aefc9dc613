import Books
import TestSupport
import Testing
import Texts

/// Documents of word processors, which pandoc turns into pages.
@Suite(.timeLimit(.minutes(5)), .needs("pandoc")) struct DocumentReaderTests {
    private static func p(_ text: String, _ style: String = "") -> String {
        DocumentFixture.paragraph(text, style: style)
    }

    private static func docx(
        _ body: String, options: BookReadingOptions = BookReadingOptions()
    ) async throws -> Book {
        try await DocumentFixture.read(
            DocumentFixture.docx(body), named: "-lamp.docx", options: options)
    }

    @Test("headings of nine levels are headings, and chapters lie as deep as they go")
    func levels() async throws {
        let parts = ["One", "Two"].map { volume in
            Self.p("Volume \(volume)", "H2") + Self.p("Book", "H3")
                + ["I", "II"].map { Self.p("Chapter \($0)", "H4") + Self.p("Text of it.") }.joined()
        }
        let book = try await Self.docx(Self.p("The Lamp", "H1") + parts.joined())
        #expect(book.titles == ["Chapter I", "Chapter II", "Chapter I", "Chapter II"])
        let deep = try await Self.docx(
            Self.p("One", "H1") + Self.p("Text.") + Self.p("Deep", "H8") + Self.p("More."))
        #expect(
            deep.body.flatMap(\.blocks).map(\.kind)
                == [.heading(level: 1), .paragraph, .heading(level: 6), .paragraph])
    }

    @Test("a title in its style is the book's, and its page is front matter")
    func title() async throws {
        let bytes = DocumentFixture.docx(
            Self.p("The Lamp", "Title") + Self.p("One", "H1") + Self.p("Text."),
            core: "<dc:title>Wrong</dc:title><dc:creator>A. Writer</dc:creator>")
        let book = try await DocumentFixture.read(bytes, named: "lamp.docx")
        #expect(book.metadata.title == "The Lamp")
        #expect(book.metadata.authors == ["A. Writer"])
        #expect(book.bodyText == "One\nText.")
    }

    @Test("properties give title and author where the text names none")
    func properties() async throws {
        let docx = DocumentFixture.docx(
            Self.p("Text."), core: "<dc:title>Lamp</dc:title><dc:creator>A. B.</dc:creator>")
        let odt = DocumentFixture.odt(
            "<text:p>Text.</text:p>",
            meta: "<dc:title>Lamp</dc:title><dc:creator>A. B.</dc:creator>")
        for (bytes, name) in [(docx, "a.docx"), (odt, "a.odt")] {
            let book = try await DocumentFixture.read(bytes, named: name)
            #expect(book.metadata.title == "Lamp")
            #expect(book.metadata.authors == ["A. B."])
        }
        let plain = try await Self.docx(Self.p("Text."))
        #expect(plain.metadata.title == nil)
    }

    @Test("a language is the document's: marked text names it, a program's own only may")
    func languages() async throws {
        let marked = DocumentFixture.docx(
            DocumentFixture.paragraph("Es regnete.", language: "de-AT"), language: "en-US")
        let book = try await DocumentFixture.read(marked, named: "a.docx")
        #expect(book.metadata.language == "de-AT")
        let unmarked = try await Self.docx(Self.p("Es regnete."))
        #expect(unmarked.metadata.language == nil)
        #expect(unmarked.metadata.usualLanguage == "en-US")
        let odt = try await DocumentFixture.read(
            DocumentFixture.odt("<text:p>Il pleut.</text:p>", language: "fr"), named: "a.odt")
        #expect(odt.metadata.language == nil)
        #expect(odt.metadata.usualLanguage == "fr")
    }

    private static let footnote = """
        <w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>
        """

    @Test(
        "footnotes go where they are asked for",
        arguments: [
            (BookReadingOptions.Notes.skip, "A word."), (.inline, "A word (A note.)."),
            (.end, "A word.\nA note."),
        ])
    func notes(wanted: BookReadingOptions.Notes, spoken: String) async throws {
        var options = BookReadingOptions()
        options.notes = wanted
        let body = """
            <w:p><w:r><w:t>A word</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>\
            <w:r><w:t>.</w:t></w:r></w:p>
            """
        let book = try await DocumentFixture.read(
            DocumentFixture.docx(body, footnotes: Self.footnote), named: "a.docx", options: options)
        #expect(book.bodyText == spoken)
        #expect(book.left(.unreadable).isEmpty && book.left(.lostPage).isEmpty)
    }

    private static let box = """
        <w:p><w:r><w:t>Before. </w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="v">\
        <w:drawing><w:txbxContent><w:p><w:r><w:t>Boxed words.</w:t></w:r></w:p></w:txbxContent>\
        </w:drawing></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>Boxed words.</w:t></w:r>\
        </w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>
        """

    @Test("what pandoc loses is said, with the words, and much of it stops a plan")
    func losses() async throws {
        let much = try await Self.docx(Self.p("One", "H1") + Self.box)
        #expect(
            much.left(.lostPage).first?.contains("lost 10 of the document's 19 letters") == true)
        #expect(much.left(.lostPage).first?.contains("“Boxed words.”") == true)
        let text = Self.p(String(repeating: "It rained all the day. ", count: 200))
        let little = try await Self.docx(Self.p("One", "H1") + text + Self.box)
        #expect(little.left(.lostPage).isEmpty)
        #expect(little.left(.unreadable).count == 1)
    }

    @Test("text in a section or a frame of an ODT is spoken or missed, never lost in silence")
    func sections() async throws {
        let odt = DocumentFixture.odt(
            """
            <text:h text:outline-level="1">One</text:h><text:p>It rained.</text:p>\
            <text:section><text:h text:outline-level="1">Two</text:h><text:p>Inside.</text:p>\
            </text:section><text:p><draw:frame><draw:text-box><text:p>Framed.</text:p>\
            </draw:text-box></draw:frame>After.</text:p>
            """)
        let book = try await DocumentFixture.read(odt, named: "a.odt")
        let said = book.bodyText + book.left(.lostPage).joined()
        for word in ["It rained.", "After.", "Two", "Inside.", "Framed."] {
            #expect(said.contains(word))
        }
    }

    @Test("what a reader of the document does not see is no loss")
    func unseen() async throws {
        let book = try await Self.docx(
            Self.p("Kept.")
                + """
                <w:p><w:r><w:t>Old </w:t></w:r><w:del w:id="1" w:author="a" w:date="2020-01-01T00:00:00Z">\
                <w:r><w:delText>deleted</w:delText></w:r></w:del><w:ins w:id="2" w:author="a" \
                w:date="2020-01-01T00:00:00Z"><w:r><w:t>new</w:t></w:r></w:ins></w:p>\
                <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>AUTHOR x\
                </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
                """)
        #expect(book.bodyText == "Kept.\nOld new")
        #expect(book.left(.unreadable).isEmpty && book.left(.lostPage).isEmpty)
        let odt = try await DocumentFixture.read(
            DocumentFixture.odt(
                """
                <text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p>\
                </text:deletion></text:changed-region></text:tracked-changes>\
                <text:p>Kept<office:annotation><text:p>A comment.</text:p></office:annotation>.</text:p>
                """), named: "a.odt")
        #expect(odt.bodyText == "Kept.")
        #expect(odt.left(.unreadable).isEmpty && odt.left(.lostPage).isEmpty)
    }
}
