import Markup
import Testing

/// Trees of markup, which end with the function that reads them.
@Suite struct MarkupTreeTests {
    @Test("what a function makes of a tree outlives it")
    func result() throws {
        let names = try MarkupTree.withTree(.xml(Array("<a><b/><c>text</c></a>".utf8))) { root in
            root.elements.map { "\($0.name) \($0.text)" }
        }
        #expect(names == ["b ", "c text"])
    }

    @Test("what is found in one tree can be added to what was found in others")
    func state() throws {
        var texts: [String] = []
        for text in ["one", "two"] {
            try MarkupTree.withTree(.html("<p>\(text)"), updating: &texts) { root, texts in
                texts.append(root.text)
            }
        }
        #expect(texts == ["one", "two"])
    }

    @Test("XML whose entities expand without bound is refused")
    func bomb() {
        let fault = #expect(throws: MarkupTree.Fault.self) {
            try MarkupTree.withTree(.xml(Array(BrokenMarkup.bomb.utf8))) { $0.text }
        }
        guard case .excessive = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    @Test("whatever the markup is, nothing is written to standard error")
    func silence() async throws {
        let result = try await #require(
            processExitsWith: .success, observing: [\.standardErrorContent]
        ) {
            for text in BrokenMarkup.all {
                _ = try? MarkupTree.withTree(.xml(Array(text.utf8))) { $0.text }
                _ = try? MarkupTree.withTree(.html(text)) { $0.text }
            }
            for bytes in BrokenMarkup.bytes {
                _ = try? MarkupTree.withTree(.xml(bytes)) { $0.text }
            }
        }
        #expect(String(decoding: result.standardErrorContent, as: UTF8.self) == "")
    }
}

/// Markup that breaks one rule or another.
private enum BrokenMarkup {
    /// Entities that stand for ten of the one before, nine times over.
    static let bomb: String = {
        let entities = (1...9).map { number in
            let parts = String(repeating: "&e\(number - 1);", count: 10)
            return "<!ENTITY e\(number) \"\(parts)\">"
        }
        return "<!DOCTYPE a [<!ENTITY e0 \"ha\">\(entities.joined())]><a b=\"&e9;\">&e9;</a>"
    }()

    private static let longText = String(repeating: "long ", count: 400_000)

    static let all: [String] = [
        bomb, "", "<", "<a", "<a b", "<a b=\"<\">", "</a>", "<a><b></a></b>",
        "<a>&nope;&#0;&#xFFFFFF;</a>",
        "<?xml version=\"1.0\" encoding=\"nonsense\"?><a>text</a>",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>text</a>",
        "<?xml version=\"9.9\"?><a xmlns:b=\"\"><b:c c=\"1\" c=\"2\"/></a>",
        "<!DOCTYPE a SYSTEM \"/no/such.dtd\" [<!ENTITY % p SYSTEM \"/no/such\"> %p;]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x \"&y;\"><!ENTITY y \"&x;\">]><a b=\"&x;\">&x;</a>",
        "<!DOCTYPE a [<!ENTITY x \"\(longText)\">]><a>&x;&x;</a>",
        "<!DOCTYPE html [<!ELEMENT a (b", "<![CDATA[", "<!-- -- ", "<a>]]></a>",
        "\u{0}<a>\u{1}</a>",
        String(repeating: "<a>", count: 100_000), String(repeating: "<div><p>", count: 5000),
        "<a " + String(repeating: "b=\"1\" ", count: 20_000) + "/>",
        "<a b=\"\(String(repeating: "x", count: 11_000_000))\"/>",
        "<\(String(repeating: "n", count: 60_000))>",
    ]

    /// Bytes that are no text in UTF-8, or in what they say they are.
    static let bytes: [[UInt8]] = [
        [0xFF, 0xFE, 0x3C], [0xFE, 0xFF, 0x00], [0, 0, 0, 0x3C], [0x4C, 0x6F, 0xA7, 0x94],
        Array("<a>".utf8) + [0xC3, 0x28, 0xFF] + Array("</a>".utf8),
        Array("<?xml version=\"1.0\" encoding=\"EUC-JP\"?><a>".utf8) + [0x8F, 0xFF, 0xA1],
        Array("<?xml version=\"1.0\" encoding=\"ISO-2022-KR\"?><a>".utf8) + [
            0x1B, 0x24, 0x0E, 0xFF,
        ],
    ]
}
