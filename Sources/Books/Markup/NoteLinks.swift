/// Which links are the marks of notes and where the notes are, found before any text is read.
///
/// A mark may stand in one file and its note in another, so every file is looked through first. A
/// mark is a link that says so (`noteref`), or one that looks like a mark and whose note links
/// back to it. Of two such links that name each other, the one that comes first is the mark.
struct NoteLinks {
    /// Where marks lead, by file: the elements that are notes or stand in them.
    private(set) var notes: [String: Set<String>] = [:]

    /// What links that look like marks lead to, by the places they can be reached at.
    private var candidates: [PageTarget: PageTarget] = [:]

    /// Looks through the next file in reading order.
    mutating func scan(_ root: MarkupNode, file: String, resolve: (String) -> PageTarget?) {
        root.forEachElement { element in
            guard ["a", "noteref", "span", "sup"].contains(element.name),
                let link = element.attribute("href") ?? element.attribute("idref"),
                let target = resolve(link), let fragment = target.fragment
            else { return }
            if NoteLinks.isMark(element) {
                notes[target.file, default: []].insert(fragment)
            } else if let note = candidates[target], note.file == file,
                let fragment = note.fragment, element.stands(in: fragment)
            {
                notes[file, default: []].insert(fragment)
            } else if NoteLinks.looksLikeMark(element) {
                let holders = [element, element.parent, element.first("sup")]
                for name in holders.compactMap({ $0 }).flatMap(\.anchors) {
                    candidates[PageTarget(file: file, fragment: name)] = target
                }
            }
        }
    }

    /// Whether an element says that it is the mark of a note.
    static func isMark(_ element: MarkupNode) -> Bool {
        element.name == "noteref" || element.semantics.contains("noteref")
    }

    /// Whether an element says that it leads from a note back to its mark.
    static func isWayBack(_ element: MarkupNode) -> Bool {
        !Set(element.semantics).isDisjoint(with: ["backlink", "referrer"])
    }

    /// Whether a link's text is a number or a sign, raised or in brackets, or an arrow back.
    static func looksLikeMark(_ link: MarkupNode) -> Bool {
        let text = link.trimmedText
        guard !text.isEmpty, text.count <= 6 else { return false }
        let bare = text.filter { !"[](){}〔〕［］（）*†‡§¶.".contains($0) }
        if arrows.contains(text) || bare.isEmpty { return true }
        guard bare.allSatisfy({ $0.isNumber }) || (bare.count == 1 && text != bare) else {
            return false
        }
        return text != bare || link.first("sup") != nil || link.parent?.name == "sup"
            || link.isBracketed
            || link.words("class").contains { $0.lowercased().contains("note") }
            || !bare.allSatisfy { $0.isASCII }
    }

    private static let arrows: Set<String> = ["↩", "↩︎", "↑", "^", "⏎", "↵", "⤴", "←", "↥"]
}

extension MarkupNode {
    /// Whether the text beside the element puts it in square brackets.
    fileprivate var isBracketed: Bool {
        func side(_ node: MarkupNode?) -> String { node?.kind == .text ? node?.content ?? "" : "" }
        return side(previousSibling).hasSuffix("[") && side(nextSibling).hasPrefix("]")
    }

    /// Whether an element of this name is this one, or holds it a few levels up.
    fileprivate func stands(in name: String) -> Bool {
        var next: MarkupNode? = self
        for _ in 0..<6 {
            guard let node = next else { return false }
            if node.anchors.contains(name) { return true }
            // An empty element at the front of a note may carry its name.
            if node.elements.contains(where: { $0.anchors.contains(name) }) { return true }
            next = node.parent
        }
        return false
    }
}
