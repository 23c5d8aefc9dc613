import Books
import Markup
import Narration
import TestSupport
import Testing
import Texts

/// Real books, against what was counted in them independently.
@Suite(.needsTestData)
struct RealBookTests {
    /// What a book is known to hold.
    struct Expected: CustomTestStringConvertible, Sendable {
        let file: String
        let front: Int
        let body: Int
        let back: Int
        /// Characters without white space in the pages of the spine, ruby aside.
        let characters: Int

        init(_ file: String, _ front: Int, _ body: Int, _ back: Int, _ characters: Int) {
            (self.file, self.characters) = (file, characters)
            (self.front, self.body, self.back) = (front, body, back)
        }

        var testDescription: String { file }
    }

    private static let books = [
        // Its only entry with text says where to begin reading; the headings say more.
        Expected("ar-regime-anticancer-rtl", 0, 5, 0, 24264),
        Expected("en-alice-ebookmaker-epub3", 1, 12, 0, 116_150),
        // Its seventh entry is the table of contents.
        Expected("en-calibre-quickstart-epub2", 1, 5, 0, 24268),
        Expected("en-candide-endnotes-se", 3, 31, 2, 165_079),
        Expected("en-childrens-literature-nested-nav", 0, 17, 0, 238_483),
        Expected("en-georgia-pls-ssml", 0, 1, 0, 57516),
        Expected("en-hefty-water-switch-ruby", 0, 1, 0, 2796),
        Expected("en-sherlock-holmes-se", 2, 12, 2, 457_679),
        Expected("fr-calibre-quickstart-epub2", 1, 5, 0, 29593),
        // Twenty sections with text; files that hold a heading only go to the next.
        Expected("fr-live-manual-sisu", 1, 20, 0, 161_201),
        Expected("ja-kusamakura-vertical-ruby", 1, 13, 1, 93775),
        // Its first entry is the title and the table of contents.
        Expected("ru-developers-reference-sphinx", 1, 9, 1, 272_362),
        Expected("zh-hans-sanguo24-pandoc-epub3-nested", 1, 24, 0, 122_176),
        // Project Gutenberg's last line stands apart.
        Expected("zh-hant-sunzi-calibre-epub2", 0, 13, 1, 7462),
    ]

    private func read(_ name: String) throws -> Book {
        try EPUBReader(path: TestData.path("books/epub/\(name).epub")).read()
    }

    @Test(
        "a book has the chapters that a listener expects, loses no text and says none twice",
        arguments: books)
    func whole(expected: Expected) throws {
        let book = try read(expected.file)
        let matters = book.chapters.map(\.matter)
        #expect(matters.filter { $0 == .front }.count == expected.front)
        #expect(matters.filter { $0 == .body }.count == expected.body)
        #expect(matters.filter { $0 == .back }.count == expected.back)

        // What is spoken and what is left out make up the book to one in a hundred.
        let counted = book.countedCharacters
        #expect(abs(counted - expected.characters) * 100 <= expected.characters)

        let long = book.chapters.flatMap(\.blocks).map(\.text).filter { $0.count > 150 }
        // The file of 草枕 itself has paragraphs of its third chapter again in its fourth.
        let repeated = expected.file.hasPrefix("ja-kusamakura") ? 24 : 0
        #expect(Set(long).count == long.count - repeated)
    }

    @Test(
        "with notes and code spoken no character is lost or doubled",
        arguments: books.filter {
            ["en-ca", "en-ge", "en-he", "ru-de"].contains($0.file.prefix(5))
        })
    func options(expected: Expected) throws {
        var options = BookReadingOptions()
        options.notes = .inline
        options.readsCode = true
        let path = TestData.path("books/epub/\(expected.file).epub")
        let counted = try EPUBReader(path: path, options: options).read().countedCharacters
        #expect(abs(counted - expected.characters) * 100 <= expected.characters)
    }

    @Test("chapters are called what the table of contents calls them")
    func titles() throws {
        let sanguo = try read("zh-hans-sanguo24-pandoc-epub3-nested")
        #expect(sanguo.chapters[1].title == "第一回：宴桃园豪杰三结义，斩黄巾英雄首立功")
        #expect(sanguo.chapters[1].blocks[0].text == "第一卷")
        #expect(ChapterList(of: sanguo).items.map(\.part).suffix(9).first == "第二卷")
        #expect(ChapterList(of: sanguo).items.first?.part == "第一卷")
        let sherlock = try read("en-sherlock-holmes-se")
        #expect(sherlock.chapters[2].title == "A Scandal in Bohemia")
        let tales = try read("en-childrens-literature-nested-nav")
        #expect(tales.chapters[2].title == "190 A FOUR-LEAVED CLOVER")
    }

    @Test("the readings of a Japanese novel are read instead of its characters if asked for")
    func ruby() throws {
        var options = BookReadingOptions()
        options.ruby = .reading
        let path = TestData.path("books/epub/ja-kusamakura-vertical-ruby.epub")
        let book = try EPUBReader(path: path, options: options).read()
        #expect(book.chapters[1].blocks.contains { $0.text.contains("やまみち") })
    }
}

extension Book {
    /// Characters without white space, spoken or left out, as the independent count has them: ruby
    /// and what only says why a part could not be read aside.
    var countedCharacters: Int {
        let texts =
            chapters.flatMap(\.blocks).map(\.text)
            + leftOut.filter { $0.reason != .ruby && $0.reason != .unreadable }.map(\.text)
        return texts.reduce(0) { sum, text in
            sum + text.unicodeScalars.filter { !$0.properties.isWhitespace }.count
        }
    }
}
