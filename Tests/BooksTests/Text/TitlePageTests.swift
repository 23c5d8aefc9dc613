import Books
import Markup
import Testing
import Texts

/// What stands before the first heading: the title page is left out, the story is not.
@Suite struct TitlePageTests {
    private static let chapters = "CHAPTER I\n\nIt rained all day.\n\nCHAPTER II\n\nIt snowed.\n"

    @Test(
        "A sentence before the first heading is spoken",
        arguments: [
            "I lived with my aunt.", "We came to New York by train.", "Er lebte in Berlin.",
            "“Go with God,” he said.", "Published at dawn, the news spread.",
            "She danced with him.", "\"Are you coming with me?\" she asked.", "By noon we left.",
            "‘STOP!’", "— Oui.", "London was new to me", "나는 서울에 산다.", "Пошёл дождь.",
        ])
    func sentence(_ line: String) throws {
        let rest = "It was a bright cold day, and the whole house slept."
        let book = try TextData.text("\(line)\n\n\(rest)\n\n\(Self.chapters)")
        #expect(book.bodyText.hasPrefix("\(line)\n\(rest)\n"))
        #expect(book.metadata.title == nil)
    }

    @Test("Short lines of Chinese before a paragraph are its beginning")
    func chineseOpening() throws {
        let text = "我叫李明\n我住在北京\n\n话说天下大势，分久必合。\n\n第一章\n\n下雨了。\n\n第二章\n\n下雪了。\n"
        #expect(try TextData.text(text).bodyText.hasPrefix("我叫李明\n我住在北京\n话说"))
    }

    @Test(
        "Titles, authors and imprints are front matter",
        arguments: [
            "A TALE\n\nby Jane Doe\n\nLondon: Smith & Co., 1895",
            "A Tale of the Sea\n\nBy Jane Doe.\n\nTranslated from the French by J. Smith.",
            "Der Tod in Venedig\n\nvon Thomas Mann\n\nBerlin, S. Fischer, 1913",
            "A TALE\n\nCopyright 1999 by Jane Doe. All rights reserved.\n\nISBN 3-16-148410-0",
            "CANDIDE,\n\nOU\n\nL'OPTIMISME,\n\ntraduit de l'allemand par M. Ralph",
            "三国演义\n\n罗贯中", "《红楼梦》\n曹雪芹 著", "夜\n作者：老王",
        ])
    func front(_ page: String) throws {
        let book = try TextData.text("\(page)\n\n\(Self.chapters)")
        #expect(book.bodyText.hasPrefix("CHAPTER I\n"))
        #expect(book.chapters.first?.matter == .front)
        #expect(book.metadata.title == page.split(separator: "\n").first.map(String.init))
    }

    @Test(
        "The author and the title are found by their labels",
        arguments: [
            ("书名：夜行\n作者：老王", "夜行", "老王"), ("《红楼梦》\n曹雪芹 著", "《红楼梦》", "曹雪芹"),
            ("밤길\n김철수 지음", "밤길", "김철수"), ("三国演义\n\n罗贯中", "三国演义", "罗贯中"),
        ])
    func labels(_ page: String, title: String, author: String) throws {
        let book = try TextData.text("\(page)\n\n\(Self.chapters)")
        #expect(book.metadata.title == title && book.metadata.authors == [author])
    }

    @Test("A dedication and an epigraph after the title page are spoken")
    func dedication() throws {
        let text =
            "MY BOOK\n\nby Jane Doe\n\nTo Mary\n\n“All men by nature desire to know.”\n—Aristotle\n\n"
        let book = try TextData.text(text + Self.chapters)
        #expect(book.bodyText.hasPrefix("To Mary\n“All men by nature desire to know.”"))
        #expect(book.metadata.title == "MY BOOK" && book.metadata.authors == ["Jane Doe"])
    }
}
