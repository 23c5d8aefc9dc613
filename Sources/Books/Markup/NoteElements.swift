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
            guard element.hasAttributes else { return }
            let saysSo = element.semantics.contains {
                $0 == "footnote" || $0 == "endnote" || $0 == "rearnote"
            }
            if saysSo, !ElementKinds.divisions.contains(element.name) { notes.insert(element) }
            guard !names.isEmpty, !names.isDisjoint(with: element.anchors),
                let block = element.block,
                !ElementKinds.divisions.contains(block.name) || block.isNoteDivision
            else { return }
            let note = block.wholeNote(names: names)
            notes.insert(note)
            if !saysSo, let parent = note.parent, holders.last != parent { holders.append(parent) }
        }
        for holder in Set(holders) { readStretches(of: holder) }
        for note in notes where !continued.contains(note) { addLikeParagraphs(after: note) }
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
                readStretch(
                    stretch, isTitled: isNoteHolder || notesLevel != nil, isSaid: isNoteHolder)
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
        readStretch(stretch, isTitled: isNoteHolder || notesLevel != nil, isSaid: isNoteHolder)
    }

    /// Paragraphs that follow a note and have its class belong to it, if no mark leads to them.
    private mutating func addLikeParagraphs(after note: MarkupNode) {
        guard note.hasNoteClass, let style = note.attribute("class") else { return }
        for next in sequence(first: note, next: \.nextElement).dropFirst() {
            guard !notes.contains(next), !continued.contains(next),
                next.attribute("class") == style, next.name == note.name
            else { return }
            continuations[note, default: []].append(next)
            continued.insert(next)
        }
    }

    /// In a stretch of notes, what stands between two belongs to the first of them.
    ///
    /// An element that says so holds nothing else.
    /// Where nothing calls them notes the stretch has to begin with one and hold few other blocks:
    /// a page of the text may begin with what is left of the notes before it.
    private mutating func readStretch(
        _ stretch: [MarkupNode], isTitled: Bool, isSaid: Bool
    ) {
        guard let first = stretch.firstIndex(where: notes.contains), isTitled || first == 0 else {
            return
        }
        let count = stretch.count(where: notes.contains)
        let others = stretch.count - first - count
        let limit = isSaid ? Int.max : isTitled ? count * NoteElements.blocksBesideNote : count - 1
        guard others <= limit else { return }
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

    /// The element around a block that a mark leads to which is the note as a whole: an item, or one
    /// that says so, that begins with the block and that no other mark leads into.
    fileprivate func wholeNote(names: Set<String>) -> MarkupNode {
        var note = self
        while let holder = note.parent, ["li", "dd"].contains(holder.name) || holder.hasNoteClass,
            !ElementKinds.divisions.contains(holder.name), !note.hasTextBefore
        {
            var others = false
            let own = note
            for child in holder.elements where child != own {
                child.forEachElement { others = others || !names.isDisjoint(with: $0.anchors) }
            }
            guard !others else { break }
            note = holder
        }
        return note
    }

    /// Whether the element says that it holds notes only.
    var isNoteSection: Bool {
        semantics.contains { $0 == "footnotes" || $0 == "endnotes" || $0 == "rearnotes" }
    }
}
