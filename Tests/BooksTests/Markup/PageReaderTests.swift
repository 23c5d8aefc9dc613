import Books
import Markup
import Testing
import Texts

/// What becomes of markup.
@Suite struct PageReaderTests {
    private func read(
        _ body: String, _ change: (inout BookReadingOptions) -> Void = { _ in }
    ) throws -> Book {
        var options = BookReadingOptions()
        change(&options)
        return try HTMLReader(path: "x", bytes: Array(body.utf8), options: options).read()
    }

    private func texts(
        _ body: String, _ change: (inout BookReadingOptions) -> Void = { _ in }
    ) throws -> [String] {
        try read(body, change).texts.flatMap { $0 }
    }

    @Test(
        "what a reader sees is what is spoken",
        arguments: [
            ("<p>10<sup>2</sup> and 10<sup>-3</sup></p>", "10² and 10⁻³"),
            ("<p>H<sub>2</sub>O</p>", "H₂O"),
            ("<p>the 1<sup>st</sup>, M<sup>me</sup></p>", "the 1st, Mme"),
            ("<p>MP3, COVID19, 3.14, 1,204, Mr. X</p>", "MP3, COVID19, 3.14, 1,204, Mr. X"),
            ("<p>syl&shy;la&#x200B;ble of&#64257;ce</p>", "syllable office"),
            ("<p>a&nbsp;b\u{202F}c\n  d</p>", "a b c d"),
            ("<p>w<b>or</b>d and <i>two</i></p>", "word and two"),
            ("<p>漢字\n漢字 word\n漢字</p>", "漢字漢字 word 漢字"),
            ("<p>AT&T and &eacute;&hellip;</p>", "AT&T and é…"),
            ("<p>می\u{200C}خواهم</p>", "می\u{200C}خواهم"),
            ("<p>Auf\u{200C}lage</p>", "Auflage"),
            ("<p>one<br>two</p>", "one two"),
            ("<p>x<math alttext='a squared'><mi>a</mi></math></p>", "xa squared"),
            ("<math><msup><mi>a</mi><mn>2</mn></msup><mo>+</mo><mi>b</mi></math>", "a² + b"),
            ("<svg><title>T</title><text>Label</text></svg>", "Label"),
        ])
    func text(markup: String, spoken: String) throws {
        #expect(try texts(markup) == [spoken])
    }

    @Test("blocks part words, with or without white space between them")
    func blocks() throws {
        let spoken = try texts(
            "<h2>Title</h2><div>one<p>two</p>three<ul><li>four</li><li>five</li></ul></div>")
        #expect(spoken == ["Title", "one", "two", "three", "four", "five"])
    }

    @Test("verse keeps its lines, and a page's line breaks are no verse")
    func verse() throws {
        let body = """
            <div class="poem"><p>Twinkle,<br/>twinkle</p></div>
            <p>one<br>two<br>three</p><pre>  four\n   five\n</pre>
            """
        let blocks = try read(body).chapters.flatMap(\.blocks)
        #expect(blocks.map(\.kind) == [.verse, .verse, .verse])
        #expect(blocks.map(\.text) == ["Twinkle,\ntwinkle", "one\ntwo\nthree", "four\nfive"])
    }

    @Test("tables are spoken row by row, and one that lays out a page by its blocks")
    func tables() throws {
        let data = "<table><tr><th>Year<th>Sum<tr><td>1900<td>1,204<tr><td><td>5</table>"
        let blocks = try read(data).chapters.flatMap(\.blocks)
        #expect(blocks.map(\.text) == ["Year, Sum", "1900, 1,204", "5"])
        #expect(blocks.allSatisfy { $0.kind == .tableRow })
        let layout = "<table><tr><td><p>One.</p><p>Two.</p></table>"
        #expect(try texts(layout) == ["One.", "Two."])
    }

    @Test("listings are left out or spoken, and code within a sentence is always spoken")
    func code() throws {
        let body = "<p>Run <code>ls</code>:</p><pre><code>ls -l\nls -a</code></pre>"
        let book = try read(body)
        #expect(book.texts == [["Run ls:"]])
        #expect(book.leftOut(.code) == ["ls -l ls -a"])
        #expect(try texts(body) { $0.readsCode = true } == ["Run ls:", "ls -l\nls -a"])
    }

