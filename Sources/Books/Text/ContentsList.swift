import Texts

/// A list of contents that is printed in a text.
struct ContentsList {
    /// Its lines, the word `Contents` with them.
    let lines: Range<Int>
    /// The keys of its entries (``FoldedWord/key(of:)``), without their page numbers.
    let entries: [String]

    /// The lists that a text announces by a word.
    static func announced(
        in passages: [Passage], lines: [TextLine], layout: PageLayout
    ) -> [ContentsList] {
        var lists: [ContentsList] = []
        var index = 0
        while index < passages.count {
            if let list = ContentsList(from: index, in: passages, lines: lines, layout: layout) {
                lists.append(list)
                while index < passages.count,
                    passages[index].lines.lowerBound < list.lines.upperBound
                { index += 1 }
            } else {
                index += 1
            }
        }
        return lists
    }

    private init?(from index: Int, in passages: [Passage], lines: [TextLine], layout: PageLayout) {
        let start = passages[index].lines
        guard lines[start.lowerBound].scalars.count <= 30,
            HeadingWords.contents.contains(FoldedWord.key(of: lines[start.lowerBound].scalars))
        else { return nil }
        var collector = EntryCollector()
        var end = start.lowerBound + 1
        if start.count > 1 {
            end = collector.take(Array((start.lowerBound + 1)..<start.upperBound), of: lines)
        }
        if start.count == 1 || end == start.upperBound {
            for passage in passages[(index + 1)...] {
                guard !ContentsList.isProse(passage.lines, of: lines, layout: layout) else { break }
                let taken = collector.take(Array(passage.lines), of: lines)
                end = max(end, taken)
                if taken < passage.lines.upperBound { break }
            }
        }
        guard collector.entries.count >= 2 else { return nil }
        self.lines = start.lowerBound..<end
        entries = collector.entries
    }

    private static func isProse(_ range: Range<Int>, of lines: [TextLine], layout: PageLayout)
        -> Bool
    {
        if range.count == 1 { return lines[range.lowerBound].width > 140 }
        let full = range.dropLast().count { layout.isFull(lines[$0], before: lines[$0 + 1]) }
        let marks = range.count { !HeadingMark.readings(of: lines[$0].scalars).isEmpty }
        return range.count >= 3 && full * 2 > range.count && marks * 3 < range.count
    }

    /// Gathers entries until one of the first is met again: there it is a heading in the text.
    private struct EntryCollector {
        var entries: [String] = []
        private var firstKeys: Set<String> = []
        private var firstMarks: [HeadingMark] = []

        /// Takes lines and returns the index after the last one taken.
        mutating func take(_ indices: [Int], of lines: [TextLine]) -> Int {
            for index in indices {
                let line = lines[index].scalars
                let key = ContentsList.entryKey(of: line)
                let marks = HeadingMark.readings(of: line)
                if firstKeys.contains(key) || marks.contains(where: isFirst) { return index }
                if entries.count < 3, !key.isEmpty {
                    firstKeys.insert(key)
                    firstMarks += marks.filter { $0.number != nil }
                }
                if !key.isEmpty { entries.append(key) }
            }
            return (indices.last ?? -1) + 1
        }

        private func isFirst(_ mark: HeadingMark) -> Bool {
            firstMarks.contains {
                $0.form == mark.form && $0.number == mark.number && $0.step == mark.step
            }
        }
    }

    /// A line's key without the page number at its end.
    static func entryKey(of line: [Unicode.Scalar]) -> String {
        var rest = line[...]
        let digits = rest.reversed().prefix { $0.isDigit }.count
        if digits > 0, digits < rest.count {
            let before = rest.dropLast(digits)
            if before.last == " " || before.last == "." || before.last == "…" { rest = before }
        }
        return FoldedWord.key(of: rest)
    }
}
