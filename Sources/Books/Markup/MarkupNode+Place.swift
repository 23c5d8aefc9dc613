import Markup

extension MarkupNode {
    /// Whether anything but white space stands within.
    var hasText: Bool {
        switch kind {
        case .text: hasVisibleContent
        case .entity: true
        case .other: false
        case .element: children.contains(where: \.hasText)
        }
    }

    /// Whether text stands before the node in the element that holds it.
    var hasTextBefore: Bool {
        sequence(first: self, next: \.previousSibling).dropFirst().contains(where: \.hasText)
    }

    /// Whether text stands after the node in the element that holds it.
    var hasTextAfter: Bool {
        sequence(first: self, next: \.nextSibling).dropFirst().contains(where: \.hasText)
    }

    /// The element that comes next in the element that holds this one.
    var nextElement: MarkupNode? {
        sequence(first: self, next: \.nextSibling).dropFirst().first { $0.kind == .element }
    }

    /// The nearest element, this one or around it, that parts the text.
    var block: MarkupNode? {
        sequence(first: self, next: \.parent).first { ElementKinds.blocks.contains($0.name) }
    }

    /// Whether nothing but white space and brackets stands before the node in its block.
    var beginsBlock: Bool {
        for node in sequence(first: self, next: \.parent) {
            if ElementKinds.blocks.contains(node.name) { return true }
            let before = sequence(first: node, next: \.previousSibling).dropFirst()
            if before.contains(where: { $0.text.contains { $0.isLetter || $0.isNumber } }) {
                return false
            }
        }
        return true
    }

    /// Whether the text goes on into the node without white space.
    var isAttached: Bool {
        for node in sequence(first: self, next: \.parent) {
            if ElementKinds.blocks.contains(node.name) { return false }
            if let before = node.previousSibling {
                return before.text.last.map { !$0.isWhitespace } ?? false
            }
        }
        return false
    }

    /// Whether the node stands in a heading.
    var isInHeading: Bool {
        sequence(first: self, next: \.parent).prefix(6).contains {
            ElementKinds.headingLevel($0.name) != nil
        }
    }
}
