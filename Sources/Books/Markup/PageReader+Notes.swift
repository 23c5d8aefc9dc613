import Markup

extension PageReader {
    /// Reads a note aside, and goes on with the text around it.
    mutating func readNote(_ node: MarkupNode) {
        let around = (pending, page.pieces, initial)
        (pending, page.pieces, initial) = (Pending(), [], nil)
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
        leaveOutInitial()
        (pending, page.pieces, initial) = around
        if !note.pieces.isEmpty { page.notes.append(note) }
    }
}
