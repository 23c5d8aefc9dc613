import Books
import Markup
import TestSupport
import Testing
import Texts

/// The text and Markdown books of the data folder, against its README.
@Suite(.needsTestData)
struct RealTextTests {
    @Test(
        "Each text has its chapters, and every character is spoken or listed",
        arguments: [
            ("en-alice-pg11-utf8.txt", 12, 116604), ("en-devils-dictionary-pg972.txt", 27, 308219),
            ("fr-candide-pg4650-latin1.txt", 31, 181316),
            ("ja-momotaro-aozora-ruby-sjis.txt", 6, 6357),
            ("ja-rashomon-sjis.txt", 1, 5698), ("zh-hans-sanguo12-gb18030.txt", 12, 57896),
            ("zh-hant-sunzi-big5hkscs.txt", 13, 7462), ("zh-hant-sunzi-pg23864-utf8.txt", 13, 7462),
        ])
    func text(_ name: String, chapterCount: Int, count: Int) throws {
        let book = try TextBookReader(path: "\(TestData.folder)/books/txt/\(name)").read()
        #expect(book.body.count == chapterCount)
        let sum =
            TextData.count(book.spoken) + book.leftOut.reduce(0) { $0 + TextData.count($1.text) }
        #expect(abs(sum - count) * 1000 <= count)
    }

    @Test(
        "Each Markdown book has its chapters, and every character is spoken or listed",
        arguments: [
            ("en-jekyll-hyde.md", 10, 112766), ("en-poe-poems.md", 49, 95145),
            ("en-tao-te-ching.md", 81, 47071),
            ("en-time-machine.md", 13, 146234), ("en-usher.md", 1, 34253),
        ])
    func markdown(_ name: String, chapterCount: Int, count: Int) throws {
        let book = try MarkdownReader(path: "\(TestData.folder)/books/md/\(name)").read()
        #expect(book.body.count == chapterCount)
        let sum =
            TextData.count(book.spoken) + book.leftOut.reduce(0) { $0 + TextData.count($1.text) }
        #expect(abs(sum - count) * 1000 <= count)
    }

    @Test(
        "A book's encoding is found in every encoding that can write it",
        arguments: [
            ("books/txt/zh-hans-sanguo12-gb18030.txt", "GB18030", ["GB18030"]),
            ("books/txt/zh-hant-sunzi-pg23864-utf8.txt", "UTF-8", ["GB18030", "BIG5-HKSCS"]),
            ("books/txt/ja-rashomon-sjis.txt", "CP932", ["CP932", "EUC-JP"]),
            ("books/txt/fr-candide-pg4650-latin1.txt", "ISO-8859-1", ["WINDOWS-1252"]),
            ("subtitles/real/morevna-ep3-kor.srt", "UTF-8", ["CP949"]),
            (
                "subtitles/real/rus-synfig-12-parallax-effect.srt", "UTF-8",
                ["WINDOWS-1251", "KOI8-R"]
            ),
            ("subtitles/real/pepper-and-carrot-ep6-deu.srt", "UTF-8", ["WINDOWS-1252"]),
            ("subtitles/real/ed-captions.ar.vtt", "UTF-8", ["WINDOWS-1256"]),
        ])
    func encodings(_ name: String, own: String, others: [String]) throws {
        let bytes = try #require(
            try WholeText.bytes(ofFileAt: "\(TestData.folder)/\(name)", limit: 1 << 24))
        guard case .text(let text) = WholeText.decode(bytes, as: own) else {
            Issue.record("\(name) is not \(own)")
            return
        }
        for other in others {
            // What has characters that the other encoding lacks cannot be written in it.
            let coded = try? TestSupport.bytes(
                of: String(decoding: text, as: UTF8.self), in: other)
            #expect(coded.map { EncodingDetector.encoding(of: $0)?.name == other } ?? true)
        }
    }

    @Test("The English line at the end of Sunzi is not the book")
    func footer() throws {
        let book = try TextBookReader(
            path: "\(TestData.folder)/books/txt/zh-hant-sunzi-pg23864-utf8.txt"
        ).read()
        #expect(!book.bodyText.contains("Gutenberg"))
        #expect(book.titles.first == "始計第一" && book.titles.last == "用間第十三")
    }
}
