/// Puts notes where they are wanted, each once.
struct NoteTexts {
    private let wanted: BookReadingOptions.Notes
    private let notes: [(page: Int, file: String, note: PageText.Note)]
    private let order: ReadingOrder
    private var byTarget: [PageTarget: Int] = [:]
    private var spoken: Set<Int> = []
    /// The notes that marks lead to.
    private var marked: Set<Int> = []

    /// The notes of all pages, also of those outside the reading order.
    init(_ order: ReadingOrder, apart: [PageText], wanted: BookReadingOptions.Notes) {
        self.wanted = wanted
        self.order = order
        notes =
            order.pages.indices.flatMap { page in
                order.pages[page].notes.map { (page, order.pages[page].file, $0) }
            } + apart.flatMap { page in page.notes.map { (-1, page.file, $0) } }
        for (index, entry) in notes.enumerated() {
            for name in entry.note.names {
                byTarget[PageTarget(file: entry.file, fragment: name)] = index
            }
        }
        for mark in order.pieces.flatMap(\.marks) {
            if let index = mark.target.flatMap({ byTarget[$0] }) { marked.insert(index) }
        }
    }

    /// The blocks of a chapter with its notes.
    mutating func blocks(of ranges: [Range<Int>]) -> [Block] {
        var blocks: [Block] = []
        var atEnd: [Block] = []
        for piece in ranges.flatMap({ order.pieces[$0] }) {
            let text = text(of: piece, addingTo: &atEnd)
            if !text.isEmpty { blocks.append(Block(piece.block.kind, text)) }
        }
        if wanted != .skip { atEnd += unmarked(in: ranges) }
        return blocks + atEnd
    }

    /// The notes that no chapter took.
    func leftOut() -> [LeftOut] {
        notes.indices.filter { !spoken.contains($0) }.map { index in
            LeftOut(.note, place: notes[index].file, text: text(of: index))
        }
    }

    /// The text of a piece, with the notes in it or gathered.
    private mutating func text(
        of piece: PageText.Piece, addingTo atEnd: inout [Block]
    ) -> String {
        var marks = piece.marks[...]
        return SpokenText.replacingMarks(in: piece.block.text) {
            guard let mark = marks.popFirst(), let index = mark.target.flatMap({ byTarget[$0] }),
                spoken.insert(index).inserted
            else { return nil }
            let note = NoteTexts.withoutLabel(self.text(of: index), mark: mark.text)
            if wanted == .inline { return "(\(note))" }
            atEnd.append(Block(.paragraph, note))
            return nil
        }
    }

    /// Notes that stand in a chapter and that no mark leads to.
    private mutating func unmarked(in ranges: [Range<Int>]) -> [Block] {
        var blocks: [Block] = []
        for index in notes.indices where !marked.contains(index) && notes[index].page >= 0 {
            let start = order.pageStarts[notes[index].page]
            let position = start + notes[index].note.position
            let holds = ranges.contains { range in
                range.lowerBound < position && position <= range.upperBound
                    || range.lowerBound == position && position == start
            }
            if holds, spoken.insert(index).inserted {
                blocks.append(Block(.paragraph, text(of: index)))
            }
        }
        return blocks
    }

    private func text(of index: Int) -> String {
        notes[index].note.pieces.map(\.block.text).joined(separator: " ")
    }

    /// A note without the number that repeats its mark.
    private static func withoutLabel(_ text: String, mark: String) -> String {
        let signs = "[](){}〔〕［］. "
        let label = mark.filter { !signs.contains($0) }
        var rest = text.drop { signs.contains($0) }
        if !label.isEmpty, rest.hasPrefix(label) {
            let after = rest.dropFirst(label.count)
            if after.first.map({ $0.isLetter || $0.isNumber }) == true { return text }
            rest = after.drop { signs.contains($0) || $0 == ":" }
        }
        return rest.isEmpty ? text : String(rest)
    }
}
