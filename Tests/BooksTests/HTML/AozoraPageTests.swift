import Books
import Testing

/// Books of Aozora Bunko in its own XHTML.
@Suite struct AozoraPageTests {
    private static let page = """
        <?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ja">
        <head><title>無名氏 川の話</title><meta name="DC.Title" content="川の話" />
        <meta name="DC.Creator" content="無名氏" /></head><body>
        <div class="metadata"><h1 class="title">川の話</h1><h2 class="author">無名氏</h2><br /></div>
        <div id="contents" style="display:none"></div><div class="main_text"><br />
        <div class="jisage_8"><h4 class="naka-midashi"><a id="m10">一</a></h4></div><br />
        　川は<ruby><rb>静</rb><rp>（</rp><rt>しず</rt><rp>）</rp></ruby>かだった。<br />
        　舟が来た。※<span class="notes">［＃「木＋舟」、U+68F1、12-3］</span>の舟である。<br />
        <div class="chitsuki_1">（終わり）</div><span class="notes">［＃地付き］</span><br />
        </div><div class="bibliographical_information"><hr /><br />
        底本：「川の本」ある文庫<br />　　　1950年発行<br /></div>
        <div class="notation_notes"><hr />●表記について<ul><li>このファイルは</li></ul></div>
        <div id="card"><hr /><a href="JavaScript:go();">●図書カード</a></div></body></html>
        """

    private func read(ruby: BookReadingOptions.Ruby = .base) throws -> Book {
        var options = BookReadingOptions()
        options.ruby = ruby
        return try HTMLReader(path: "b.html", bytes: Array(Self.page.utf8), options: options).read()
    }

    @Test("the text is read by its lines, and what frames it is front and back matter")
    func text() throws {
        let book = try read()
        let body = try #require(book.chapters.first { $0.matter == .body })
        #expect(book.chapters.filter { $0.matter == .body }.count == 1)
        #expect(book.chapters.last?.matter == .back)
        #expect(
            body.blocks.map(\.text) == ["一", "川は静かだった。", "舟が来た。棱の舟である。", "（終わり）"])
        #expect(body.title == "一")
        #expect(book.metadata.title == "川の話")
        #expect(book.metadata.authors == ["無名氏"])
        #expect(book.metadata.language == "ja")
    }

    @Test("readings are spoken where they are asked for")
    func readings() throws {
        let texts = try read(ruby: .reading).texts.joined()
        #expect(texts.contains("川はしずかだった。"))
    }
}
