import Markup

/// The elements of a page that are notes, and what stands after them and belongs to them.
struct NoteElements {
    /// How many blocks beside its notes a stretch below a heading `Notes` may hold for each.
    private static let blocksBesideNote = 4

    private var notes: Set<MarkupNode> = []
    private var continuations: [MarkupNode: [MarkupNode]] = [:]
    private var continued: Set<MarkupNode> = []

    /// Finds them: the elements that say so, and those that links to notes lead to.
    ///
    /// - Parameter names: The names that marks lead to in this file.
    init(in root: MarkupNode, names: Set<String>) {
        var holders: [MarkupNode] = []
        root.forEachElement { element in
            let saysSo = !Set(element.semantics).isDisjoint(
                with: ["footnote", "endnote", "rearnote"])
            if saysSo, !ElementKinds.divisions.contains(element.name) { notes.insert(element) }
            guard !names.isEmpty, !names.isDisjoint(with: element.anchors),
                let block = element.block,
                !ElementKinds.divisions.contains(block.name) || block.isNoteDivision
            else { return }
            notes.insert(block)
            if !saysSo, let parent = block.parent, holders.last != parent { holders.append(parent) }
        }
        for holder in Set(holders) { readStretches(of: holder) }
    }

    /// Whether an element is a note.
    func isNote(_ node: MarkupNode) -> Bool { notes.contains(node) }

    /// Whether an element belongs to the note before it.
    func isContinuation(_ node: MarkupNode) -> Bool { continued.contains(node) }

    /// What belongs to a note beside its own element.
    func continuations(of note: MarkupNode) -> [MarkupNode] { continuations[note] ?? [] }

    // MARK: What belongs to notes

    /// Looks at what stands below each heading, and before the first.
    ///
    /// A heading `Notes` counts for the headings of chapters below it.
    private mutating func readStretches(of holder: MarkupNode) {
        let isNoteHolder = holder.hasNoteClass || holder.isNoteSection
        var stretch: [MarkupNode] = []
        var notesLevel: Int?
        for child in holder.elements {
            if let level = ElementKinds.headingLevel(child.name) {
                readStretch(stretch, isTitled: isNoteHolder || notesLevel != nil)
                stretch = []
                if TitleWords.isNotes(SpokenText.line(child.text)) {
                    notesLevel = level
                } else if let above = notesLevel, level <= above {
                    notesLevel = nil
                }
            } else if child.hasText {
                stretch.append(child)
            }
        }
        readStretch(stretch, isTitled: isNoteHolder || notesLevel != nil)
    }

    /// In a stretch of notes, what stands between two belongs to the first of them.
    ///
    /// Where nothing calls them notes the stretch has to begin with one and hold few other blocks:
    /// a page of the text may begin with what is left of the notes before it.
    private mutating func readStretch(_ stretch: [MarkupNode], isTitled: Bool) {
        guard let first = stretch.firstIndex(where: notes.contains), isTitled || first == 0 else {
            return
        }
        let count = stretch.count(where: notes.contains)
        let others = stretch.count - first - count
        guard isTitled ? others <= count * NoteElements.blocksBesideNote : others < count else {
            return
        }
        var note = stretch[first]
        for block in stretch[first...] {
            if notes.contains(block) || block.name == "li" {
                notes.insert(block)
                note = block
            } else {
                continuations[note, default: []].append(block)
                continued.insert(block)
            }
        }
    }
}

extension MarkupNode {
    /// Whether a division that a mark leads to is no more than a note.
    fileprivate var isNoteDivision: Bool {
        guard ["article", "section"].contains(name) else { return false }
        var hasHeading = false
        forEachElement { hasHeading = hasHeading || ElementKinds.headingLevel($0.name) != nil }
        return !hasHeading && text.utf8.count < 5000
    }

    /// Whether the element says that it holds notes only.
    var isNoteSection: Bool {
        !Set(semantics).isDisjoint(with: ["footnotes", "endnotes", "rearnotes"])
    }
}
