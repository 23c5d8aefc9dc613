import Markup

/// Whether an element is seen, by `tts:display`, `tts:visibility` and `tts:opacity`.
///
/// Source: TTML 2, 10.2.11, 10.2.42 and 10.2.26. Nil is what its surroundings say.
struct TTMLLook {
    /// Nothing within is seen.
    var isGone: Bool?
    /// It is not seen, nor is what says nothing else within.
    var isInvisible: Bool?

    /// What an element's own attributes say.
    init(_ node: MarkupNode) {
        isGone = node.attribute("display").map { $0.words == ["none"] }
        isInvisible = node.attribute("visibility").map { $0.words == ["hidden"] }
        if let opacity = node.attribute("opacity").flatMap(Double.init), opacity <= 0 {
            isGone = true
        }
    }

    /// The same, where it says nothing, as another does.
    func filled(by other: TTMLLook) -> TTMLLook {
        var look = self
        look.isGone = isGone ?? other.isGone
        look.isInvisible = isInvisible ?? other.isInvisible
        return look
    }
}

/// The styles and regions of a file, by their identifiers, as far as they hide text.
struct TTMLLooks {
    private var looks: [String: TTMLLook] = [:]

    init(below root: MarkupNode) {
        for head in root.elements where head.name == "head" { collect(head) }
    }

    private mutating func collect(_ node: MarkupNode) {
        for element in node.elements {
            if element.name == "style" || element.name == "region" {
                // Styles stand before what refers to them; those of a region within it too.
                var look = look(of: element)
                for inner in element.elements where inner.name == "style" {
                    look = look.filled(by: self.look(of: inner))
                }
                if let id = element.attribute("id") { looks[id] = look }
            } else {
                collect(element)
            }
        }
    }

    /// How an element looks by its attributes, its styles and its region.
    ///
    /// One that changes how it is seen while it is shown counts as seen.
    func look(of node: MarkupNode) -> TTMLLook {
        var look = TTMLLook(node)
        for style in (node.attribute("style") ?? "").words.reversed() {
            if let other = looks[style] { look = look.filled(by: other) }
        }
        if let region = node.attribute("region").flatMap({ looks[$0] }) {
            if region.isGone == true { look.isGone = true }
            look.isInvisible = look.isInvisible ?? region.isInvisible
        }
        let isAnimated = node.elements.contains { element in
            element.name == "set"
                && (TTMLLook(element).isGone ?? TTMLLook(element).isInvisible) != nil
        }
        if isAnimated {
            look.isGone = false
            look.isInvisible = false
        }
        return look
    }
}

extension String {
    fileprivate var words: [String] { split(whereSeparator: \.isWhitespace).map(String.init) }
}
