/// A node of the tree that a cue's text makes.
///
/// The tree is the list of its nodes in the order of the text, each with its depth: children follow
/// their parent and are one deeper. So no nesting, however deep, needs the stack.
package struct WebVTTNode: Hashable, Sendable {
    /// What a node is.
    package enum Content: Hashable, Sendable {
        case text(String)
        case time(Duration)
        case element(Element, classes: [String], annotation: String)
    }

    /// The elements, by their tags.
    package enum Element: String, Sendable {
        case classes = "c"
        case italics = "i"
        case bold = "b"
        case underline = "u"
        case ruby, rt
        case voice = "v"
        case language = "lang"
    }

    /// How many elements it is in.
    package let depth: Int
    package let content: Content

    /// The nodes of a cue's text.
    ///
    /// Source: https://www.w3.org/TR/webvtt1/#webvtt-cue-text-parsing-rules
    package static func nodes(of text: String) -> [WebVTTNode] {
        var tokenizer = WebVTTTokenizer(text)
        var nodes: [WebVTTNode] = []
        var open: [Element] = []
        while let token = tokenizer.next() {
            switch token {
            case .text(let text):
                nodes.append(WebVTTNode(depth: open.count, content: .text(text)))
            case .start(let name, let classes, let annotation):
                guard let element = Element(rawValue: name),
                    element != .rt || open.last == .ruby
                else { continue }
                let hasAnnotation = element == .voice || element == .language
                nodes.append(
                    WebVTTNode(
                        depth: open.count,
                        content: .element(
                            element, classes: classes, annotation: hasAnnotation ? annotation : ""))
                )
                open.append(element)
            case .end(let name):
                if name == open.last?.rawValue {
                    open.removeLast()
                } else if name == Element.ruby.rawValue, open.last == .rt {
                    open.removeLast(2)
                }
            case .time(let text):
                var scanner = WebVTTTimeScanner(rest: text[...].unicodeScalars)
                guard let time = scanner.time(), scanner.rest.isEmpty else { continue }
                nodes.append(WebVTTNode(depth: open.count, content: .time(time)))
            }
        }
        return nodes
    }
}
