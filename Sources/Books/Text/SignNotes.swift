import Texts

/// Finds the notes of a text that signs label: `* An oil lamp.` below `The lamp* went out`.
///
/// Signs also emphasise words, make lists and part scenes. So they label notes only if each of them
/// in the text, apart from lines of nothing else, is a mark behind a word or the front of the note
/// to the mark before it, in turn.
struct SignNotes {
    /// As many lines after its mark a note may stand.
    private static let farthest = 60
    private static let signs = Array("*†‡＊".unicodeScalars)

    /// A sign where it stands in the text.
    private struct Place {
        let line: Int
        let isNote: Bool
    }

    /// The notes, with the lines of the passages that they begin.
    static func definitions(in lines: [TextLine], _ passages: [Passage]) -> [NoteDefinition] {
        signs.flatMap { sign -> [NoteDefinition] in
            guard let places = places(of: sign, lines, passages), places.count % 2 == 0 else {
                return []
            }
            let ends = Dictionary(
                passages.map { ($0.lines.lowerBound, $0.lines.upperBound) },
                uniquingKeysWith: { first, _ in first })
            var notes: [NoteDefinition] = []
            for (mark, note) in zip(places, places.dropFirst()) where note.isNote {
                guard !mark.isNote, note.line - mark.line <= farthest, let end = ends[note.line]
                else { return [] }
                notes.append(
                    NoteDefinition(
                        label: String([sign]), lines: note.line..<end, labelCount: 1))
            }
            return notes.count * 2 == places.count ? notes : []
        }
    }

    /// Whether a sign at a place in a line is a mark: behind a word or a stop, and before no word.
    static func isMark(_ line: [Unicode.Scalar], at index: Int) -> Bool {
        guard index > 0, signs.contains(line[index]), !line[index - 1].isSpace else { return false }
        let next = index + 1 < line.count ? line[index + 1] : " "
        return !next.isWordPart && next != line[index] && line[index - 1] != line[index]
    }

    /// Where a sign stands; nil if one is neither a mark nor the front of a passage.
    private static func places(
        of sign: Unicode.Scalar, _ lines: [TextLine], _ passages: [Passage]
    ) -> [Place]? {
        var places: [Place] = []
        for passage in passages {
            for line in passage.lines {
                let scalars = lines[line].scalars
                guard scalars.contains(sign),
                    scalars.contains(where: { $0 != sign && !$0.isSpace })
                else { continue }
                for index in scalars.indices where scalars[index] == sign {
                    let isFirst = index == 0 && line == passage.lines.lowerBound
                    let isAlone = scalars.count > 1 && scalars[1] != sign
                    if isFirst, isAlone {
                        places.append(Place(line: line, isNote: true))
                    } else if isMark(scalars, at: index) {
                        places.append(Place(line: line, isNote: false))
                    } else {
                        return nil
                    }
                }
            }
        }
        return places
    }
}
