import Books
import Testing

/// Numbers of pages, and what is marked like them.
@Suite struct PageNumberTests {
    private func texts(_ html: String) throws -> [String] {
        try HTMLReader(path: "b.html", bytes: Array("<p>Text.</p>\(html)".utf8)).read()
            .texts.flatMap(\.self)
    }

    @Test(
        "the number of a page is not spoken",
        arguments: [
            "<span class=\"pagenum\">[42]</span>", "<span class=\"pagenum\">[Pg xii]</span>",
            "<span epub:type=\"pagebreak\" title=\"3\">3</span>",
            "<p class=\"pagenum\">Page 12</p>",
            "<span role=\"doc-pagebreak\">p. 7</span>", "<a class=\"page-break\" id=\"x\">xiv</a>",
            "<div class=\"pagebreak\">12</div>", "<div class=\"page-break\"></div>",
            "<span class=\"pageno\">第12页</span>", "<span class=\"pagenum\">12a</span>",
            "<h2 epub:type=\"pagebreak\">12</h2>",
        ])
    func numbers(html: String) throws {
        #expect(try texts(html) == ["Text."])
    }

    @Test(
        "what is marked as the beginning of a page and is no number is spoken",
        arguments: [
            ("<h2 class=\"page-break\">Prologue</h2>", "Prologue"),
            ("<h2 class=\"page-break\">I.</h2>", "I."), ("<h2 class=\"pagenum\">II</h2>", "II"),
            ("<p class=\"page-break\">I.</p>", "I."),
            ("<p class=\"pagebreak\">He ran.</p>", "He ran."),
            ("<div class=\"page-break\">The end.</div>", "The end."),
            ("<h2><span class=\"pagebreak\">IV</span></h2>", "IV"),
            ("<p class=\"pagebreak\">Act 1</p>", "Act 1"),
            ("<span epub:type=\"pagebreak\">He slept.</span>", "He slept."),
            ("<p class=\"page_break\">第一章</p>", "第一章"),
        ])
    func layout(html: String, text: String) throws {
        #expect(try texts(html).joined(separator: " ").hasSuffix(text))
    }
}
