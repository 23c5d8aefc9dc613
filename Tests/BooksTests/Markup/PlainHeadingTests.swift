import Books
import TestSupport
import Testing
import Texts

/// Headings that a book's own structure does not mark.
@Suite struct PlainHeadingTests {
    private static let prose = String(
        repeating: "The morning was grey and the street was empty when the cart came up. ", count: 4
    )

    @Test(
        "An EPUB whose contents name one place has the chapters that its paragraphs name",
        arguments: [
            ["第一回", "第二回", "第三回"], ["CHAPTER I", "CHAPTER II", "CHAPTER III"],
            ["Rozdział 1", "Rozdział 2", "Rozdział 3"],
        ])
    func epub(_ headings: [String]) throws {
        var fixture = EPUBFixture()
        fixture.navigation = "<li><a href=\"a.xhtml\">Start</a></li>"
        fixture.add(
            "a.xhtml",
            headings.map { "<p>\($0)</p><p>\(Self.prose)</p><p>\(Self.prose)</p>" }.joined())
        let book = try fixture.read()
        #expect(book.titles == headings)
        #expect(book.body.allSatisfy { $0.blocks.count == 3 })
    }

    @Test("Markdown with one marked heading has them below it")
    func markdown() throws {
        let text =
            "# The Long Road\n\n"
            + (1...3).map {
                "CHAPTER \($0)\n\n\(Self.prose)\n\n\(Self.prose)\n\n"
            }.joined()
        let book = try TextData.markdown(text)
        #expect(book.titles == ["CHAPTER 1", "CHAPTER 2", "CHAPTER 3"])
        #expect(book.metadata.title == "The Long Road")
        #expect(book.spoken.contains("The Long Road"))
    }

    @Test("One chapter of prose with a list stays one chapter")
    func none() throws {
        var fixture = EPUBFixture()
        fixture.add(
            "a.xhtml",
            "<h1>A Tale</h1><p>\(Self.prose)</p><p>1. Apples</p><p>2. Pears</p><p>\(Self.prose)</p>"
        )
        #expect(try fixture.read().body.count == 1)
        let text = "# A Tale\n\n\(Self.prose)\n\n* Part 1 of it\n* Part 2 of it\n\n\(Self.prose)\n"
        #expect(try TextData.markdown(text).body.count == 1)
    }
}
