import Books
import Markup
import Testing
import Texts

/// Tables of contents that do not say where their chapters are.
@Suite struct EPUBContentsTests {
    private func navigation(_ entries: [(title: String, place: String)]) -> String {
        entries.map { "<li><a href=\"\($0.place)\">\($0.title)</a></li>" }.joined()
    }

    @Test("an entry whose place is missing leads to the heading it names, or else nowhere")
    func missingFragments() throws {
        var book = EPUBFixture()
        book.add(
            "a.xhtml",
            """
            <p>Before.</p><h2 id="c1">One</h2><p>a</p><h2 id="c2">Two</h2><p>b</p>\
            <h2 id="c3">Three</h2><p>c</p>
            """)
        book.add("b.xhtml", "<p>d</p>")
        book.navigation = navigation([
            ("One", "a.xhtml#c1"), ("Two", "a.xhtml#no"), ("Other", "a.xhtml#no"),
            ("Four", "b.xhtml#no"),
        ])
        let read = try book.read()
        #expect(read.chapters.map(\.title) == [nil, "One", "Two", "Four"])
        #expect(
            read.texts == [["Before."], ["One", "a"], ["Two", "b", "Three", "c"], ["d"]])
    }

    @Test("a name inside what is not spoken is a place as well")
    func hiddenAnchors() throws {
        var book = EPUBFixture()
        book.add(
            "a.xhtml",
            "<p>a</p><p><span class=\"pagenum\"><a id=\"c2\">[2]</a></span>b</p>")
        book.navigation = navigation([("One", "a.xhtml"), ("Two", "a.xhtml#c2")])
        #expect(try book.read().texts == [["a"], ["b"]])
    }
}
