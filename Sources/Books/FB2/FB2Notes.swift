import Markup

/// Which bodies of a FictionBook hold its notes, and which elements are notes.
struct FB2Notes {
    /// The bodies that hold notes only.
    let bodies: Set<MarkupNode>
    /// The names of elements that are notes.
    private let names: Set<String>

    init(_ root: MarkupNode) {
        let all = root.elements.filter { $0.name == "body" }
        var targets: Set<String> = []
        root.forEachElement { element in
            if FB2Notes.isMark(element), let name = FB2Notes.target(of: element) {
                targets.insert(name)
            }
        }
        let main = all.first { !FB2Notes.saysNotes($0) } ?? all.first
        bodies = Set(
            all.filter { body in
                body != main && (FB2Notes.saysNotes(body) || FB2Notes.holds(targets, in: body))
            })
        for body in bodies {
            body.forEachElement { element in
                // A group of notes is none itself.
                let isGroup = element.elements.contains { $0.name == "section" }
                if let name = element.attribute("id"), !isGroup { targets.insert(name) }
            }
        }
        names = targets
    }

    /// Whether a section or paragraph is a note.
    func isNote(_ element: MarkupNode) -> Bool {
        element.attribute("id").map(names.contains) ?? false
    }

    /// Whether a link is the mark of a note.
    func isMark(_ link: MarkupNode) -> Bool {
        FB2Notes.isMark(link) || FB2Notes.target(of: link).map(names.contains) ?? false
    }

    /// The name that a link within the book leads to.
    static func target(of link: MarkupNode) -> String? {
        guard link.name == "a", let place = link.attribute("href"), place.hasPrefix("#") else {
            return nil
        }
        return String(place.dropFirst())
    }

    private static func isMark(_ element: MarkupNode) -> Bool {
        element.name == "a" && element.attribute("type")?.lowercased() == "note"
    }

    private static func saysNotes(_ body: MarkupNode) -> Bool {
        guard let name = body.attribute("name")?.lowercased() else { return false }
        return ["note", "comment", "примеч", "коммент", "сноск"].contains { name.contains($0) }
    }

    private static func holds(_ names: Set<String>, in body: MarkupNode) -> Bool {
        var holds = false
        body.forEachElement { element in
            holds = holds || element.attribute("id").map(names.contains) ?? false
        }
        return holds
    }
}
