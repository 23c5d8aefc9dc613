import Markup

/// The words within an element, those that are seen and those that are not.
struct TTMLText {
    private(set) var seen = ""
    private(set) var hidden = ""
    private let looks: TTMLLooks

    /// - Parameters:
    ///   - isInvisible: whether the element itself is not seen.
    ///   - isDirect: whether only the text directly within counts.
    init(of node: MarkupNode, looks: TTMLLooks, isInvisible: Bool, isDirect: Bool = false) {
        self.looks = looks
        for child in node.children where !isDirect || child.kind != .element {
            add(child, isInvisible: isInvisible)
        }
        seen = Self.plain(seen)
        hidden = Self.plain(hidden)
    }

    private mutating func add(_ node: MarkupNode, isInvisible: Bool) {
        switch node.kind {
        case .text: add(node.content.replacing(/\s+/, with: " "), isInvisible)
        case .entity: add(CharacterReference.named(node.name) ?? "", isInvisible)
        case .element where node.name == "br": add("\n", isInvisible)
        case .element where node.name == "metadata" || node.isTimed || node.isReading: break
        case .element:
            let look = looks.look(of: node)
            let isHidden = look.isGone == true || (look.isInvisible ?? isInvisible)
            for child in node.children { add(child, isInvisible: isHidden) }
        case .other: break
        }
    }

    private mutating func add(_ text: String, _ isInvisible: Bool) {
        if isInvisible { hidden += text } else { seen += text }
    }

    /// White space is single, as `xml:space` has it by default; `<br/>` ends a line.
    static func plain(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

extension MarkupNode {
    /// Whether it says itself when it is shown.
    var isTimed: Bool {
        ["begin", "end", "dur"].contains { attribute($0) != nil }
    }

    /// Whether it says how the base of a ruby is read (TTML 2, 10.2.35).
    var isReading: Bool {
        ["text", "textContainer", "delimiter"].contains(attribute("ruby"))
    }
}
