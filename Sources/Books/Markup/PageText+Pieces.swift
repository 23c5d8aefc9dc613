extension PageText {
    /// Takes pieces out and lists them.
    mutating func leaveOut(_ range: Range<Int>, as reason: LeftOut.Reason) {
        leftOut += pieces[range].map { LeftOut(reason, place: file, text: $0.block.text) }
        pieces.removeSubrange(range)
        move { $0 < range.upperBound ? min($0, range.lowerBound) : $0 - range.count }
    }

    /// Puts the texts that a piece was cut into in its place.
    mutating func cut(_ index: Int, into texts: [String]) {
        guard let piece = pieces.indices.contains(index) ? pieces[index] : nil else { return }
        let cut = texts.enumerated().map { number, text in
            let isFirst = number == 0
            return Piece(
                block: Block(piece.block.kind, text), part: piece.part, line: piece.line,
                marks: isFirst ? piece.marks : [], links: isFirst ? piece.links : [])
        }
        pieces.replaceSubrange(index...index, with: cut)
        move { $0 <= index ? $0 : $0 + cut.count - 1 }
    }

    /// Moves what is known by the number of a piece.
    private mutating func move(_ moved: (Int) -> Int) {
        anchors = anchors.mapValues(moved)
        for index in notes.indices { notes[index].position = moved(notes[index].position) }
    }
}
