import Books
import Narration
import Testing

@Suite("Titles of chapters in parts")
struct PartTitleTests {
    private func titles(_ chapters: [([String], String?)]) -> [String?] {
        let book = Book(
            chapters: chapters.map { parts, title in
                Chapter(
                    title: title, level: parts.count + 1, parts: parts, place: Spoken.place,
                    blocks: [Block(.paragraph, "text")])
            })
        return ChapterList(of: book).items.map(\.title)
    }

    @Test("titles that repeat in parts carry the part, and so do their siblings")
    func repeated() {
        #expect(
            titles([
                (["Act I"], "Scene I"), (["Act I"], "Scene II"), (["Act I"], "Scene III"),
                (["Act II"], "Scene I"), (["Act II"], "Scene II"), ([], "Afterword"),
            ]) == [
                "Act I. Scene I", "Act I. Scene II", "Act I. Scene III", "Act II. Scene I",
                "Act II. Scene II", "Afterword",
            ])
    }

    @Test("as many titles above go before as tell the chapters apart")
    func deep() {
        #expect(
            titles([
                (["Book One", "Part I"], "1"), (["Book One", "Part II"], "1"),
                (["Book Two", "Part I"], "1"), (["Book Two", "Part II"], "1"),
            ]) == [
                "Book One. Part I. 1", "Book One. Part II. 1", "Book Two. Part I. 1",
                "Book Two. Part II. 1",
            ])
    }

    @Test(
        "titles are left as they are where they differ, or where no title above tells more",
        arguments: [
            [
                (["Part One"], "Chapter 1"), (["Part One"], "Chapter 2"),
                (["Part Two"], "Chapter 3"),
            ],
            [([], "I"), ([], "I"), ([], "II")],
            [(["Poems"], "Untitled"), (["Poems"], "Untitled")],
            [(["第一卷"], "第一章"), (["第二卷"], "第二章")],
            [(["A"], nil), (["B"], nil)],
        ] as [[([String], String?)]])
    func unchanged(chapters: [([String], String?)]) {
        #expect(titles(chapters) == chapters.map(\.1))
    }

    @Test(
        "a part goes before a title once, and after its own mark without another",
        arguments: [
            ("Part One: Dawn!", "Prologue", "Part One: Dawn! Prologue"),
            ("Book I", "Book I, Prologue", "Book I, Prologue"),
            ("第一部", "序章", "第一部 序章"), ("BOOK I.", "Prologue", "BOOK I. Prologue"),
            ("BOOK I:", "Prologue", "BOOK I. Prologue"),
        ])
    func joined(part: String, title: String, whole: String) {
        #expect(titles([([part], title), (["Other"], title)]).first == whole)
    }

    @Test("words for numbers count as numbers", arguments: ["Scene the First", "Zweites Buch"])
    func numbers(title: String) {
        #expect(TitleShape(title).isNumbered)
    }
}
