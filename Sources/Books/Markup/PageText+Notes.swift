extension PageText {
    /// Takes out headings that say no more than that notes stand below them.
    ///
    /// What little text is left there goes with them: a page is called `Notes` as an essay may be.
    mutating func leaveOutNoteHeadings() {
        guard !notes.isEmpty else { return }
        for start in pieces.indices.reversed() {
            guard let level = pieces[start].headingLevel,
                TitleWords.isNotes(pieces[start].block.text)
            else { continue }
            let end =
                pieces[(start + 1)...].firstIndex {
                    $0.headingLevel.map { $0 <= level } == true
                }
                ?? pieces.endIndex
            let below = notes.filter { $0.position > start && $0.position <= end }
            let rest = pieces[start..<end].filter { !$0.isHeading }
            if rest.characterCount * 2 < below.flatMap(\.pieces).characterCount {
                leaveOutNotes(start..<end)
            }
        }
    }

    private mutating func leaveOutNotes(_ range: Range<Int>) {
        for piece in pieces[range] {
            leftOut.append(LeftOut(.note, place: file, text: piece.block.text))
        }
        remove(Set(range))
    }

    /// Takes pieces out; what led to them leads to the piece after them.
    mutating func remove(_ gone: Set<Int>) {
        guard !gone.isEmpty else { return }
        let moved = (pieces.indices).reduce(into: [0]) { places, index in
            places.append((places.last ?? 0) + (gone.contains(index) ? 0 : 1))
        }
        pieces = pieces.indices.filter { !gone.contains($0) }.map { pieces[$0] }
        for (name, position) in anchors {
            if gone.contains(position) { emptied.insert(name) }
            anchors[name] = moved[min(position, moved.count - 1)]
        }
        for index in notes.indices {
            notes[index].position = moved[min(notes[index].position, moved.count - 1)]
        }
    }
}

extension Sequence<PageText.Piece> {
    /// How many characters the pieces hold.
    fileprivate var characterCount: Int { reduce(0) { $0 + $1.block.text.count } }
}
