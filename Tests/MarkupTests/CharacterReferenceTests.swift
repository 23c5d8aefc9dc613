import Markup
import Testing

/// Character references, as HTML resolves them.
struct CharacterReferenceTests {
    @Test(
        "names and numbers stand for their characters",
        arguments: [
            ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"), ("caf&eacute;", "café"),
            ("&#8212;&#x2014;&#X2014;", "———"),
            ("a&nbsp;b", "a\u{A0}b"), ("&#150;&#x92;", "–’"),
            ("&#0;&#xD800;&#x110000;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&#128512;", "😀"), ("no reference & none", "no reference & none"),
            ("AT&T; R&D", "AT&T; R&D"),
            ("&unknown; &;", "&unknown; &;"), ("&#; &#x;", "&#; &#x;"), ("&amp;lt;", "&lt;"),
        ])
    func resolved(text: String, characters: String) {
        for strictly in [true, false] {
            let scalars = CharacterReference.resolved(
                Array(text.unicodeScalars)[...], needsSemicolon: strictly)
            var found = String.UnicodeScalarView()
            found.append(contentsOf: scalars)
            #expect(String(found) == characters)
        }
    }

    @Test("without a semicolon they count only where HTML lets them")
    func unterminated() {
        func resolved(_ text: String, _ needsSemicolon: Bool) -> String {
            var found = String.UnicodeScalarView()
            found.append(
                contentsOf: CharacterReference.resolved(
                    Array(text.unicodeScalars)[...], needsSemicolon: needsSemicolon))
            return String(found)
        }
        #expect(resolved("caf&eacute au lait &#8212 x", false) == "café au lait — x")
        #expect(resolved("caf&eacute au lait &#8212 x", true) == "caf&eacute au lait &#8212 x")
        #expect(resolved("&hellip x", false) == "&hellip x")
    }

    @Test("a name alone tells its text, or that it has none")
    func names() {
        #expect(CharacterReference.text(of: "mdash") == "—")
        #expect(CharacterReference.text(of: "#233") == "é")
        #expect(CharacterReference.text(of: "nothing") == nil)
        #expect(CharacterReference.named("apos") == "'")
    }
}