    @Test("ruby is read once, the text or the reading")
    func ruby() throws {
        let body = "<p><ruby>草枕<rp>(</rp><rt>くさまくら</rt><rp>)</rp></ruby>を読む</p>"
        #expect(try texts(body) == ["草枕を読む"])
        #expect(try texts(body) { $0.ruby = .reading } == ["くさまくらを読む"])
        #expect(try read(body).leftOut(.ruby) == ["くさまくら"])
        let parts = "<ruby><rb>東</rb><rb>京</rb><rt>とう</rt><rt>きょう</rt></ruby>"
        #expect(try texts(parts) { $0.ruby = .reading } == ["とうきょう"])
        let container = "<ruby><rb>東京</rb><rtc><rt>とう</rt><rt>きょう</rt></rtc></ruby>"
        #expect(try texts(container) == ["東京"])
        #expect(try texts(container) { $0.ruby = .reading } == ["とうきょう"])
        let two = "<ruby>東京<rt>とうきょう</rt><rtc><rt>Tokyo</rt></rtc></ruby>"
        #expect(try texts(two) { $0.ruby = .reading } == ["とうきょう"])
    }

    private static let notes = """
        <p>Text<sup><a id="r1" href="#n1">1</a></sup> goes [<a href="#n2" id="r2">2</a>] on.</p>
        <p id="n1"><a href="#r1">1</a>. The first.</p>
        <p><a id="n2" href="#r2">[2]</a> The second.</p>
        """

    @Test("notes that link back are left out, spoken in place, or at the chapter's end")
    func notes() throws {
        let book = try read(Self.notes)
        #expect(book.texts == [["Text goes on."]])
        #expect(book.leftOut(.note) == [". The first.", "The second."])
        #expect(book.leftOut(.noteMark) == ["1 2 1 [2]"])
        let inline = try texts(Self.notes) { $0.notes = .inline }
        #expect(inline == ["Text (The first.) goes (The second.) on."])
        let end = try texts(Self.notes) { $0.notes = .end }
        #expect(end == ["Text goes on.", "The first.", "The second."])
    }

    @Test("a note that two marks lead to is spoken once")
    func sharedNote() throws {
        let body = """
            <p>A<a role="doc-noteref" href="#n">*</a> B<a role="doc-noteref" href="#n">*</a>.</p>
            <aside role="doc-footnote" id="n">Note.</aside>
            """
        #expect(try texts(body) { $0.notes = .inline } == ["A (Note.) B."])
        #expect(try texts(body) == ["A B."])
    }

    @Test("numbers that link elsewhere are text, and those of paragraphs and pages are not")
    func numbers() throws {
        let body = """
            <p>See chapter <a href="#c">12</a>.</p>
            <div><label><a href="#o1">7</a></label><p id="o1">Cited.</p></div>
            <p>On <span class="pagenum">[42]</span>we go.</p>
            """
        let book = try read(body)
        #expect(book.texts == [["See chapter 12.", "Cited.", "On we go."]])
        #expect(book.leftOut(.mark) == ["7"])
        #expect(book.leftOut(.pageNumber) == ["[42]"])
    }

    @Test("hidden text, forms and stand-ins for media are listed, not spoken")
    func hidden() throws {
        let book = try read(
            "<p>Seen.<span hidden>Not</span></p><p style='display: none'>Nor</p><video>No</video>")
        #expect(book.texts == [["Seen."]])
        #expect(book.leftOut(.alternative) == ["Not", "Nor", "No"])
    }

    @Test("what a picture shows is spoken if asked for")
    func alternatives() throws {
        let body = "<p>A <img src='x' alt='cat'> sat.</p>"
        #expect(try texts(body) == ["A sat."])
        #expect(try texts(body) { $0.readsAlternativeText = true } == ["A cat sat."])
    }

    @Test("elements nested thousands deep are an error, not an empty book")
    func deep() {
        let body = String(repeating: "<div>", count: 3000) + "Text."
        #expect(throws: BookError.self) { try read(body) }
    }

    @Test("markup made to fill memory is refused")
    func manyElements() {
        let body = String(repeating: "<b>", count: 1_100_000)
        #expect(throws: BookError.self) { try read(body) }
    }
}
