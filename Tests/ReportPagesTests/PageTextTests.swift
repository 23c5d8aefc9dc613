import Foundation
import ReportPages
import TestSupport
import Testing

/// Texts of people and services in a page.
struct PageTextTests {
    @Test(
        "what means something in HTML is escaped, whatever marks are set above it",
        arguments: [
            ("<b>&amp;\"'", "&lt;b&gt;&amp;amp;&quot;&#39;"),
            ("\"\u{301} onclick=\"x", "&quot;\u{301} onclick=&quot;x"),
            ("<\u{338}script>\u{20D2}", "&lt;\u{338}script&gt;\u{20D2}"),
            ("'\u{200D}'", "&#39;\u{200D}&#39;"), ("今天<好>", "今天&lt;好&gt;"), ("", ""),
        ])
    func escaped(text: String, page: String) {
        #expect(PageText().escapeText(text).unicodeScalars.elementsEqual(page.unicodeScalars))
    }

    @Test("what HTML forbids is replaced, and line ends stay")
    func forbidden() {
        #expect(PageText().escapeText("a\u{0}b\u{1B}c\u{85}d\u{FFFE}") == "a�b�c�d�")
        let lines = PageText().escapeText("a\nb\tc\r\nd")
        #expect(lines.unicodeScalars.elementsEqual("a\nb\tc \nd".unicodeScalars))
    }

    @Test("a template escapes each of its values", arguments: ["\"\u{301}><script>", "</style>"])
    func filled(text: String) throws {
        let section = try PageTemplates().filled("list", ["cut": text, "hasRepeats": false])
        #expect(section.contains("<p class=\"held\">\(PageText().escapeText(text))</p>"))
    }

    @Test("data in a script read the same to any reader, and end no script")
    func data() throws {
        let texts = ["</script><!--", "\u{2028}\u{2029}&", "<\u{301}/script>", "a\"\\b"]
        let json = String(decoding: try JSONEncoder().encode(texts), as: UTF8.self)
        let written = scriptJSON(json)
        let special = "<>&\u{2028}\u{2029}".unicodeScalars
        #expect(!written.unicodeScalars.contains(where: special.contains))
        #expect(try JSONDecoder().decode([String].self, from: Data(written.utf8)) == texts)
    }

    @Test("random texts leave no scalar that HTML reads as its own")
    func random() {
        var generator = SplitMix64(seed: 16)
        let marks = "\u{301}\u{200D}\u{FE0F}\u{1F1E6}\u{600}\u{E33}"
        let scalars = Array(("<>&\"'a\r\n" + marks).unicodeScalars)
        for _ in 0..<2000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<12 { text.append(scalars[Int(generator.next() % UInt64(scalars.count))]) }
            let escaped = PageText().escapeText(String(text))
            #expect(!escaped.unicodeScalars.contains { "<>\"'\r".unicodeScalars.contains($0) })
        }
    }
}
