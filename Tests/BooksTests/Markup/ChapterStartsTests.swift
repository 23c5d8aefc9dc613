import Books
import Markup
import Testing
import Texts

/// Which entries of a table of contents, and which headings, begin chapters.
@Suite struct ChapterStartsTests {
    private static let text = String(
        repeating: "<p>She went down to the shore, and there was nobody to be seen.</p>", count: 6)

    private func html(_ body: String) throws -> [Chapter] {
        let html = body.replacing("…", with: Self.text)
        return try HTMLReader(path: "b.html", bytes: Array(html.utf8)).read().chapters
    }

    private func link(_ title: String, _ place: String, _ children: String = "") -> String {
        "<li><a href=\"\(place)\">\(title)</a>\(children.isEmpty ? "" : "<ol>\(children)</ol>")</li>"
    }

    // MARK: The book's own heading

    @Test(
        "one heading above all others is the book, and a text of its own the first chapter",
        arguments: [
            (
                "<h1>The Road</h1><p>A word before it all.</p><h2>A</h2>…<h2>B</h2>…",
                ["The Road", "A", "B"]
            ),
            ("<h1>The Road</h1>…<h3>1</h3>…<h3>2</h3>…<h3>3</h3>…", ["The Road", "1", "2", "3"]),
            ("<h1>The Road</h1><h2>A Novel</h2><h3>1</h3>…<h3>2</h3>…", ["1", "2"]),
            ("<h1>Chapter 5</h1>…<h2>The Storm</h2>…<h2>The Calm</h2>…", ["Chapter 5"]),
            ("<h1>The Road</h1>…<h2>Notes of mine</h2>…", ["The Road"]),
        ])
    func book(html: String, titles: [String]) throws {
        #expect(try self.html(html).map(\.title) == titles)
    }

    @Test("an entry alone above numbered ones is the book; above other sections it is a chapter")
    func loneEntry() throws {
        for (titles, expected) in [
            (["I", "II"], ["The Road", "I", "II"]), (["A", "B"], ["The Road"]),
        ] {
            var book = EPUBFixture()
            book.add(
                "a.xhtml",
                """
                <h1>The Road</h1>\(Self.text)<h2 id="s0">\(titles[0])</h2>\(Self.text)\
                <h2 id="s1">\(titles[1])</h2>\(Self.text)
                """)
            book.navigation = link(
                "The Road", "a.xhtml", link(titles[0], "a.xhtml#s0") + link(titles[1], "a.xhtml#s1")
            )
            #expect(try book.read().chapters.map(\.title) == expected)
        }
    }

    // MARK: Siblings

    /// Acts with scenes in one file each; those of the numbers given have a prologue.
    private func acts(_ count: Int, withText: Set<Int>, title: (Int) -> String) throws -> [Chapter]
    {
        var book = EPUBFixture()
        var entries = ""
        for act in 1...count {
            let own = withText.contains(act) ? Self.text : ""
            book.add(
                "a\(act).xhtml",
                """
                <h1>\(title(act))</h1>\(own)<h2 id="s1">Scene 1</h2>\(Self.text)\
                <h2 id="s2">Scene 2</h2>\(Self.text)
                """)
            entries += link(
                title(act), "a\(act).xhtml",
                link("Scene 1", "a\(act).xhtml#s1") + link("Scene 2", "a\(act).xhtml#s2"))
        }
        book.navigation = entries
        return try book.read().chapters
    }

