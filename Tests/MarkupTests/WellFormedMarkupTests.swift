import Markup
import TestSupport
import Testing

/// Markup that breaks the rules, made to keep them.
@Suite struct WellFormedMarkupTests {
    private static func mended(_ text: String) -> String {
        String(
            decoding: WellFormedMarkup(Array(text.utf8), unnested: ["p"]).text, as: UTF8.self)
    }

    @Test(
        "what breaks the rules of XML is mended, and no text is lost",
        arguments: [
            ("<a>AT&T &nbsp;&eacute;&#x41; &no; &</a>", "<a>AT&amp;T \u{A0}éA &amp;no; &amp;</a>"),
            ("<a>1 < 2 <3> x</a>", "<a>1 &lt; 2 &lt;3&gt; x</a>"),
            ("<a><b>one</a>two", "<a><b>one</b></a>two"),
            ("<a><b>one</c></b></a>", "<a><b>one</b></a>"),
            ("<p>one<p>two</p>", "<p>one</p><p>two</p>"),
            ("<a x=1 y='2' z>one</a>", "<a x=\"1\" y=\"2\" z=\"\">one</a>"),
            ("<l:a l:href=\"#n\" xmlns:l=\"u\">1</l:a>", "<a href=\"#n\">1</a>"),
            ("<a x=\"1\" x=\"2\">one</a>", "<a x=\"1\">one</a>"),
            ("<a x=\"<&lt;&\"/>", "<a x=\"&lt;&lt;&amp;\"/>"),
            ("<a><![CDATA[<b>&amp;]]></a>", "<a>&lt;b&gt;&amp;amp;</a>"),
            ("<a>o\u{0}\u{8}ne<!-- no --><?no?></a>", "<a>one</a>"),
            ("<!DOCTYPE a [<!ENTITY x \"y\"> ]>\n<a>&x;</a>", "\n<a>&amp;x;</a>"),
            ("<a>one", "<a>one</a>"), ("<a>one<", "<a>one&lt;</a>"), ("<a", "<a></a>"),
        ])
    func mending(source: String, mended: String) {
        #expect(Self.mended(source) == mended)
    }

    @Test("whatever the bytes are, the result is XML and has as many lines")
    func anything() throws {
        var random = SplitMix64(seed: 7)
        let parts = [
            "<a>", "</a>", "<p", ">", "\n", "&", ";", "&lt;", "<!--", "-->", "<![CDATA[", "]]>",
            "<?",
            "'", "\"", "=", "x", " ", "<b/>", "é", "\u{1}", "<!", "[", "]", "/", ":",
        ]
        for _ in 0..<2000 {
            let text = (0..<30).compactMap { _ in parts.randomElement(using: &random) }.joined()
            let xml = "<root>\(Self.mended(text))</root>"
            #expect(throws: Never.self, "\(text)") {
                try MarkupTree.withStrictTree(Array(xml.utf8)) { $0.line }
            }
        }
    }
}
