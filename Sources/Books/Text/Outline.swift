import Texts

/// The parts of a text by its headings.
struct Outline {
    /// A heading that begins a chapter.
    struct Heading {
        /// Its pieces, each of one or more lines: a number and a name.
        var pieces: [Range<Int>]
        let depth: Int
        let form: HeadingMark.Form
        let isBackMatter: Bool

        var lines: Range<Int> { (pieces.first?.lowerBound ?? 0)..<(pieces.last?.upperBound ?? 0) }
    }

    /// In the text's order.
    var headings: [Heading] = []
    /// Lists of contents, and notes of those who made the file.
    var contents: [ContentsList] = []
    /// Lines that are headings within a chapter.
    var innerHeadings: Set<Int> = []
}

/// A line that may be a heading.
struct HeadingCandidate {
    let line: Int
    let mark: HeadingMark
    /// The lines that stand with it, itself the first; only it where a paragraph follows at once.
    let passage: Range<Int>

    /// The same, without the lines from another heading on.
    func ending(before next: Int) -> HeadingCandidate {
        HeadingCandidate(
            line: line, mark: mark,
            passage: passage.lowerBound..<max(line + 1, min(passage.upperBound, next)))
    }
}

/// Finds the headings of a text.
struct OutlineFinder {
    let lines: [TextLine]
    let range: Range<Int>
    let layout: PageLayout
    /// The lines that the text's own notes call headings, with their level.
    let explicit: [Int: Int]
    /// The lines that are marked as headings, with their level: `# Title`, underlined titles.
    let marked: [Int: Int]

    private let passages: [Passage]
    /// What the first line of each passage reads like, by its index.
    private let firstMarks: [Int: [HeadingMark]]

    init(
        lines: [TextLine], range: Range<Int>, layout: PageLayout, explicit: [Int: Int] = [:],
        marked: [Int: Int] = [:]
    ) {
        self.lines = lines
        self.range = range
        self.layout = layout
        self.explicit = explicit
        self.marked = marked
        passages = Passage.passages(in: lines[range])
        var marks: [Int: [HeadingMark]] = [:]
        for passage in passages {
            let line = passage.lines.lowerBound
            let readings = HeadingMark.readings(of: lines[line].scalars)
            if !readings.isEmpty { marks[line] = readings }
        }
        firstMarks = marks
    }

    /// The outline: what counts on in a series, and what a word of its own makes a heading.
    ///
    /// A list of contents that leaves nothing to speak is none.
    func outline() -> Outline {
        let finder = ContentsFinder(
            lines: lines, range: range, layout: layout, passages: passages, firstMarks: firstMarks)
        let outline = outline(besides: finder.lists())
        guard !outline.contents.isEmpty, !holdsText(outline) else { return outline }
        return self.outline(besides: [])
    }

    /// Whether any line is neither in a list nor a heading.
    private func holdsText(_ outline: Outline) -> Bool {
        var isTaken = Array(repeating: false, count: range.count)
        for taken in outline.contents.map(\.lines) + outline.headings.map(\.lines) {
            for line in taken.clamped(to: range) { isTaken[line - range.lowerBound] = true }
        }
        return zip(range, isTaken).contains { line, isTaken in !isTaken && !lines[line].isBlank }
    }

    private func outline(besides lists: [ContentsList]) -> Outline {
        var outline = Outline()
        var body = Passage.without(lists.map(\.lines), in: passages)
        let candidates = body.flatMap(candidates)
        let series = HeadingSeries(candidates: candidates, lines: lines, range: range)
        var accepted = series.accepted
        let marks = MarkedSeries(
            marked, candidates: candidates, lengths: TextLengths(lines, range))
        if marks.isRicher(than: accepted) { accepted = marks.accepted(besides: accepted) }
        if !explicit.isEmpty { accepted = explicitCandidates(body) }
        accepted += listed(in: body, by: lists, besides: accepted)
        let notes = MakersNotes(
            lines: lines, passages: body, headings: OutlineFinder.apart(accepted))
        outline.contents = lists + notes.asides
        body = Passage.without(notes.asides.map(\.lines), in: body)
        body = Passage.parted(body, at: Set(notes.headings.map(\.line)))
        let titles = HeadingTitles(lines: lines, layout: layout, passages: body)
        outline.headings = titles.headings(of: withoutNames(notes.headings, in: body))
        let taken = Set(outline.headings.flatMap { Array($0.lines) })
        outline.innerHeadings = Set(series.inner.map(\.line) + marked.keys).subtracting(taken)
        return outline
    }

    /// Headings in order, one a line, of which none reaches into the next.
    private static func apart(_ headings: [HeadingCandidate]) -> [HeadingCandidate] {
        var apart: [HeadingCandidate] = []
        for heading in headings.sorted(by: { $0.line < $1.line })
        where heading.line != apart.last?.line {
            if let last = apart.popLast() { apart.append(last.ending(before: heading.line)) }
            apart.append(heading)
        }
        return apart
    }

    /// Headings without words like `Conclusion` that stand below a number and are its name.
    private func withoutNames(
        _ accepted: [HeadingCandidate], in passages: [Passage]
    ) -> [HeadingCandidate] {
        let starts = passages.map(\.lines.lowerBound)
        let unnamed = Set(
            accepted.filter { !$0.mark.hasTitle && $0.passage.count == 1 }.map(\.line))
        let below = Set(zip(starts, starts.dropFirst()).filter { unnamed.contains($0.0) }.map(\.1))
        return accepted.filter { $0.mark.form.style != .special || !below.contains($0.line) }
    }

