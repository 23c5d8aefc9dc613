import Markup

extension BookMetadata {
    /// The paragraphs of a description, whatever markup it has; nil where it says nothing.
    ///
    /// Publishers put HTML into fields of plain text, as elements or as text that looks like them.
    static func summary(_ text: String) -> String? {
        let paragraphs =
            text.contains("<") || text.contains(/&#?[A-Za-z0-9]+;/)
            ? (try? MarkupTree.withTree(.html(text)) { SummaryText($0).paragraphs }) ?? []
            : text.split(whereSeparator: \.isNewline).map { SpokenText.line(String($0)) }
        let said = paragraphs.filter { !$0.isEmpty }
        return said.isEmpty ? nil : said.joined(separator: "\n")
    }

    /// Subjects without white space around them, each once.
    static func subjects(_ found: [String]) -> [String] {
        var subjects: [String] = []
        for subject in found.map(SpokenText.line)
        where !subject.isEmpty && !subjects.contains(subject) {
            subjects.append(subject)
        }
        return subjects
    }
}

/// The paragraphs within an element.
private struct SummaryText {
    private(set) var paragraphs: [String] = []
    private var current = ""

    private static let blocks: Set<String> = [
        "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr",
        "tr", "section",
    ]

    init(_ root: MarkupNode) {
        add(root)
        end()
    }

    private mutating func add(_ node: MarkupNode) {
        guard node.kind == .element else {
            current += node.text
            return
        }
        guard !["script", "style", "head"].contains(node.name) else { return }
        let isBlock = Self.blocks.contains(node.name)
        if isBlock { end() }
        for child in node.children { add(child) }
        if isBlock { end() }
    }

    private mutating func end() {
        let line = SpokenText.line(current)
        if !line.isEmpty { paragraphs.append(line) }
        current = ""
    }
}
