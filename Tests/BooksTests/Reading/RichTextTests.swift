import Books
import TestSupport
import Testing
import Texts

/// RTF in the code pages that programs write.
@Suite(.timeLimit(.minutes(5)), .needs("pandoc")) struct RichTextTests {
    private static func read(
        _ body: String, head: String = "\\ansicpg1252", notes: BookReadingOptions.Notes = .skip
    ) async throws -> Book {
        var options = BookReadingOptions()
        options.notes = notes
        return try await DocumentFixture.read(
            "{\\rtf1\\ansi\(head) \(body)}".utf8, named: "a.rtf", options: options)
    }

    @Test(
        "letters come from the code page of the font, else of the document, or from their numbers",
        arguments: [
            ("\\ansicpg1251", "\\'cf\\'f0\\'e8\\'e2\\'e5\\'f2 caf\\'e9", "Привет cafй"),
            ("\\ansicpg1252", "caf\\'e9 \\'93x\\'94", "café “x”"),
            (
                "\\ansicpg1252{\\fonttbl{\\f0 A;}{\\f1\\fcharset204 B;}}",
                "caf\\'e9 {\\f1 \\'cf\\'f0\\'e8} caf\\'e9", "café При café"
            ),
            (
                "\\ansicpg1252\\deff1{\\fonttbl{\\f1\\fcharset204 B;}}",
                "\\'cf\\'f0\\'e8", "При"
            ),
            ("\\ansicpg932", "\\'93\\'fa\\'96{\\'7b\\'8c\\'ea", "日本語"),
            ("\\ansicpg1252", "\\u1055?\\u1088\\'f0\\u1080 ?\\u1074\\'3f end", "Прив end"),
            ("\\ansicpg1252", "\\uc0\\u1055 \\u1088 \\u1080  a", "При a"),
            ("\\ansicpg1252", "\\u-32703?\\u30340?", "\u{8041}的"),
            ("\\ansicpg1252", "one\\u8212-two \\u8217'x", "one—two ’x"),
            ("\\ansicpg1252", "a\\{b\\}\\\\c\\~d", "a{b}\\c d"),
        ])
    func letters(head: String, body: String, spoken: String) async throws {
        let text = body.replacing("{\\'7b", with: "\\'7b")
        #expect(try await Self.read("\\pard \(text)\\par", head: head).bodyText == spoken)
    }

    @Test("headings, notes, properties and the language are kept")
    func structure() async throws {
        let head = "\\ansicpg1251\\deflang1049{\\info{\\title \\'cb}{\\author A. B.}}"
        let body = """
            \\pard\\outlinelevel0 One\\par\\pard It rained all day, and nobody came to the door{\\super\\chftn{\\footnote\\pard A note.}}.\\par
            \\pard\\outlinelevel0 Two\\par\\pard It snowed.\\par
            """
        let book = try await Self.read(body, head: head, notes: .inline)
        #expect(book.titles == ["One", "Two"])
        #expect(
            book.bodyText
                == "One\nIt rained all day, and nobody came to the door (A note.).\nTwo\nIt snowed."
        )
        #expect(book.metadata.title == "Л")
        #expect(book.metadata.authors == ["A. B."])
        #expect(book.metadata.usualLanguage == "ru")
        #expect(book.left(.unreadable).isEmpty && book.left(.lostPage).isEmpty)
    }

    @Test("headings are known by their style where nothing else says so")
    func styles() async throws {
        let head =
            "\\ansicpg1252{\\stylesheet{\\s0 Normal;}{\\s3\\sbasedon0\\b Heading 1;}{\\s4 x;}}"
        let text = "It rained all day, and nobody came to the door."
        let body =
            "\\pard\\plain \\s3\\b One\\par\\pard\\plain \\s4 \\(text)\\par"
            + "\\pard\\plain \\s3\\b Two\\par\\pard\\plain \\s4 \\(text)\\par"
        let book = try await Self.read(body.replacing("\\(text)", with: text), head: head)
        #expect(book.titles == ["One", "Two"])
    }

    @Test("a document cut short or changed anywhere is read or refused, never a crash")
    func cutShort() async throws {
        let whole = Array(
            "{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0\\fcharset204 A;}}\\bin3 }}}\\'cf\\u1055?\\u-1 {\\*\\x y}\\par}"
                .utf8)
        for count in stride(from: 0, to: whole.count, by: 7) {
            do {
                _ = try await DocumentFixture.read(whole.prefix(count), named: "a.rtf")
            } catch {
                #expect(error is BookError)
            }
        }
    }
}
