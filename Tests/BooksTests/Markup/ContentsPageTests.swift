import Books
import Markup
import Testing
import Texts

/// Tables of contents that a book shows its readers.
@Suite struct ContentsPageTests {
    private static let text =
        "<p>She went down to the shore, and there was nobody.</p><p>Then she came back.</p>"
    private static let titles = ["The Lamp", "The Quay", "The Hill", "The Road"]

    private func book(_ page: String, isListed: Bool) throws -> Book {
        var book = EPUBFixture()
        book.add("toc.xhtml", page)
        var entries = isListed ? "<li><a href=\"toc.xhtml\">Innehåll</a></li>" : ""
        for (index, title) in Self.titles.enumerated() {
            book.add("c\(index).xhtml", "<h1 id=\"x\">\(title)</h1>\(Self.text)")
            entries += "<li><a href=\"c\(index).xhtml\">\(title)</a></li>"
        }
        book.navigation = entries
        return try book.read()
    }

    private static func list(_ line: (Int, String) -> String) -> String {
        titles.enumerated().map { line($0, $1) }.joined()
    }

    @Test(
        "a heading and links to the chapters are contents in any language",
        arguments: [
            "<h1>Innehåll</h1><ol>" + list { "<li><a href=\"c\($0).xhtml\">\($1)</a></li>" }
                + "</ol>",
            "<h1>Sisällys</h1>" + list { "<p><a href=\"c\($0).xhtml#x\">\($1)</a> \($0 + 3)</p>" },
            "<h2>สารบัญ</h2><p>" + list { "<a href=\"c\($0).xhtml\">\($1)</a><br/>" } + "</p>",
            "<h1>Obsah</h1>" + list { "<p>\($1) . . . . . . \($0 * 10 + 7)</p>" },
            "<h1>Tartalom</h1><p>" + list { "\($1)<br/>" + ($0 > 9 ? "" : "") } + "</p>",
            "<h1>Cuprins</h1><table>"
                + list { "<tr><td>\($0 + 1)</td><td><a href=\"c\($0).xhtml\">\($1)</a></td></tr>" }
                + "</table>",
            "<nav hidden=\"\"><h2>Obsah</h2>" + list { "<a href=\"c\($0).xhtml\">\($1)</a> " }
                + "</nav>",
            "<div style=\"DISPLAY: none\"><h2>Obsah</h2><p>Něco</p></div>",
        ])
    func contents(page: String) throws {
        for isListed in [true, false] {
            let read = try book(page, isListed: isListed)
            #expect(read.chapters.map(\.title) == Self.titles)
        }
    }

    @Test("contents among other text are left out and the text is spoken")
    func among() throws {
        let list = Self.list { "<li><a href=\"c\($0).xhtml\">\($1)</a></li>" }
        let read = try book("<h1>Welcome</h1>\(Self.text)<ul>\(list)</ul>", isListed: false)
        #expect(read.texts[0].count == 3)
        #expect(read.leftOut(.contents).count == 1)
    }

    @Test("a part that lists its chapters keeps its heading")
    func part() throws {
        var book = EPUBFixture()
        var entries = ""
        for part in 1...2 {
            let links = (1...3).map { "<p><a href=\"c\(part)\($0).xhtml\">Tale \($0)</a></p>" }
            book.add("p\(part).xhtml", "<h1>Part \(part)</h1>\(links.joined())")
            var below = ""
            for chapter in 1...3 {
                book.add(
                    "c\(part)\(chapter).xhtml",
                    "<h2>Tale \(chapter)</h2>" + String(repeating: Self.text, count: 20))
                below += "<li><a href=\"c\(part)\(chapter).xhtml\">Tale \(chapter)</a></li>"
            }
            entries += "<li><a href=\"p\(part).xhtml\">Part \(part)</a><ol>\(below)</ol></li>"
        }
        book.navigation = entries
        let read = try book.read()
        #expect(read.chapters.filter { $0.matter == .body }.count == 6)
        #expect(read.texts[0].first == "Part 1")
    }

    @Test("contents in one page of HTML are left out with their heading, or without one")
    func html() throws {
        let chapters = Self.list { "<h2 id=\"c\($0)\">\($1)</h2>\(Self.text)" }
        let links = Self.list { "<p><a href=\"#c\($0)\">\($1)</a></p>" }
        for front in ["<h2>Sommaire du livre</h2>", "", "<p>For my mother.</p>"] {
            let html = "<h1>The Book</h1>\(front)\(links)\(chapters)"
            let read = try HTMLReader(path: "b.html", bytes: Array(html.utf8)).read()
            let body = read.chapters.filter { $0.matter == .body }
            #expect(body.compactMap(\.title).suffix(4) == Self.titles[...])
            #expect(body.flatMap(\.blocks).filter { $0.text == "The Lamp" }.count == 1)
        }
    }
}
