import Books
import TestSupport
import Testing

/// Books of plain text in other encodings than UTF-8.
@Suite struct TextEncodingTests {
    @Test(
        "A sentence tells the encoding of its book",
        arguments: [
            ("WINDOWS-1250", "Zażółć gęślą jaźń; łódź płynęła przez mgłę, a żołnierz śpiewał."),
            ("KOI8-R", "Утром старик вышел из дома и долго смотрел на реку."),
            ("GB18030", "早上老人走出家门，看了很久的河水，一句话也没有说。"),
        ])
    func told(encoding: String, text: String) throws {
        let bytes = try TestSupport.bytes(of: text, in: encoding)
        let book = try withTemporaryFile(bytes, named: "a.txt") {
            try TextBookReader(path: $0).read()
        }
        #expect(book.bodyText == text)
    }

    @Test("Damaged UTF-8 is refused, not read as something else")
    func damaged() {
        let bytes = Array(String(repeating: "Été à la plage. ", count: 20).utf8) + [0xFF]
        #expect(throws: BookError.self) {
            try withTemporaryFile(bytes, named: "a.txt") { try TextBookReader(path: $0).read() }
        }
    }

    @Test("The encoding asked for counts")
    func asked() throws {
        var options = BookReadingOptions()
        options.encoding = "KOI8-R"
        let book = try withTemporaryFile([0xC1, 0xC2], named: "a.txt") {
            try TextBookReader(path: $0, options: options).read()
        }
        #expect(book.bodyText == "аб")
        options.encoding = "no-such"
        #expect(throws: BookError.self) {
            try withTemporaryFile([0xC1], named: "a.txt") {
                try TextBookReader(path: $0, options: options).read()
            }
        }
    }
}
