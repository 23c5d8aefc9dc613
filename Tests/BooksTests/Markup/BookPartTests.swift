import Books
import Markup
import Testing
import Texts

/// Pages that are known by what they say: title pages, imprints, tables of contents.
@Suite struct BookPartTests {
    /// A book titled `The Sea` with these pages, to each of which an entry leads.
    private func book(_ pages: [String]) throws -> Book {
        var book = EPUBFixture()
        book.metadata = """
            <dc:title>The Sea</dc:title><dc:creator>Jane Doe</dc:creator>\
            <dc:publisher>Acme</dc:publisher>
            """
        var entries = ""
        for (index, page) in pages.enumerated() {
            book.add("p\(index).xhtml", page)
            entries += "<li><a href=\"p\(index).xhtml\">Page</a></li>"
        }
        book.navigation = entries
        return try book.read()
    }

    private static let chapter =
        "<h2>One</h2><p>She went down to the shore, and there was nobody.</p>"

    @Test(
        "a page titled like the book that says more than a title page is spoken",
        arguments: [
            "<h1>The Sea</h1><p>The sea is calm</p><p>tonight and the moon</p>",
            "<h1>The Sea</h1><p>The sea is calm<br/>tonight and the moon<br/>lies fair</p>",
            "<h1>The Sea</h1><p>It was 1984.</p>",
            "<h1>The Sea</h1><p>“Wait!”</p>",
            "<h1>The Sea</h1><p>海很平静。</p>",
        ])
    func titlePoem(page: String) throws {
        #expect(try book([page, Self.chapter]).chapters.map(\.matter) == [.body, .body])
    }

    @Test(
        "a page that says the title, who made the book, where and when is a title page",
        arguments: [
            "<h1>The Sea</h1><p>by Jane Doe</p>",
            "<p>THE SEA</p><p>A Novel</p><p>Jane Doe</p><p>Acme</p><p>London</p><p>1920</p>",
            "<p>The Sea<br/>translated from the French by<br/>John Roe</p><p>Second edition</p>",
            "<h1>The Sea</h1><p>Copyright © 1920 by Jane Doe. All rights reserved.</p>",
            "<h1>The Sea</h1><p>and other stories of the coast</p><p>Jane Doe</p>",
            "<h1>The Sea</h1><p>作者：多伊</p><p>海洋出版社</p>",
        ])
    func titlePage(page: String) throws {
        #expect(try book([page, Self.chapter]).chapters.map(\.matter) == [.front, .body])
    }

    private static let imprints = [
        "<p>Copyright © 2020 Jane Doe.</p><p>All rights reserved.</p><p>ISBN 978-3-16-148410-0</p>",
        "<h1>Copyright © 2020</h1><p>All rights reserved, by law and by custom.</p>",
        """
        <p>First published 2020 by Acme Press</p><p>All rights reserved. No part of this book may \
        be copied in any form without the publisher’s leave.</p>
        """,
        "<div class=\"copyright\"><p>For Jane Doe, by Acme.</p></div>",
        "<p>Impressum</p><p>© 2020 Jane Doe</p><p>Alle Rechte vorbehalten.</p>",
        "<p>版权所有，侵权必究</p><p>书号：ISBN 978-7-100-00000-1</p>",
        "<p>© Les Éditions, 2020. Tous droits réservés. Imprimé en France.</p>",
        "<p>Все права защищены.</p><p>© Джейн Доу, 2020</p>",
    ]

    @Test(
        "an imprint is front matter before the text and back matter after it", arguments: imprints)
    func imprint(page: String) throws {
        let last = "<h2>Two</h2><p>She came back in the evening, and said nothing.</p>"
        let before = try book([page, Self.chapter, last])
        #expect(before.chapters.map(\.matter) == [.front, .body, .body])
        let after = try book([Self.chapter, last, page])
        #expect(after.chapters.map(\.matter) == [.body, .body, .back])
    }

    @Test("an imprint that a chapter's entry leads to is not the chapter's")
    func imprintInContents() throws {
        var book = EPUBFixture()
        book.add("i.xhtml", Self.imprints[0])
        book.add("a.xhtml", "<p>She went down to the shore.</p>")
        book.navigation = "<li><a href=\"i.xhtml\">The Sea</a></li>"
        let read = try book.read()
        #expect(read.chapters.map(\.matter) == [.front, .body])
        #expect(read.chapters[1].title == "The Sea")
    }

    @Test(
        "a page of links to where chapters begin is a table of contents, whatever it is called",
        arguments: [
            "<p><a href=\"p1.xhtml\">One</a></p><p><a href=\"p2.xhtml\">Two</a></p>",
            "<h3><a href=\"p1.xhtml\">One</a></h3><h3><a href=\"p2.xhtml#c\">Two</a></h3>",
            """
            <table><tr><td>1</td><td><a href="p1.xhtml">One</a></td></tr><tr><td>2</td>\
            <td><a href="p2.xhtml">Two</a></td></tr></table>
            """,
        ])
    func contents(page: String) throws {
        let last = "<h2 id=\"c\">Two</h2><p>She came back in the evening, and said nothing.</p>"
        let read = try book([page, Self.chapter, last])
        #expect(read.chapters.count == 2)
        #expect(read.leftOut(.contents).count == 1)
    }

    @Test(
        "a page that has links among its text, or begins a chapter with them, is spoken",
        arguments: [
            """
            <p>If you go down to the shore, turn to <a href="p1.xhtml">One</a>.</p>\
            <p>If you stay, turn to <a href="p2.xhtml">Two</a>.</p>
            """,
            """
            <h1>Ways</h1><p>Two of them:</p><ul><li><a href="p1.xhtml">One</a></li>\
            <li><a href="p2.xhtml">Two</a></li></ul>
            """,
        ])
    func linkedText(page: String) throws {
        #expect(try book([page, Self.chapter, Self.chapter]).chapters.count == 3)
    }

    @Test(
        "a chapter that speaks of copyright is spoken",
        arguments: [
            "<h2>Law</h2><p>In 1710 there was no word for copyright, and nobody missed it.</p>",
            """
            <h2>Law</h2><p>“Copyright 1920,” he read, “all rights reserved,” and laughed.</p>\
            <p>She did not laugh. She had spent eleven years on that book, and all that anybody \
            ever read of it was the one page that she had not written.</p><p>The rain had stopped \
            by then, and they walked down to the shore where the boats lay, and spoke no more of \
            printers and of what they owed to whom.</p>
            """,
        ])
    func prose(page: String) throws {
        #expect(
            try book([Self.chapter, page, Self.chapter]).chapters.allSatisfy { $0.matter == .body })
    }
}
