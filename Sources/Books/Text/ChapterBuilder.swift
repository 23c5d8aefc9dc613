import Texts

/// Puts chapters together of headings and the text under them.
struct ChapterBuilder {
    /// A heading and the text under it.
    struct Part {
        var heading: Outline.Heading?
        var text: [Range<Int>]
        var level: Int
        /// Whether it is a volume, whose heading goes to its first chapter if it has no text.
        var isOuter = false
        /// Lines that are headings within the text.
        var inner: Set<Int> = []
        /// The titles of the parts it stands in, the outermost first.
        var above: [String] = []
        /// The chapter's title where there is no heading.
        var title: String?
    }

    private(set) var chapters: [Chapter] = []
    private(set) var leftOut: [LeftOut] = []

    private let path: String
    private let options: BookReadingOptions
    private let lines: [TextLine]
    private let notes: [[Unicode.Scalar]]
    private let paragraphs: ParagraphBuilder
    /// Headings of volumes that wait for their first chapter.
    private var waiting: [Block] = []
    private var waitingPlace: SourcePlace?
    private var emphasis: [Unicode.Scalar] = []
    private var endNotes: [Int] = []

    init(
        path: String, options: BookReadingOptions, lines: [TextLine], notes: [[Unicode.Scalar]],
        paragraphs: ParagraphBuilder
    ) {
        self.path = path
        self.options = options
        self.lines = lines
        self.notes = notes
        self.paragraphs = paragraphs
    }

    // MARK: Front and back matter

    /// Adds what stands before or after the book, as it stands.
    mutating func addPlain(
        _ range: Range<Int>, and others: [Range<Int>] = [], matter: Chapter.Matter
    ) {
        let ranges = [range] + others
        let blocks = ranges.flatMap { text($0, inner: []) }
        guard !blocks.isEmpty else { return }
        let first = ranges.first { lines[$0].contains { !$0.isBlank } }
        append(
            Chapter(
                title: nil, matter: matter, place: place(first?.lowerBound ?? 0), blocks: blocks))
    }

    // MARK: Body

    mutating func add(_ part: Part) {
        var blocks = part.heading.map { heading($0, level: part.level) } ?? []
        let headingCount = blocks.count
        for range in part.text { blocks += text(range, inner: part.inner, level: part.level + 1) }
        blocks += noteBlocks()
        let start = part.heading?.lines.lowerBound ?? part.text.first?.lowerBound ?? 0
        let isHeadings = part.heading == nil && blocks.allSatisfy(\.kind.isHeading)
        if isHeadings || part.isOuter && blocks.count == headingCount {
            waiting += blocks
            if !waiting.isEmpty { waitingPlace = waitingPlace ?? place(start) }
            return
        }
        guard !blocks.isEmpty else { return }
        append(
            Chapter(
                title: part.heading.map(title) ?? part.title, level: part.level,
                parts: part.above, matter: part.heading?.isBackMatter == true ? .back : .body,
                place: waitingPlace ?? place(start),
                blocks: waiting + blocks))
        (waiting, waitingPlace) = ([], nil)
    }

    /// Adds the headings of parts that no chapter follows.
    mutating func finish() {
        guard let first = waiting.first else { return }
        append(
            Chapter(title: first.text, place: waitingPlace ?? place(0), blocks: waiting))
        (waiting, waitingPlace) = ([], nil)
    }

    private mutating func append(_ chapter: Chapter) {
        if !emphasis.isEmpty {
            leftOut.append(
                LeftOut(
                    .mark, place: chapter.title ?? "line \(chapter.place.line)",
                    text: String(emphasis)))
            emphasis = []
        }
        chapters.append(chapter)
    }

    private func place(_ line: Int) -> SourcePlace {
        SourcePlace(
            path: path, line: line < lines.count ? lines[line].number : lines.count + 1, column: 1)
    }

    // MARK: Headings

    private mutating func heading(_ heading: Outline.Heading, level: Int) -> [Block] {
        heading.pieces.compactMap { piece in
            block(.heading(level: min(level, 6)), pieceText(piece), takesNotes: false)
        }
    }

    private func pieceText(_ piece: Range<Int>) -> [Unicode.Scalar] {
        let pieces = lines[piece].map(\.scalars).filter { !$0.isEmpty }
        return pieces.dropFirst().reduce(pieces.first ?? []) { text, next in
            text + (ParagraphBuilder.needsSpace(text, next) ? [" "] : []) + next
        }
    }

    func title(of heading: Outline.Heading) -> String {
        let title = Array(heading.pieces.map(pieceText).joined(separator: [" "]))
        return String(InlineMarks(title) { _ in [] }.text.map { $0.isSpace ? " " : $0 })
    }

    // MARK: Text

    private mutating func text(_ range: Range<Int>, inner: Set<Int>, level: Int = 2) -> [Block] {
        var blocks: [Block] = []
        var start = range.lowerBound
        for line in range where inner.contains(line) {
            blocks += plain(start..<line)
            if let heading = block(.heading(level: min(level, 6)), lines[line].scalars) {
                blocks.append(heading)
            }
            start = line + 1
        }
        return blocks + plain(start..<range.upperBound)
    }

    private mutating func plain(_ range: Range<Int>) -> [Block] {
        paragraphs.blocks(of: range).compactMap { block($0.kind, $0.text) }
    }

    private mutating func block(
        _ kind: Block.Kind, _ marked: [Unicode.Scalar], takesNotes: Bool = true
    ) -> Block? {
        let isInline = options.notes == .inline && takesNotes
        let marks = InlineMarks(marked) { number in
            isInline ? Array(" (".unicodeScalars) + noteText(number) + [")"] : []
        }
        emphasis += marks.emphasis
        for note in marks.notes where !isInline && notes.indices.contains(note) {
            switch options.notes {
            case .skip:
                leftOut.append(LeftOut(.note, place: "note \(note + 1)", text: String(notes[note])))
            case .inline, .end: endNotes.append(note)
            }
        }
        return marks.text.isEmpty ? nil : Block(kind, String(marks.text))
    }

    private func noteText(_ number: Int) -> [Unicode.Scalar] {
        notes.indices.contains(number) ? InlineMarks(notes[number]) { _ in [] }.text : []
    }

    private mutating func noteBlocks() -> [Block] {
        defer { endNotes = [] }
        return endNotes.map { Block(.paragraph, String(noteText($0))) }.filter { !$0.text.isEmpty }
    }
}
