import Markup

/// Gathers the paragraphs of a document's XML, those in boxes within a paragraph apart.
struct DocumentParagraphs {
    /// The names of the elements that the text is in.
    struct Names {
        let paragraphs: Set<String>
        /// Those whose text counts; empty is all.
        let texts: Set<String>
        /// Those that no reader sees.
        let hidden: Set<String>
        let spaces: Set<String>
    }

    private(set) var paragraphs: [String] = []
    private let names: Names
    private var current = ""

    init(_ root: MarkupNode, _ names: Names) {
        self.names = names
        read(root, isText: names.texts.isEmpty)
        end()
    }

    private mutating func end() {
        let text = SpokenText.line(current)
        if !text.isEmpty { paragraphs.append(text) }
        current = ""
    }

    private mutating func read(_ node: MarkupNode, isText: Bool) {
        switch node.kind {
        case .text: if isText { current += node.content }
        case .entity, .other: return
        case .element:
            let name = node.name
            if names.hidden.contains(name) { return }
            if names.spaces.contains(name) { current += " " }
            guard names.paragraphs.contains(name) else {
                let isText = isText || names.texts.contains(name)
                for child in node.children { read(child, isText: isText) }
                return
            }
            let around = current
            current = ""
            for child in node.children { read(child, isText: isText) }
            end()
            current = around
        }
    }
}
