import Testing
import Texts

/// White space around texts and in them.
struct TrimmingTests {
    @Test(
        "white space of any kind goes from both ends, and from nowhere else",
        arguments: [
            ("a b", "a b"), (" \t\r\n a  b \u{A0}", "a  b"), ("\u{3000}你 好\u{2029}", "你 好"),
            ("", ""),
            (" \n", ""), ("\u{200B}a", "\u{200B}a"),
        ])
    func trimmed(text: String, inner: String) {
        #expect(text.trimmed == inner)
        #expect(text.isBlank == inner.isEmpty)
    }

    @Test("runs of white space become one space")
    func singleSpaced() {
        #expect(" a \n\t b\u{3000}c ".singleSpaced == "a b c")
    }

    @Test(
        "only what holds a letter or a number can be spoken",
        arguments: [
            ("a", true), ("…7", true), ("你", true), ("Ⅳ", true), ("½", true), ("…!?", false),
            ("——", false),
            ("♪ ♫", false), ("", false), ("###", false),
        ])
    func saysSomething(text: String, does: Bool) {
        #expect(text.saysSomething == does)
    }
}
