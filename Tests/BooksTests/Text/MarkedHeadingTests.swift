import Books
import TestSupport
import Testing
import Texts

/// Headings that texts mark with hashes and rules.
@Suite struct MarkedHeadingTests {
    private static let paragraph = """
        The morning was grey and the street was empty when the cart came up the hill
        with its load of straw, and nobody but the dog took any notice of it at all,
        for in that village people had long since ceased to wonder at what came by.
        """

    private static func novel(_ headings: [String]) -> String {
        headings.map { "\($0)\n\n\(paragraph)\n\n\(paragraph)\n" }.joined(separator: "\n\n\n")
    }

    @Test(
        "Hashes are not spoken and make headings",
        arguments: [
            (["# Part 1", "# Part 2"], ["Part 1", "Part 2"]),
            (["# I", "# II", "# III"], ["I", "II", "III"]),
            (["# The Cart", "# The Dog"], ["The Cart", "The Dog"]),
            (["第 1 章 车", "＃ 第２章 狗", "## 第3章 草"], ["第 1 章 车", "第２章 狗", "第3章 草"]),
            (["＃第一章", "＃第二章"], ["第一章", "第二章"]),
            (["## Глава 1 ##", "## Глава 2 ##"], ["Глава 1", "Глава 2"]),
        ])
    func hashes(_ headings: [String], titles: [String]) throws {
        let book = try TextData.text(Self.novel(headings))
        #expect(book.titles == titles)
        #expect(!book.spoken.contains("#") && !book.spoken.contains("＃"))
        #expect(book.left(.mark).contains { $0.hasPrefix("#") || $0.hasPrefix("＃") })
    }

    @Test(
        "A rule below a title makes it a heading", arguments: ["*", "=", "-", "~", "^"])
    func underlined(_ sign: Character) throws {
        let titles = ["About this manual", "Der Wagen", "О собаке", "源代码包"]
        let headings = titles.map { "\($0)\n" + String(repeating: sign, count: max($0.count, 8)) }
        let book = try TextData.text(Self.novel(headings))
        #expect(book.titles == titles)
        #expect(book.body.allSatisfy { $0.blocks.first?.kind == .heading(level: 1) })
    }

    @Test("Rules of a second kind make headings within chapters")
    func levels() throws {
        let headings = [
            "The cart\n========", "The wheel\n---------", "The dog\n=======", "The tail\n--------",
        ]
        let book = try TextData.text(Self.novel(headings))
        #expect(book.titles == ["The cart", "The dog"])
        #expect(book.body.first?.blocks.contains(Block(.heading(level: 2), "The wheel")) == true)
    }

    @Test("A rule between scenes, a table's rule and a comment of a listing make no heading")
    func none() throws {
        let scene = "\(Self.paragraph)\n-----\n\(Self.paragraph)"
        let table = "Name     Price\n-------- -----\nApples   3.50"
        let listing =
            "    # unpack it\n    tar xf a.tar\n\n# build it\nmake\n\n# install it\nmake install"
        for text in [scene, table, listing] {
            #expect(try TextData.text("\(Self.paragraph)\n\n\(text)\n\n\(text)\n").body.count == 1)
        }
    }

    @Test("A lone marked title above marked chapters is no part")
    func bookTitle() throws {
        let text = "# A Tale\n\n" + Self.novel(["## The Cart", "## The Dog", "## The Cart"])
        #expect(try TextData.text(text).titles == ["The Cart", "The Dog", "The Cart"])
    }
}
