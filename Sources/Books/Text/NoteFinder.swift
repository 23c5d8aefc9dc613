import Texts

/// Finds the footnotes and endnotes of a text, and their marks.
///
/// A mark is one only if a note with its label stands after it: `[1]`, `{2}`, `[a]`. So `[sic]` and
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

    /// A note where it stands.
    private struct Definition {
        let label: String
        let lines: Range<Int>
        /// The columns of the label in its first line.
        let labelCount: Int
    }

    init(
        lines: [TextLine], body: Range<Int>, layout: PageLayout,
        paragraphs: ([TextLine], Range<Int>) -> [Unicode.Scalar]
    ) {
        self.lines = lines
        self.body = body
        self.layout = layout
        let definitions = definitions()
        guard !definitions.isEmpty else { return }
        take(definitions, paragraphs: paragraphs)
    }

    // MARK: Notes

    private func definitions() -> [Definition] {
        var definitions: [Definition] = []
        let passages = Passage.passages(in: lines[body])
        var index = 0
        while index < passages.count {
            let passage = passages[index].lines
            index += 1
            guard let first = NoteFinder.label(of: lines[passage.lowerBound].scalars) else {
                continue
            }
            var starts = [(line: passage.lowerBound, label: first)]
            for line in passage.dropFirst() {
                if let next = NoteFinder.label(of: lines[line].scalars), next.label != first.label {
                    starts.append((line, next))
                }
            }
            for (place, start) in starts.enumerated() {
                let end = place + 1 < starts.count ? starts[place + 1].line : passage.upperBound
                definitions.append(
                    Definition(
                        label: start.label.label, lines: start.line..<end,
                        labelCount: start.label.count))
            }
            // What is as far in after an indented note belongs to it.
            let indent = lines[passage.lowerBound].indent
            var end = passage.upperBound
            while indent >= 2, index < passages.count, goesOn(passages[index], indent: indent) {
                end = passages[index].lines.upperBound
                index += 1
            }
            if end > passage.upperBound, let last = definitions.popLast() {
                definitions.append(
                    Definition(
                        label: last.label, lines: last.lines.lowerBound..<end,
                        labelCount: last.labelCount))
            }
        }
        return definitions
    }

    private func goesOn(_ passage: Passage, indent: Int) -> Bool {
        passage.blankCount == 1 && lines[passage.lines].allSatisfy { $0.indent >= indent }
            && NoteFinder.label(of: lines[passage.lines.lowerBound].scalars) == nil
    }

    /// The label that a line begins with, and how many characters it takes: `[1] `, `[Footnote 2: `.
    static func label(of line: [Unicode.Scalar]) -> (label: String, count: Int)? {
        guard let open = line.first, let close = closings[open], line.count > 2 else { return nil }
        var start = 1
        for word in ["footnote ", "note ", "注", "註"] {
            let front = FoldedWord.folded(line.dropFirst().prefix(word.unicodeScalars.count))
            if front == word { start += word.unicodeScalars.count }
        }
        let label = line[start...].prefix { $0.isWordPart || "*†‡".unicodeScalars.contains($0) }
        guard let end = line[(start + label.count)...].first, isLabel(label) else { return nil }
        if end == close {
            let count = start + label.count + 1
            return count < line.count && line[start...].first != nil ? (String(label), count) : nil
        }
        return end == ":" && start > 1 ? (String(label), start + label.count + 1) : nil
    }

    static let closings: [Unicode.Scalar: Unicode.Scalar] = [
        "[": "]", "{": "}", "［": "］", "〔": "〕", "【": "】",
    ]

    private static func isLabel(_ label: ArraySlice<Unicode.Scalar>) -> Bool {
        guard (1...4).contains(label.count) else { return false }
        return label.allSatisfy(\.isDigit) || label.count == 1 || Numeral.ideographic(label) != nil
    }

    // MARK: Marks

    /// Takes notes out of the text whose marks are found before them, and marks the places.
    private mutating func take(
        _ definitions: [Definition], paragraphs: ([TextLine], Range<Int>) -> [Unicode.Scalar]
    ) {
        var owner: [Int: Int] = [:]
        for (index, definition) in definitions.enumerated() {
            for line in definition.lines { owner[line] = index }
        }
        var waiting: [String: [(line: Int, range: Range<Int>)]] = [:]
        var places: [(line: Int, range: Range<Int>, definition: Int)] = []
        let labels = Set(definitions.map(\.label))
        var next = 0
        for line in body {
            if next < definitions.count, definitions[next].lines.lowerBound == line {
                if var marks = waiting[definitions[next].label], !marks.isEmpty {
                    // A label that comes again belongs to the note of its own chapter.
                    let mark = marks.removeFirst()
                    places.append((mark.line, mark.range, next))
                    waiting[definitions[next].label] = marks
                }
                next += 1
            }
            guard owner[line] == nil else { continue }
            for (label, range) in marks(in: lines[line].scalars, labels: labels) {
                waiting[label, default: []].append((line, range))
            }
        }
        place(places, of: definitions, paragraphs: paragraphs)
    }

    private func marks(in line: [Unicode.Scalar], labels: Set<String>) -> [(String, Range<Int>)] {
        var marks: [(String, Range<Int>)] = []
        for start in line.indices {
            guard let close = NoteFinder.closings[line[start]] else { continue }
            let inner = line[(start + 1)...].prefix(6)
            guard let end = inner.firstIndex(of: close) else { continue }
            let label = line[(start + 1)..<end].drop { $0 == "注" || $0 == "註" }
            if labels.contains(String(label)) { marks.append((String(label), start..<(end + 1))) }
        }
        return marks
    }

    private mutating func place(
        _ places: [(line: Int, range: Range<Int>, definition: Int)], of definitions: [Definition],
        paragraphs: ([TextLine], Range<Int>) -> [Unicode.Scalar]
    ) {
        let found = places.sorted {
            ($0.line, $0.range.lowerBound) < ($1.line, $1.range.lowerBound)
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
            notes.append(paragraphs(lines, definition.lines))
        }
        for (number, place) in found.enumerated().reversed() {
            let mark = lines[place.line].scalars[place.range]
            leftOut.append(
                LeftOut(.noteMark, place: "line \(lines[place.line].number)", text: String(mark)))
            let scalar = Unicode.Scalar(NoteFinder.firstMark + UInt32(number)).map { [$0] } ?? []
            lines[place.line].scalars.replaceSubrange(place.range, with: scalar)
        }
        for place in found {
            for line in definitions[place.definition].lines { lines[line].scalars = [] }
        }
    }
}