    // MARK: Candidates

    private func candidates(in passage: Passage) -> [HeadingCandidate] {
        var candidates: [HeadingCandidate] = []
        for line in passage.lines {
            let isFirst = line == passage.lines.lowerBound
            let startsAnew = isFirst || startsAnew(line)
            guard startsAnew || hasRoom(line) else { continue }
            let rest = line..<passage.lines.upperBound
            for mark in marks(at: line)
            where (startsAnew || standsOut(mark, at: line))
                && fits(mark, in: rest, isFirst: isFirst)
            {
                candidates.append(HeadingCandidate(line: line, mark: mark, passage: rest))
            }
        }
        return candidates
    }

    private func marks(at line: Int) -> [HeadingMark] {
        let isKnown = line == range.lowerBound || lines[line - 1].isBlank
        return isKnown ? firstMarks[line] ?? [] : HeadingMark.readings(of: lines[line].scalars)
    }

    /// Whether a line within a passage can begin something: none leads into it.
    private func startsAnew(_ line: Int) -> Bool {
        guard !layout.isFull(lines[line - 1], before: lines[line]) else { return false }
        return !layout.isHardWrapped || lines[line - 1].scalars.last?.canEndSentence == true
    }

    /// Whether a line ends early, and not because a sentence ends there.
    private func hasRoom(_ line: Int) -> Bool {
        lines[line].scalars.last?.canEndSentence == false
            && lines[line].width * 3 < layout.wrapWidth * 2
    }

    /// Whether such a line is a heading though no sentence ends above it.
    ///
    /// `第二回` is one wherever it stands on a line of its own; `CHAPTER II` needs a blank line below.
    private func standsOut(_ mark: HeadingMark, at line: Int) -> Bool {
        guard case .named = mark.form.style else { return false }
        if lines[line].isEastern { return true }
        return !mark.hasTitle && !lines[line].scalars.contains(where: \.isLowercase)
            && (line + 1 >= lines.count || lines[line + 1].isBlank)
            && !layout.isFull(lines[line - 1], before: lines[line])
    }

    private func fits(_ mark: HeadingMark, in passage: Range<Int>, isFirst: Bool) -> Bool {
        let line = passage.lowerBound
        if passage.count > 1, layout.isFull(lines[line], before: lines[line + 1]),
            passage.count > 3
                || lines[line + 1].scalars.first?.isLowercase == true && !mark.hasTitle
        {
            return false
        }
        switch mark.form.style {
        case .named: return true
        case _ where isFirst && lines[line].startsPage: return true
        case .worded: return isFirst && passage.count <= 2
        case .bare: return isFirst && passage.count <= (layout.isHardWrapped ? 4 : 1)
        case .titled: return isFirst && passage.count <= 2
        case .suffixed: return passage.count == 1 || !layout.isHardWrapped
        default: return isFirst && passage.count <= 3
        }
    }

    private func explicitCandidates(_ passages: [Passage]) -> [HeadingCandidate] {
        // Small headings make chapters only where there are no others.
        let levels = Set(explicit.values).sorted()
        return passages.flatMap(\.lines).compactMap { line in
            guard let level = explicit[line], level < 3 || levels == [3] else { return nil }
            let depth = levels.count > 1 && level == 1 ? 2 : HeadingMark.Form.chapterDepth
            let isNumber = HeadingMark.readings(of: lines[line].scalars).contains { !$0.hasTitle }
            let mark = HeadingMark(
                form: HeadingMark.Form(style: .explicit, depth: depth), number: nil,
                hasTitle: !isNumber)
            return HeadingCandidate(line: line, mark: mark, passage: line..<(line + 1))
        }
    }

    // MARK: Headings that a list names

    /// Headings without number that a list of contents names, where they stand alone in its order.
    private func listed(
        in passages: [Passage], by contents: [ContentsList], besides accepted: [HeadingCandidate]
    ) -> [HeadingCandidate] {
        var known = Set(accepted.map(\.line))
        var listed: [HeadingCandidate] = []
        for list in contents where !list.entries.isEmpty {
            var places: [String: Int] = [:]
            for (place, entry) in list.entries.enumerated() where places[entry] == nil {
                places[entry] = place
            }
            var next = 0
            for passage in passages where passage.lines.lowerBound >= list.lines.upperBound {
                guard passage.lines.count <= 3, !known.contains(passage.lines.lowerBound) else {
                    continue
                }
                let key = FoldedWord.key(of: lines[passage.lines].flatMap(\.scalars))
                guard key.count > 2, let place = places[key], place >= next else { continue }
                next = place + 1
                known.insert(passage.lines.lowerBound)
                let form = HeadingMark.Form(style: .listed, depth: HeadingMark.Form.chapterDepth)
                listed.append(
                    HeadingCandidate(
                        line: passage.lines.lowerBound,
                        mark: HeadingMark(form: form, number: nil, hasTitle: true),
                        passage: passage.lines))
            }
            // Titles under numbered headings are in the list too; they are no chapters.
            let entriesLeft = list.entries.count - accepted.count
            if listed.count * 2 < entriesLeft || accepted.count > listed.count { listed = [] }
        }
        return listed
    }
}
