import Books
import Markup
import Testing
import Texts

/// Page numbers and running heads of texts with pages.
@Suite struct PageEdgesTests {
    /// A paragraph over all pages, one line of which ends each of them.
    private static let words = [
        "The cart came slowly up the hill in the grey light of the morning, and",
        "nobody in the village but the old dog took any notice of it at all, as",
        "it had come by every single day for as long as anyone could remember a",
        "Sunday or not, in rain and in snow, until in the end it was a thing of",
        "the hill itself, like the wind that never once went out of the place a",
    ]

    /// Pages, each with three lines of one endless paragraph, and what stands above and below them.
    private static func text(
        pageCount: Int = 12, top: (Int) -> String = { _ in "" },
        bottom: (Int) -> String = { _ in "" }
    ) -> String {
        (1...pageCount).map { page in
            let lines = (0..<3).map { words[($0 + page - 1) % 5] }.joined(separator: "\n")
            return top(page) + lines + "\n" + bottom(page)
        }.joined(separator: "\u{0C}")
    }

    private static let paragraph = (1...12).map { page in
        (0..<3).map { words[($0 + page - 1) % 5] }.joined(separator: " ")
    }.joined(separator: " ")

    @Test("A paragraph goes on over the page's end, whatever stands there")
    func joined() throws {
        let texts = [
            Self.text(),
            Self.text(bottom: { "\n\($0 + 40)\n\n" }),
            Self.text(bottom: { "\($0)\n" }),
            Self.text(top: { _ in "The Time Machine\n" }, bottom: { "\($0)\n\n" }),
            Self.text(top: { "\($0)     THE TIME MACHINE\n\n" }),
            Self.text(top: { $0 % 2 == 0 ? "\($0)\n\nH. G. Wells\n\n" : "The Cart\n\n\($0)\n\n" }),
            Self.text(bottom: { "\nPage \($0) of 12\n" }),
        ]
        let title = "The Time Machine\n\nH. G. Wells\n\nThe Cart\n\n\n\u{0C}"
        for text in texts {
            let paragraphs = try TextData.text(title + text).body.flatMap(\.blocks)
            #expect(paragraphs.last?.text == Self.paragraph)
        }
    }

    @Test("Chapters that begin on a page of their own keep their headings")
    func chapters() throws {
        let text = (1...6).map { chapter in
            let heading = "CHAPTER \(chapter)\n\n"
            let head = "Chapter \(chapter)     \(chapter * 3)\n\n"
            let page = Self.words.joined(separator: "\n") + "\n"
            return [heading, head, head].map { $0 + page }.joined(separator: "\u{0C}")
        }.joined(separator: ".\n\u{0C}")
        #expect(try TextData.text(text).titles == (1...6).map { "CHAPTER \($0)" })
        let numbers = (1...6).map { chapter in
            let pages = (0..<(chapter % 3 + 2)).map { _ in Self.words.joined(separator: "\n") + "\n"
            }
            return "\(chapter)\n\n" + pages.joined(separator: "\u{0C}")
        }.joined(separator: ".\n\u{0C}")
        #expect(try TextData.text(numbers).titles == (1...6).map(String.init))
    }

    @Test("Heads that change with each short chapter are left out where they are a habit")
    func shortChapters() throws {
        let names = ["The Cart", "The Dog", "The Straw", "The Hill"]
        let pages = names.enumerated().flatMap { index, name in
            ["\(index + 1). \(name)\n\n", "A Tale\n\n", "\(name)\n\n", "A Tale\n\n"].map {
                $0 + Self.words.joined(separator: "\n") + "\n"
            } + ["\(name)\n\nThe end.\n"]
        }
        let book = try TextData.text("A Tale\n\n\u{0C}" + pages.joined(separator: "\u{0C}"))
        #expect(book.titles == names.enumerated().map { "\($0 + 1). \($1)" })
        #expect(book.left(.runningHead).count == 16)
        #expect(book.body.allSatisfy { $0.blocks.count == 2 })
    }

    @Test("A refrain that ends each page is spoken")
    func refrain() throws {
        let songs = (1...8).map { "Song \($0)\n\nThe water runs,\nthe water goes,\nso it goes.\n" }
        let book = try TextData.text(songs.joined(separator: "\u{0C}"))
        #expect(book.left(.runningHead).isEmpty)
    }

    @Test("Page numbers and running heads are listed")
    func listed() throws {
        let book = try TextData.text(
            Self.text(top: { _ in "The Time Machine\n\n" }, bottom: { "\n\($0)\n" }))
        #expect(book.left(.pageNumber) == (1...12).map(String.init))
        #expect(book.left(.runningHead).allSatisfy { $0 == "The Time Machine" })
        #expect(book.left(.runningHead).count == 11)
    }
}
