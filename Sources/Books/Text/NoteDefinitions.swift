import Texts

/// A note where it stands in a text.
struct NoteDefinition {
    /// Its label, one for all ways to write a number: `12` for `12`, `¹²` and `十二`.
    let label: String
    var lines: Range<Int>
    /// The characters of the label at the beginning of its first line.
    let labelCount: Int
    /// The characters at the end of its last line that are not of the note: its closing bracket.
    var closingCount = 0
}

/// Finds the notes of a text by their labels: `[1] …`, `¹ …`, `[Footnote 1: …]`, and under a line
/// such as `Notes` also `1. …`.
struct NoteDefinitions {
    /// In the text's order, none within another.
    private(set) var definitions: [NoteDefinition] = []

    private let lines: [TextLine]
    private let passages: [Passage]

    /// A note in brackets ends within this many lines.
    private static let lineLimit = 80

    init(lines: [TextLine], body: Range<Int>) {
        self.lines = lines
        passages = Passage.passages(in: lines[body])
        var index = 0
        while index < passages.count {
            if isNotesHeading(passages[index]) {
                index = takeList(from: index + 1)
            } else if let end = takeBracketed(at: index) {
                while index < passages.count, passages[index].lines.lowerBound < end { index += 1 }
            } else {
                index = takeLabelled(at: index)
            }
        }
        addSignNotes()
    }

    /// Adds the notes that signs label, where none of the others holds them.
    private mutating func addSignNotes() {
        let signed = SignNotes.definitions(in: lines, passages).filter { note in
            !definitions.contains { $0.lines.overlaps(note.lines) }
        }
        guard !signed.isEmpty else { return }
        definitions = (definitions + signed).sorted { $0.lines.lowerBound < $1.lines.lowerBound }
    }

    // MARK: Labels

    /// A label at the beginning of a line.
    struct Label {
        let text: String
        let count: Int
        /// Whether a bracket before it closes at the note's end.
        var isOpen = false
    }

    /// The label that a line begins with; nil where it begins with none.
    static func label(of line: [Unicode.Scalar]) -> Label? {
        guard let first = line.first, line.count > 2 else { return nil }
        let raised = line.prefix(while: \.isRaisedDigit)
        if !raised.isEmpty {
            return raised.count < line.count
                ? Label(text: NoteLabel.key(raised), count: raised.count) : nil
        }
        guard let close = NoteLabel.closings[first] else { return nil }
        var rest = line.dropFirst()
        for word in ["footnote ", "note ", "注", "註"]
        where FoldedWord.folded(rest.prefix(word.unicodeScalars.count)) == word {
            rest = rest.dropFirst(word.unicodeScalars.count)
        }
        let isNamed = rest.startIndex > 1
        let label = rest.prefix {
            $0.isWordPart || $0.isNumberSign || "*†‡".unicodeScalars.contains($0)
        }
        let end = label.endIndex
        guard NoteLabel.isLabel(label), end + 1 < line.count else { return nil }
        let text = NoteLabel.key(label)
        if line[end] == close { return Label(text: text, count: end + 1) }
        return line[end] == ":" && isNamed ? Label(text: text, count: end + 1, isOpen: true) : nil
    }

    // MARK: Notes with their own labels

    private mutating func takeLabelled(at place: Int) -> Int {
        let passage = passages[place].lines
        var index = place + 1
        guard let first = NoteDefinitions.label(of: lines[passage.lowerBound].scalars) else {
            return index
        }
        var starts = [(line: passage.lowerBound, label: first)]
        for line in passage.dropFirst() {
            if let next = NoteDefinitions.label(of: lines[line].scalars), next.text != first.text {
                starts.append((line, next))
            }
        }
        // What is as far in after an indented note belongs to it.
        let indent = lines[passage.lowerBound].indent
        var end = passage.upperBound
        while indent >= 2, index < passages.count, goesOn(passages[index], indent: indent) {
            end = passages[index].lines.upperBound
            index += 1
        }
        let ends = starts.dropFirst().map(\.line) + [end]
        definitions += zip(starts, ends).map { start, end in
            NoteDefinition(
                label: start.label.text, lines: start.line..<end, labelCount: start.label.count)
        }
        return index
    }

