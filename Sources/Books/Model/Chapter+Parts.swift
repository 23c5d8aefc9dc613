import Texts

extension [Chapter] {
    /// The chapters, with headings that no text follows joined to the chapter after them.
    ///
    /// A part without text of its own is no chapter: its heading is spoken before its first
    /// chapter, and its title stands above those below it. Where no chapter follows, the heading
    /// belongs to the text before it.
    func joiningParts() -> [Chapter] {
        var joined: [Chapter] = []
        var held: [Chapter] = []
        var above: [(level: Int, title: String?)] = []
        for var chapter in self {
            guard chapter.matter == .body else {
                joined.settle(held)
                held = []
                joined.append(chapter)
                continue
            }
            above.removeAll { $0.level >= chapter.level }
            if chapter.parts.isEmpty { chapter.parts = above.compactMap(\.title) }
            above.append((chapter.level, chapter.title))
            if chapter.isHeadingOnly {
                held.append(chapter)
            } else {
                chapter.blocks = held.flatMap(\.blocks) + chapter.blocks
                chapter.place = held.first?.place ?? chapter.place
                held = []
                joined.append(chapter)
            }
        }
        joined.settle(held)
        return joined
    }

    /// Puts headings that no chapter follows to the last chapter of the body, or, where there is
    /// none, leaves them as they are.
    private mutating func settle(_ held: [Chapter]) {
        if let last = lastIndex(where: { $0.matter == .body }) {
            self[last].blocks += held.flatMap(\.blocks)
        } else {
            self += held
        }
    }
}

extension Chapter {
    /// Whether it says headings and nothing else.
    fileprivate var isHeadingOnly: Bool {
        !blocks.isEmpty && blocks.allSatisfy(\.kind.isHeading)
    }
}
