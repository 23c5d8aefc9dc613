import Markup

extension PageReader {
    /// Reads a note aside, and goes on with the text around it.
    mutating func readNote(_ node: MarkupNode) {
        let around = (pending, page.pieces)
        (pending, page.pieces) = (Pending(), [])
        namesInNote = Set(node.anchors)
        var inside = Context()
        inside.isNote = true
        readChildren(node, inside)
        flush()
        for continuation in notes.continuations(of: node) {
            read(continuation, inside)
            flush()
        }
        let note = PageText.Note(
            names: namesInNote ?? [], pieces: page.pieces, position: around.1.count)
        namesInNote = nil
        (pending, page.pieces) = around
        if !note.pieces.isEmpty { page.notes.append(note) }
    }

    /// Takes out headings that say no more than that notes stand below them.
    ///
    /// What little text is left there goes with them: a page is called `Notes` as an essay may be.
    mutating func leaveOutNoteHeadings() {
        guard !page.notes.isEmpty else { return }
        for start in page.pieces.indices.reversed() {
            guard let level = page.pieces[start].headingLevel,
                TitleWords.isNotes(page.pieces[start].block.text)
            else { continue }
            let end =
                page.pieces[(start + 1)...].firstIndex {
                    $0.headingLevel.map { $0 <= level } == true
                }
                ?? page.pieces.endIndex
            let notes = page.notes.filter { $0.position > start && $0.position <= end }
            let rest = page.pieces[start..<end].filter { !$0.isHeading }
            if rest.characterCount * 2 < notes.flatMap(\.pieces).characterCount {
                leaveOutNotes(start..<end)
            }
        }
    }

    private mutating func leaveOutNotes(_ range: Range<Int>) {
        for piece in page.pieces[range] { leaveOut(.note, piece.block.text) }
        page.pieces.removeSubrange(range)
        func moved(_ position: Int) -> Int {
            position < range.upperBound
                ? min(position, range.lowerBound) : position - range.count
        }
        for (name, position) in page.anchors {
            if range.contains(position) { page.emptied.insert(name) }
            page.anchors[name] = moved(position)
        }
        for index in page.notes.indices {
            page.notes[index].position = moved(page.notes[index].position)
        }
    }
}

extension Sequence<PageText.Piece> {
    /// How many characters the pieces hold.
    fileprivate var characterCount: Int { reduce(0) { $0 + $1.block.text.count } }
}
