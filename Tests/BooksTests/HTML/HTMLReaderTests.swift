import Books
import Markup
import TestSupport
import Testing
import Texts

/// A book in one file of HTML.
@Suite struct HTMLReaderTests {
    private func read(
        _ html: String, _ options: BookReadingOptions = BookReadingOptions()
    ) throws -> Book {
        try HTMLReader(path: "book.html", bytes: Array(html.utf8), options: options).read()
    }

    @Test("headings make chapters, and what stands before the first is no chapter's")
    func headings() throws {
        let book = try read(
            """
            <title>The Sea</title><h1>The Sea</h1>
            <h2>One</h2><p>First.</p><h3>A part</h3><p>More.</p><h2>Two</h2><p>Second.</p>
            """)
        #expect(book.metadata.title == "The Sea")
        #expect(book.chapters.map(\.title) == ["The Sea", "One", "Two"])
        #expect(book.chapters.map(\.matter) == [.front, .body, .body])
        #expect(book.texts[1] == ["One", "First.", "A part", "More."])
    }

    @Test("a file without headings is one chapter")
    func noHeadings() throws {
        let book = try read("Text in the body<div>and in a div</div>and after it.")
        #expect(book.texts == [["Text in the body", "and in a div", "and after it."]])
        #expect(book.chapters.map(\.title) == [nil])
    }

    @Test(
        "elements nested deep are read whole or refused, never cut short",
        arguments: [300, 100_000])
    func nesting(depth: Int) throws {
        let html = "<p>First.</p>" + String(repeating: "<div>", count: depth) + "<p>Last.</p>"
        do throws(BookError) {
            let book = try HTMLReader(path: "book.html", bytes: Array(html.utf8), options: .init())
                .read()
            #expect(book.texts == [["First.", "Last."]])
        } catch {
            #expect("\(error)".contains("deep"))
        }
    }

    @Test("the title of a volume goes to its first chapter")
    func volumes() throws {
        let book = try read(
            """
            <h1>Volume I</h1><h2>One</h2><p>a</p><h2>Two</h2><p>b</p>
            <h1>Volume II</h1><h2>Three</h2><p>c</p>
            """)
        #expect(book.chapters.map(\.title) == ["One", "Two", "Three"])
        #expect(book.texts[2] == ["Volume II", "Three", "c"])
        #expect(book.chapters.map(\.parts.last) == ["Volume I", "Volume I", "Volume II"])
    }

    @Test(
        "the encoding is the one named, marked, declared or else found",
        arguments: [
            ([0xEF, 0xBB, 0xBF] + Array("<p>é".utf8), nil), (Array("<p>é".utf8), nil),
            (Array("<meta charset=ISO-8859-1><p>".utf8) + [0xE9], nil),
            (Array("<p>".utf8) + [0xE9], nil), (Array("<p>".utf8) + [0x82], "CP437"),
            ([0xFF, 0xFE, 0x3C, 0, 0x70, 0, 0x3E, 0, 0xE9, 0], nil),
        ] as [([UInt8], String?)])
    func encodings(bytes: [UInt8], encoding: String?) throws {
        var options = BookReadingOptions()
        options.encoding = encoding
        let book = try HTMLReader(path: "x", bytes: bytes, options: options).read()
        #expect(book.texts == [["é"]])
    }

    @Test("a stray byte in UTF-8 does not make another encoding of the page")
    func strayByte() throws {
        let bytes = Array("<p>Café déjà vu, naïve – “quoted” … x".utf8) + [0xE9] + Array("y".utf8)
        let book = try HTMLReader(path: "x", bytes: bytes).read()
        #expect(book.texts == [["Café déjà vu, naïve – “quoted” … xy"]])
        #expect(book.leftOut(.unreadable) == ["damaged characters: 1"])
    }

    @Test("Project Gutenberg's own lines stand apart from the book")
    func gutenberg() throws {
        let book = try read(
            """
            <p>The Project Gutenberg eBook of X</p>
            <p>*** START OF THE PROJECT GUTENBERG EBOOK X ***</p>
            <h2>One</h2><p>a</p><h2>Two</h2><p>b</p>
            <p>*** END OF THE PROJECT GUTENBERG EBOOK X ***</p><p>Licence.</p>
            """)
        #expect(book.chapters.map(\.matter) == [.front, .body, .body, .back])
        #expect(book.texts[2] == ["Two", "b"])
    }

    @Test("a file with nothing to speak says so")
    func empty() {
        #expect(throws: BookError.empty(path: "book.html")) {
            try read("<p> </p><script>x</script>")
        }
    }

    @Test(
        "a real book of Project Gutenberg is read with its twelve chapters",
        .needsTestData)
    func alice() throws {
        let book = try HTMLReader(path: TestData.path("books/html/en-alice-pg11.htm")).read()
        let titles = book.chapters.filter { $0.matter == .body }.compactMap(\.title)
        #expect(titles.count == 12)
        #expect(titles.first == "CHAPTER I. Down the Rabbit-Hole")
        #expect(book.countedCharacters == 116_150)
        #expect(book.metadata.title == "Alice’s Adventures in Wonderland")
        #expect(book.metadata.authors == ["Lewis Carroll"])
    }
}
