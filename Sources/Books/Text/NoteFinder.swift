import Texts

/// Finds the footnotes and endnotes of a text, and their marks.
///
/// A mark is one only if a note with its label stands after it: `[1]`, `{2}`, `[a]`, `*`. So `[sic]` and
/// a year in brackets stay.
struct NoteFinder {
    /// A note's text, by its number in the text's order.
    private(set) var notes: [[Unicode.Scalar]] = []
    private(set) var leftOut: [LeftOut] = []
    private(set) var lines: [TextLine]

    private let body: Range<Int>
    private let layout: PageLayout

    /// A mark in a line becomes the character with this value plus the note's number.
    ///
    /// It is of a private plane that ``TextLine`` clears of the text's own characters.
    static let firstMark: UInt32 = 0xF_0000
    private static let noteLimit = 0xFFFD

    init(
        lines: [TextLine], body: Range<Int>, layout: PageLayout,
        paragraphs: ([TextLine], Range<Int>) -> [Unicode.Scalar]
    ) {
        self.lines = lines
        self.body = body
        self.layout = layout
        let definitions = NoteDefinitions(lines: lines, body: body).definitions
        guard !definitions.isEmpty else { return }
        take(definitions, paragraphs: paragraphs)
    }

    // MARK: Marks

    /// A place in the text that is marked with a note's label.
    private struct Mark {
        let line: Int
        let range: Range<Int>
    }

    /// Takes notes out of the text whose marks are found before them, and marks the places.
    private mutating func take(
        _ found: [NoteDefinition], paragraphs: ([TextLine], Range<Int>) -> [Unicode.Scalar]
    ) {
        var definitions = found
        var owner: [Int: Int] = [:]
        for (index, definition) in definitions.enumerated() {
            for line in definition.lines { owner[line] = index }
        }
        var waiting: [String: [Mark]] = [:]
        var places: [(mark: Mark, definition: Int)] = []
        let labels = Set(definitions.map(\.label))
        var next = 0
        var lastMark = -1
        for line in body {
            if next < definitions.count, definitions[next].lines.lowerBound == line {
                // A label that comes again belongs to the note of its own chapter.
                if let mark = waiting[definitions[next].label]?.takeFirst() {
                    places.append((mark, next))
                    if next > 0, places.contains(where: { $0.definition == next - 1 }) {
                        extend(&definitions[next - 1], to: line, marks: (lastMark, mark))
                    }
                }
                next += 1
            }
            guard owner[line] == nil else { continue }
            for (label, range) in marks(in: lines[line].scalars, labels: labels) {
                waiting[label, default: []].append(Mark(line: line, range: range))
                lastMark = line
            }
        }
        place(places, of: definitions, paragraphs: paragraphs)
    }

    /// Adds the paragraphs between two notes to the first, if they stand in a list of notes: the
    /// second is marked before the first, and nothing between them is marked.
    private func extend(_ note: inout NoteDefinition, to line: Int, marks: (last: Int, next: Mark))
    {
        let between = note.lines.upperBound..<max(line, note.lines.upperBound)
        let count = between.count { !lines[$0].isBlank }
        guard count > 0, count <= NoteFinder.longestGap, note.closingCount == 0,
            marks.last < note.lines.lowerBound, marks.next.line < note.lines.lowerBound,
            Passage.passages(in: lines[between]).allSatisfy({ passage in
                passage.blankCount <= 2
                    && HeadingMark.readings(of: lines[passage.lines.lowerBound].scalars).isEmpty
            })
        else { return }
        note.lines = note.lines.lowerBound..<line
    }

    /// As many lines may stand between a note's first paragraph and the next note.
    private static let longestGap = 40

    private func marks(in line: [Unicode.Scalar], labels: Set<String>) -> [(String, Range<Int>)] {
        var marks: [(String, Range<Int>)] = []
        var start = 0
        while start < line.count {
            var end = start + 1
            if let close = NoteLabel.closings[line[start]] {
                let inner = line[(start + 1)...].prefix(6)
                if let closed = inner.firstIndex(of: close) {
                    let label = line[(start + 1)..<closed].drop { $0 == "注" || $0 == "註" }
                    let text = NoteLabel.key(label)
                    if !label.isEmpty, labels.contains(text) {
                        end = closed + 1
                        marks.append((text, start..<end))
                    }
                }
            } else if line[start].isRaisedDigit {
                let raised = line[start...].prefix(while: \.isRaisedDigit)
                end = raised.endIndex
                let text = NoteLabel.key(raised)
                if labels.contains(text), !isPower(after: line[..<start]) {
                    marks.append((text, start..<end))
                }
            }
            if SignNotes.isMark(line, at: start), labels.contains(String([line[start]])) {
                marks.append((String([line[start]]), start..<end))
            }
            start = end
        }
        return marks
    }

    /// Whether a raised digit counts dimensions: `m²`, `10²`, `x³`.
    private func isPower(after text: ArraySlice<Unicode.Scalar>) -> Bool {
        let word = text.reversed().prefix { $0.isWordPart }
        guard let last = word.first else { return text.isEmpty }
        return last.isDigit || word.count <= 2 && !last.isSyllable
    }

    private mutating func place(
        _ places: [(mark: Mark, definition: Int)], of definitions: [NoteDefinition],
        paragraphs: ([TextLine], Range<Int>) -> [Unicode.Scalar]
    ) {
        let found = places.sorted {
            ($0.mark.line, $0.mark.range.lowerBound) < ($1.mark.line, $1.mark.range.lowerBound)
        }
        .prefix(NoteFinder.noteLimit)
        for place in found {
            let definition = definitions[place.definition]
            let line = definition.lines.lowerBound
            let label = lines[line].scalars.prefix(definition.labelCount)
            leftOut.append(
                LeftOut(.noteMark, place: "line \(lines[line].number)", text: String(label)))
            lines[line].scalars = Array(
                lines[line].scalars.dropFirst(definition.labelCount).drop { $0.isSpace })
            let last = definition.lines.upperBound - 1
            lines[last].scalars = lines[last].scalars.dropLast(definition.closingCount)
            notes.append(paragraphs(lines, definition.lines))
        }
        for (number, place) in found.enumerated().reversed() {
            let (line, range) = (place.mark.line, place.mark.range)
            let mark = lines[line].scalars[range]
            leftOut.append(
                LeftOut(.noteMark, place: "line \(lines[line].number)", text: String(mark)))
            let scalar = Unicode.Scalar(NoteFinder.firstMark + UInt32(number)).map { [$0] } ?? []
            lines[line].scalars.replaceSubrange(range, with: scalar)
        }
        for place in found {
            for line in definitions[place.definition].lines { lines[line].scalars = [] }
        }
    }
}

extension Array {
    /// Removes the first element and gives it; nil if there is none.
    fileprivate mutating func takeFirst() -> Element? { isEmpty ? nil : removeFirst() }
}
