import Testing
import Texts

/// What of a text may stand on a terminal.
struct ControlTests {
    @Test(
        "what steers a terminal goes out of a line, and all else stays as it is",
        arguments: [
            ("plain  words ", "plain  words "), ("\u{1B}[31mRED\u{1B}[0m", "RED"),
            ("a\u{7}b", "a b"), ("\u{9B}31mred", "red"), ("\u{1B}]0;title\u{7}x", "x"),
            ("a\u{1B}]0;no end", "a"), ("a\nb\rc\td", "a b c d"), ("a\u{202E}b\u{2066}c", "abc"),
            ("\u{7F}\u{0}\u{85}x", "x"), ("a\u{2028}b", "a b"), ("你好　世界 👩‍👧", "你好　世界 👩‍👧"),
            ("می‌خواهم", "می‌خواهم"), ("\u{1B}", ""),
        ])
    func oneLine(text: String, shown: String) {
        #expect(text.onOneLine == shown)
    }

    @Test(
        "of several lines the ends stay, and nothing reaches over one",
        arguments: [
            ("a\nb\r\nc\td", "a\nb\r\nc\td"), ("a\rb", "a b"), ("a\u{1B}]0;no end\nb", "a\nb"),
            ("  a  \u{1B}[1mb\n", "  a  b\n"), ("a\u{9D}x\nb", "a\nb"),
        ])
    func lines(text: String, shown: String) {
        #expect(text.onLines == shown)
    }

    @Test("an excerpt is one line, and says that there is more")
    func excerpt() {
        #expect("a\nb".excerpt == "a b")
        #expect(String(repeating: "x", count: 60).excerpt.count == 60)
        #expect(
            String(repeating: "字", count: 1_000_000).excerpt == String(repeating: "字", count: 60)
                + "…")
    }
}
