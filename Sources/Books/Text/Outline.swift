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
    /// Lists of contents.
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
}

/// Finds the headings of a text.
struct OutlineFinder {
    let lines: [TextLine]
    let range: Range<Int>
    let layout: PageLayout
    /// The lines that the text's own notes call headings, with their level.
    let explicit: [Int: Int]

    private let passages: [Passage]
    /// What the first line of each passage reads like, by its index.
    private let firstMarks: [Int: [HeadingMark]]

    init(lines: [TextLine], range: Range<Int>, layout: PageLayout, explicit: [Int: Int]) {
        self.lines = lines
        self.range = range
        self.layout = layout
        self.explicit = explicit
        passages = Passage.passages(in: lines[range])
        var marks: [Int: [HeadingMark]] = [:]
        for passage in passages {
            let line = passage.lines.lowerBound
            let readings = HeadingMark.readings(of: lines[line].scalars)
            if !readings.isEmpty { marks[line] = readings }
        }
        firstMarks = marks
    }

    private func marks(at passage: Passage) -> [HeadingMark] {
        firstMarks[passage.lines.lowerBound] ?? []
    }

    /// The outline: what counts on in a series, and what a word of its own makes a heading.
    func outline() -> Outline {
        var outline = Outline()
        outline.contents = ContentsList.announced(in: passages, lines: lines, layout: layout)
        outline.contents += unannounced(besides: outline.contents)
        let body = passages.filter { passage in
            !outline.contents.contains { $0.lines.contains(passage.lines.lowerBound) }
        }
        .map { trimmed($0, behind: outline.contents) }
        let candidates = body.flatMap(candidates)
        let series = HeadingSeries.chosen(from: candidates, lineCount: range.count)
        var accepted = series.accepted
        if !explicit.isEmpty { accepted = explicitCandidates(body) }
        accepted += listed(in: body, by: outline.contents, besides: accepted)
        accepted.sort { $0.line < $1.line }
        accepted = withoutNames(accepted, in: body)
        outline.headings = HeadingTitles(lines: lines, layout: layout, passages: body)
            .headings(of: accepted)
        let taken = Set(outline.headings.flatMap { Array($0.lines) })
        outline.innerHeadings = Set(series.inner.map(\.line)).subtracting(taken)
        return outline
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

    private func trimmed(_ passage: Passage, behind contents: [ContentsList]) -> Passage {
        guard
            let list = contents.first(where: {
                $0.lines.upperBound > passage.lines.lowerBound
                    && $0.lines.upperBound < passage.lines.upperBound
                    && $0.lines.lowerBound <= passage.lines.lowerBound
            })
        else { return passage }
        return Passage(lines: list.lines.upperBound..<passage.lines.upperBound, blankCount: 1)
    }

    // MARK: Candidates

    private func candidates(in passage: Passage) -> [HeadingCandidate] {
        var candidates: [HeadingCandidate] = []
        for line in passage.lines {
            let isFirst = line == passage.lines.lowerBound
            if !isFirst, !startsAnew(line) { continue }
            let rest = line..<passage.lines.upperBound
            let marks = isFirst ? marks(at: passage) : HeadingMark.readings(of: lines[line].scalars)
            for mark in marks
            where fits(mark, in: rest, isFirst: isFirst) {
                candidates.append(HeadingCandidate(line: line, mark: mark, passage: rest))
            }
        }
        return candidates
    }

    /// Whether a line within a passage can begin something: none leads into it.
    private func startsAnew(_ line: Int) -> Bool {
        guard !layout.isFull(lines[line - 1], before: lines[line]) else { return false }
        return !layout.isHardWrapped || lines[line - 1].scalars.last?.canEndSentence == true
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
            let mark = HeadingMark(
                form: HeadingMark.Form(style: .explicit, depth: depth), number: nil, hasTitle: true)
            return HeadingCandidate(line: line, mark: mark, passage: line..<(line + 1))
        }
    }

    // MARK: Lists of contents

    /// Lists without a word above them: lines of counting headings in one passage, or headings with
    /// next to nothing between them, that come again alone.
    private func unannounced(besides found: [ContentsList]) -> [ContentsList] {
        let free = passages.filter { passage in
            isAtEdge(passage) && !found.contains { $0.lines.contains(passage.lines.lowerBound) }
        }
        let dense = free.filter { passage in
            guard passage.lines.count >= 3, !marks(at: passage).isEmpty else { return false }
            let numbers = passage.lines.compactMap { line in
                HeadingMark.readings(of: lines[line].scalars).compactMap(\.number).first
            }
            return numbers.count * 5 >= passage.lines.count * 4
                && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 || $1 == 1 }
        }
        return (dense.map(\.lines) + spacedRuns(free)).filter(comesAgain)
            .map { ContentsList(lines: $0, entries: []) }
    }

    /// Lists stand before the book or after it.
    private func isAtEdge(_ passage: Passage) -> Bool {
        let (front, back) = (range.count / 4, range.count / 10)
        return passage.lines.lowerBound < range.lowerBound + max(front, 60)
            || passage.lines.lowerBound > range.upperBound - back
    }

    private func spacedRuns(_ passages: [Passage]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var run: [(passage: Passage, number: Int, form: HeadingMark.Form)] = []
        func close() {
            if run.count >= 3, let first = run.first, let last = run.last {
                runs.append(first.passage.lines.lowerBound..<last.passage.lines.upperBound)
            }
            run = []
        }
        for passage in passages where passage.lines.count <= 2 {
            guard let mark = marks(at: passage).first(where: { $0.number != nil }),
                let number = mark.number
            else { continue }
            if let last = run.last, last.form == mark.form, number == last.number + 1,
                isList(last.passage.lines.upperBound..<passage.lines.lowerBound)
            {
                run.append((passage, number, mark.form))
            } else {
                close()
                run = number == 1 ? [(passage, 1, mark.form)] : []
            }
        }
        close()
        return runs
    }

    /// Whether what stands between two headings is no more than a title.
    private func isList(_ between: Range<Int>) -> Bool {
        let lines = lines[between].filter { !$0.isBlank }
        return lines.isEmpty || lines.count == 1 && lines[0].width <= 70
    }

    /// Whether half of the headings in a list stand alone elsewhere: as they are there, or as
    /// their number.
    private func comesAgain(_ list: Range<Int>) -> Bool {
        let outside = passages.filter { passage in
            passage.lines.count <= 3 && !list.contains(passage.lines.lowerBound)
                && !passage.lines.dropFirst().contains { line in
                    !HeadingMark.readings(of: lines[line].scalars).isEmpty
                }
        }
        let numbers = Set(outside.flatMap { marks(at: $0).compactMap(\.bareSign) })
        let keys = Set(
            outside.map { FoldedWord.key(of: lines[$0.lines].flatMap(\.scalars)) })
        let entries = list.filter { !lines[$0].isBlank }
        let found = entries.count { line in
            keys.contains(ContentsList.entryKey(of: lines[line].scalars))
                || HeadingMark.readings(of: lines[line].scalars).compactMap(\.sign)
                    .contains(where: numbers.contains)
        }
        return found * 2 >= entries.count
    }

    /// Headings without number that a list of contents names, where they stand alone in its order.
    private func listed(
        in passages: [Passage], by contents: [ContentsList], besides accepted: [HeadingCandidate]
    ) -> [HeadingCandidate] {
        let known = Set(accepted.map(\.line))
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

extension ContentsList {
    init(lines: Range<Int>, entries: [String]) {
        self.lines = lines
        self.entries = entries
    }
}
