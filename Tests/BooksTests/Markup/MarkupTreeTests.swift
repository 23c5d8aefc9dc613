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
}
