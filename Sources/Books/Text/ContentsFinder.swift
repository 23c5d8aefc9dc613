import Texts

/// Finds the lists of contents that are printed in a text.
///
/// A list that a word announces ends where entries end: before prose, before a heading that it has
/// named, behind a gap wider than those between its entries where nothing shows that it goes on,
/// and at a share of the text. Others show by page numbers behind leaders, or by counting headings
/// that come again.
struct ContentsFinder {
    let lines: [TextLine]
    let range: Range<Int>
    let layout: PageLayout
    let passages: [Passage]
    /// What the first line of each passage reads like, by its index.
    let firstMarks: [Int: [HeadingMark]]

    /// All lists, in no order.
    func lists() -> [ContentsList] {
        let announced = announced()
        return announced + unannounced(besides: announced)
    }

    private func marks(at passage: Passage) -> [HeadingMark] {
        firstMarks[passage.lines.lowerBound] ?? []
    }

    // MARK: Lists with a word above them

    private func announced() -> [ContentsList] {
        let starts = passages.indices.filter { index in
            let line = lines[passages[index].lines.lowerBound].scalars
            return line.count <= 30 && HeadingWords.contents.contains(FoldedWord.key(of: line))
        }
        guard !starts.isEmpty else { return [] }
        let alone = aloneKeys()
        var lists: [ContentsList] = []
        for index in starts
        where passages[index].lines.lowerBound >= (lists.last?.lines.upperBound ?? 0) {
            if let list = list(from: index, alone: alone) { lists.append(list) }
        }
        return lists
    }

    /// Where lines stand alone that may be headings, by their keys: the last place of each.
    private func aloneKeys() -> [String: Int] {
        var keys: [String: Int] = [:]
        for passage in passages where passage.lines.count <= 3 {
            let text = lines[passage.lines].flatMap(\.scalars)
            guard text.count <= HeadingMark.widthLimit else { continue }
            keys[FoldedWord.key(of: text)] = passage.lines.lowerBound
        }
        return keys
    }

    private func list(from index: Int, alone: [String: Int]) -> ContentsList? {
        let start = passages[index].lines
        var walk = ContentsWalk(lines: lines, alone: alone, start: start.lowerBound)
        if start.count > 1 {
            let rest = (start.lowerBound + 1)..<start.upperBound
            guard !isProse(rest) else { return nil }
            walk.take(Passage(lines: rest, blankCount: 0))
        }
        var following = passages[(index + 1)...]
        while !walk.isOver, let passage = following.popFirst() {
            let isFar = passage.lines.upperBound - start.lowerBound > max(60, range.count / 3)
            let isTooFar = passage.lines.upperBound - start.lowerBound > max(90, range.count / 2)
            if isTooFar || isProse(passage.lines) {
                walk.stop(atProse: true)
            } else {
                walk.take(passage, before: following.first, isFar: isFar)
            }
        }
        return walk.list
    }

    private func isProse(_ range: Range<Int>) -> Bool {
        if range.count == 1 { return lines[range.lowerBound].width > 140 }
        let full = range.dropLast().count { layout.isFull(lines[$0], before: lines[$0 + 1]) }
        let marks = range.count { !HeadingMark.readings(of: lines[$0].scalars).isEmpty }
        return range.count >= 3 && full * 2 > range.count && marks * 3 < range.count
    }

    // MARK: Lists without a word above them

    /// Lines with page numbers behind leaders; lines of counting headings in one passage, or
    /// headings with next to nothing between them, that come again alone.
    private func unannounced(besides found: [ContentsList]) -> [ContentsList] {
        let free = passages.filter { passage in
            isAtEdge(passage) && !found.contains { $0.lines.overlaps(passage.lines) }
        }
        let dense = free.filter { passage in
            guard passage.lines.count >= 3, !marks(at: passage).isEmpty else { return false }
            let numbers = passage.lines.compactMap { line in
                HeadingMark.readings(of: lines[line].scalars).compactMap(\.number).first
            }
            return numbers.count * 5 >= passage.lines.count * 4
                && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 || $1 == 1 }
        }
        let led = ledRuns(free)
        let others = (dense.map(\.lines) + spacedRuns(free)).filter { run in
            comesAgain(run) && !led.contains { $0.overlaps(run) }
        }
        return (led + others).map { ContentsList(lines: $0, entries: []) }
    }

    /// Lists stand before the book or after it.
    private func isAtEdge(_ passage: Passage) -> Bool {
        let (front, back) = (range.count / 4, range.count / 10)
        return passage.lines.lowerBound < range.lowerBound + max(front, 60)
            || passage.lines.lowerBound > range.upperBound - back
    }

    /// Runs of lines of which nearly all end in a leader and a number.
    private func ledRuns(_ passages: [Passage]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var (first, last, count) = (0, 0, 0)
        func close() {
            if count >= 3 { runs.append(first..<(last + 1)) }
            count = 0
        }
        for line in passages.flatMap(\.lines) {
            // An entry may take two lines, the number on the second.
            if count > 0, line > last + 6 || lines[last..<line].count(where: { !$0.isBlank }) > 2 {
                close()
            }
            guard ContentsList.isLed(lines[line].scalars) else { continue }
            if count == 0 { first = line }
            (last, count) = (line, count + 1)
        }
        close()
        return runs
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
                last.passage.lines.upperBound <= passage.lines.lowerBound,
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
}