    private func goesOn(_ passage: Passage, indent: Int) -> Bool {
        passage.blankCount == 1 && lines[passage.lines].allSatisfy { $0.indent >= indent }
            && NoteDefinitions.label(of: lines[passage.lines.lowerBound].scalars) == nil
    }

    // MARK: Notes in brackets

    /// Takes `[Footnote 1: …]` up to its bracket, over as many paragraphs as it has; returns where
    /// it ends.
    private mutating func takeBracketed(at place: Int) -> Int? {
        let start = passages[place].lines.lowerBound
        guard let label = NoteDefinitions.label(of: lines[start].scalars), label.isOpen,
            let open = lines[start].scalars.first, let close = NoteLabel.closings[open],
            let last = passages.last?.lines.upperBound
        else { return nil }
        var depth = 0
        for line in start..<min(last, start + NoteDefinitions.lineLimit) {
            for scalar in lines[line].scalars {
                if scalar == open { depth += 1 }
                if scalar == close { depth -= 1 }
            }
            guard depth <= 0 else { continue }
            guard lines[line].scalars.last == close else { return nil }
            definitions.append(
                NoteDefinition(
                    label: label.text, lines: start..<(line + 1), labelCount: label.count,
                    closingCount: 1))
            return line + 1
        }
        return nil
    }

    // MARK: Lists of notes

    private func isNotesHeading(_ passage: Passage) -> Bool {
        passage.lines.count == 1
            && TitleWords.notes.contains(
                FoldedWord.key(of: lines[passage.lines.lowerBound].scalars.prefix(40)))
    }

    /// Takes the notes of a list that counts `1.`, `2.`, …; returns the passage after it.
    private mutating func takeList(from place: Int) -> Int {
        var found: [NoteDefinition] = []
        var (index, end) = (place, place)
        // A paragraph without a number belongs to the note before it only if another note follows.
        var waiting = 0
        while index < passages.count, waiting <= 3, passages[index].blankCount <= 3 {
            let passage = passages[index].lines
            for line in passage {
                guard let count = number(found.count + 1, at: line) else { continue }
                if var last = found.popLast() {
                    last.lines = last.lines.lowerBound..<max(last.lines.lowerBound + 1, line)
                    found.append(last)
                }
                found.append(
                    NoteDefinition(
                        label: "\(found.count + 1)", lines: line..<passage.upperBound,
                        labelCount: count))
                waiting = 0
            }
            if found.isEmpty { return place }
            index += 1
            if found.last.map({ $0.lines.upperBound == passage.upperBound }) == true {
                end = index
            } else {
                waiting += 1
            }
        }
        guard found.count >= 2 || found.count == 1 && end == passages.count else { return place }
        definitions += found
        return max(end, place)
    }

    /// The characters that a number takes at the beginning of a line: `12. `, `12) `, `12 `.
    private func number(_ number: Int, at line: Int) -> Int? {
        let text = lines[line].scalars
        let digits = text.prefix { $0.isDigit }
        guard Numeral.decimal(digits) == number, digits.count + 2 < text.count else { return nil }
        let signs = text.dropFirst(digits.count).prefix { ".):、．）:".unicodeScalars.contains($0) }
        let end = digits.count + signs.count
        return signs.count <= 1 && (signs.count == 1 || text[end].isSpace) ? end : nil
    }
}

extension Unicode.Scalar {
    /// Whether it is a raised digit: `²`.
    var isRaisedDigit: Bool {
        switch value {
        case 0xB2, 0xB3, 0xB9, 0x2070, 0x2074...0x2079: true
        default: false
        }
    }

    /// Whether it stands for a digit without being a letter or one of the usual digits: `○`.
    fileprivate var isNumberSign: Bool { "○◯".unicodeScalars.contains(self) }
}