    @Test(
        "siblings are opened alike",
        arguments: [
            ([2], 7), ([1, 3], 3), ([1, 2, 3], 3), ([], 6),
        ] as [(Set<Int>, Int)])
    func siblings(withText: Set<Int>, count: Int) throws {
        #expect(try acts(3, withText: withText) { "Act \($0)" }.count == count)
        let names = ["The Sea", "The Shore", "The Hill"]
        let named = try acts(3, withText: withText) { names[$0 - 1] }
        if withText.count == 1 { #expect(named.count == count) }
    }

    @Test("a foreword with sections stays whole beside parts that are opened")
    func foreword() throws {
        var book = EPUBFixture()
        book.add(
            "f.xhtml",
            "<h1>Foreword</h1>\(Self.text)<h2 id=\"x\">Thanks</h2>\(Self.text)")
        for part in 1...2 {
            book.add("p\(part).xhtml", "<h1>Part \(part)</h1>")
            book.add("c\(part).xhtml", "<h2>Chapter</h2>\(Self.text)")
        }
        book.navigation =
            link("Foreword", "f.xhtml", link("Thanks", "f.xhtml#x"))
            + link("Part 1", "p1.xhtml", link("Dawn", "c1.xhtml"))
            + link("Part 2", "p2.xhtml", link("Dusk", "c2.xhtml"))
        #expect(try book.read().chapters.map(\.title) == ["Foreword", "Dawn", "Dusk"])
    }

    // MARK: Numbers above titles

    @Test(
        "a number above a title belongs to it, in whichever of two levels",
        arguments: [("h5", "h4"), ("h2", "h3"), ("h2", "h2")])
    func numbers(number: String, title: String) throws {
        let names = ["One Door", "Two Doors", "The Sea"]
        let body = ["I", "Chapter II", "第三章"].enumerated().map { index, text in
            "<\(number)>\(text)</\(number)><\(title)>\(names[index])</\(title)>…"
        }
        let chapters = try html(body.joined())
        #expect(
            chapters.map(\.title) == ["I. One Door", "Chapter II. Two Doors", "第三章 The Sea"])
        #expect(
            chapters.map { $0.blocks.prefix(2).map(\.text) } == [
                ["I", "One Door"], ["Chapter II", "Two Doors"], ["第三章", "The Sea"],
            ])
    }

    @Test("a part's number above its first chapter is the part's")
    func partNumbers() throws {
        let chapters = try html(
            "<h1>Part I</h1><h2>Dawn</h2>…<h2>Noon</h2>…<h1>Part II</h1><h2>Dusk</h2>…")
        #expect(chapters.map(\.title) == ["Dawn", "Noon", "Dusk"])
        #expect(chapters.map(\.parts) == [["Part I"], ["Part I"], ["Part II"]])
    }

    @Test("a number above the heading that an entry leads to goes with it")
    func numberAboveEntry() throws {
        var book = EPUBFixture()
        book.add(
            "a.xhtml",
            """
            <h5>VII</h5><h4 id="a">The Door</h4>\(Self.text)<h5>VIII</h5><h4 id="b">The Hill</h4>\
            \(Self.text)
            """)
        book.navigation = link("The Door", "a.xhtml#a") + link("The Hill", "a.xhtml#b")
        let read = try book.read()
        #expect(read.chapters.map(\.title) == ["The Door", "The Hill"])
        #expect(read.texts.map { $0[0] } == ["VII", "VIII"])
    }

    // MARK: Contents that lead nowhere

    @Test("contents of which most lead nowhere give way to the headings")
    func broken() throws {
        var book = EPUBFixture()
        for name in ["a", "b", "c"] { book.add("\(name).xhtml", "<h1>\(name)</h1>\(Self.text)") }
        book.navigation =
            link("a", "a.xhtml") + link("Two", "x.xhtml") + link("Three", "y.xhtml")
            + link("Four", "z.xhtml")
        #expect(try book.read().chapters.map(\.title) == ["a", "b", "c"])
    }

    @Test("an entry for a file in a folder where it is not leads to the one of its name")
    func folders() throws {
        var book = EPUBFixture()
        for name in ["a", "b", "c"] { book.add("text/\(name).xhtml", "<p>\(name)</p>") }
        book.navigation =
            link("One", "text/a.xhtml") + link("Two", "b.xhtml") + link("Three", "no/c.xhtml")
        let read = try book.read()
        #expect(read.chapters.map(\.title) == ["One", "Two", "Three"])
        #expect(read.leftOut(.unreadable) == [])
    }

    @Test("an entry that only says where to begin gives way to the headings")
    func start() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<h2>The Quay</h2>\(Self.text)<h2>The Hill</h2>\(Self.text)")
        book.navigation = link("Start", "a.xhtml")
        #expect(try book.read().chapters.map(\.title) == ["The Quay", "The Hill"])
        book.navigation = link("The Quay", "a.xhtml")
        #expect(try book.read().chapters.map(\.title) == ["The Quay"])
    }

    @Test("entries that name one place lead to the headings that say their titles")
    func onePlace() throws {
        var book = EPUBFixture()
        book.add(
            "a.xhtml",
            "<h1>Part I</h1><h2>One</h2>\(Self.text)<h2>Two</h2>\(Self.text)<h2>Three</h2>\(Self.text)"
        )
        book.navigation = ["Part I", "One", "Two", "Three"].map { link($0, "a.xhtml") }.joined()
        #expect(try book.read().chapters.map(\.title) == ["One", "Two", "Three"])
        book.navigation = link("Begin", "a.xhtml") + link("Part I", "a.xhtml")
        // What counts is found though the table of contents says less.
        #expect(try book.read().chapters.map(\.title) == ["One", "Two", "Three"])
    }
}
