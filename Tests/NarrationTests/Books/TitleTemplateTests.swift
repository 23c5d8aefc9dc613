import Books
import Markup
import Narration
import Testing
import Texts

@Suite("Title template")
struct TitleTemplateTests {
    private func spoken(
        _ template: String, _ headings: [String], title: String?, part: String? = nil
    ) throws -> [String] {
        let blocks = headings.map { Block(.heading(level: 2), $0) } + [Block(.paragraph, "Text.")]
        var narrator = Narrator(
            metadata: BookMetadata(title: "Tales", authors: ["A. Poe", "B. Doe"]),
            titleTemplate: try TitleTemplate(template))
        let item = Spoken.item(blocks, number: 3, title: title, part: part)
        let chapter = try narrator.spoken(item)
        #expect(chapter.blocks.last == Block(.paragraph, "Text."))
        return chapter.blocks.dropLast().map(\.text)
    }

    @Test(
        "placeholders without a value take along what parts them",
        arguments: [
            ("Chapter {number}. {title}", "Raven", nil, "Chapter 3. Raven"),
            ("Chapter {number}. {title}", nil, nil, "Chapter 3"),
            ("{part}: {title}", "Raven", nil, "Raven"),
            ("{part}: {title}", "Raven", "Night", "Night: Raven"),
            ("{ Title }, by {AUTHOR}.", "Raven", nil, "Raven, by A. Poe, B. Doe."),
            ("{book}, {part}, {title}", "Raven", nil, "Tales, Raven"),
        ])
    func values(template: String, title: String?, part: String?, text: String) throws {
        #expect(try spoken(template, [], title: title, part: part) == [text])
    }

    @Test(
        "headings that say the same are replaced, and others stay",
        arguments: [
            (["CHAPTER I", "The Raven"], "The Raven", ["3. The Raven"]),
            (["CHAPTER I. THE RAVEN"], "The Raven", ["3. The Raven"]),
            (["I.", "The Raven."], "I. The Raven", ["3. I. The Raven"]),
            (["PART TWO", "Chapter First"], "The Raven", ["PART TWO", "3. The Raven"]),
            (["第七回", "A Motto"], "The Raven", ["3. The Raven", "A Motto"]),
            (["Глава первая"], "Ворон", ["3. Ворон"]),
            (["A Motto"], "The Raven", ["3. The Raven", "A Motto"]),
        ])
    func headings(headings: [String], title: String, texts: [String]) throws {
        #expect(try spoken("{number}. {title}", headings, title: title) == texts)
    }

    @Test(
        "a title that stands at the front as paragraphs is not said twice",
        arguments: [
            (["Chapter I", "The Old Mill"], "Chapter I The Old Mill", 0),
            (["The Old Mill."], "The Old Mill", 0),
            (["The Old Mill stood still."], "The Old Mill", 1),
            (["Chapter I", "It rained."], "Chapter I The Old Mill", 2),
        ])
    func plainHeadings(paragraphs: [String], title: String, left: Int) throws {
        let blocks = paragraphs.map { Block(.paragraph, $0) } + [Block(.paragraph, "Text.")]
        var narrator = Narrator(
            metadata: BookMetadata(), titleTemplate: try TitleTemplate("{number}. {title}"))
        let chapter = try narrator.spoken(Spoken.item(blocks, number: 1, title: title))
        #expect(
            chapter.blocks.map(\.text) == ["1. \(title)"] + paragraphs.suffix(left) + ["Text."])
    }

    @Test("a template without any value leaves the headings")
    func withoutValue() throws {
        #expect(try spoken("Now: {title}", ["CHAPTER I"], title: nil) == ["CHAPTER I"])
    }

    @Test(
        "a faulty template is refused",
        arguments: [
            ("{nubmer}", "there is no placeholder {nubmer}; there are {number}, {title}, "),
            ("{title", "a brace has no partner"), ("title}", "a brace has no partner"),
            ("Chapter", "it has no placeholder"),
        ])
    func refused(template: String, reason: String) {
        let message = Spoken.error { _ = try TitleTemplate(template) }
        #expect(message.hasPrefix("the title template `\(template)` cannot be used: \(reason)"))
    }
}
