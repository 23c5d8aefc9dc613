import Books
import Markup
import Narration
import Testing
import Texts

@Suite("Chapter selection")
struct ChapterListTests {
    @Test(
        "numbers and ranges select",
        arguments: [
            ("3-5,10", [3, 4, 5, 10]), ("9-", [9, 10]), ("-2", [1, 2]), (" 1 , 2 - 3 ", [1, 2, 3]),
            ("7,7,6-8", [6, 7, 8]), ("10-10", [10]),
        ])
    func selects(text: String, numbers: [Int]) throws {
        let selection = try ChapterSelection(text)
        try selection.check(chapterCount: 10)
        #expect((1...10).filter(selection.contains) == numbers)
    }

    @Test(
        "what cannot be selected is told",
        arguments: [
            ("", "`` is no number and no range"), ("3,,4", "`` is no number and no range"),
            ("-", "`-` is no number and no range"), ("1-2-3", "`1-2-3` is no number and no range"),
            ("0", "`0` is no chapter number; they are counted from 1"),
            ("two", "`two` is no chapter number"), ("٣", "`٣` is no chapter number"),
            ("5-3", "the range `5-3` goes backwards"),
            ("99999999999999999999", "is no chapter number"),
            ("11", "there is no chapter 11; the book has 10 chapters"),
            ("9-12", "there is no chapter 12"), ("12-", "there is no chapter 12"),
        ])
    func refuses(text: String, reason: String) {
        let message = Spoken.error { try ChapterSelection(text).check(chapterCount: 10) }
        #expect(message.hasPrefix("--chapters \(text): "))
        #expect(message.contains(reason), "\(message)")
    }

    private var book: Book {
        func chapter(
            _ title: String?, _ text: String, _ matter: Chapter.Matter = .body, level: Int = 1
        ) -> Chapter {
            Chapter(
                title: title, level: level, matter: matter, place: Spoken.place,
                blocks: text.isEmpty ? [] : [Block(.paragraph, text)])
        }
        return Book(
            chapters: [
                chapter("Imprint", "Printed in Leipzig", .front),
                chapter("Part One", ""),
                chapter("A", "a", level: 2), chapter(nil, "* * *", level: 2),
                chapter("B", "b", level: 2),
                chapter("Part Two", "two"), chapter("C", "c", level: 2),
                chapter("Licence", "Do what you like", .back),
            ], leftOut: [LeftOut(.pageNumber, place: "A", text: "7")])
    }

    @Test("only what is spoken is numbered, and what is not is listed")
    func numbers() throws {
        let list = ChapterList(of: book)
        #expect(
            list.items.map { "\($0.number) \($0.chapter.title ?? "?") \($0.part ?? "-")" } == [
                "1 A Part One", "2 B Part One", "3 Part Two -", "4 C Part Two",
            ])
        #expect(
            list.leftOut.map { "\($0.reason.rawValue) \($0.place): \($0.text)" } == [
                "pageNumber A: 7", "frontMatter Imprint: Printed in Leipzig",
                "mark book.txt:1:1: * * *", "backMatter Licence: Do what you like",
            ])
        #expect(try list.selected(try ChapterSelection("2-3")).map(\.number) == [2, 3])
        #expect(try list.selected(.all).count == 4)
    }

    @Test("front and back matter come back where they are asked for")
    func includes() throws {
        let all = ChapterList(of: book, including: try Chapter.Matter.included("front, BACK"))
        #expect(
            all.items.map { $0.chapter.title ?? "" } == [
                "Imprint", "A", "B", "Part Two", "C", "Licence",
            ])
        #expect(all.leftOut.count == 2)
        #expect(
            Spoken.error { _ = try Chapter.Matter.included("middle") }
                .hasSuffix("`middle` is no part of a book; there are front and back"))
    }
}
