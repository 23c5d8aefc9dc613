import Texts

/// How a text uses its lines: how wide they are, and whether a line break means anything.
struct PageLayout {
    /// Where lines are broken, in columns.
    let wrapWidth: Int
    /// Whether paragraphs are broken into lines of that width; else a line is a paragraph.
    let isHardWrapped: Bool

    /// The widest page, in columns; a file with many wider lines does not wrap its paragraphs.
    private static let widestPage = 140

    init(of lines: ArraySlice<TextLine>) {
        let widths = lines.lazy.filter { !$0.isBlank }.map(\.width).sorted()
        guard !widths.isEmpty else {
            (wrapWidth, isHardWrapped) = (72, false)
            return
        }
        let wide = widths[widths.count * 97 / 100]
        wrapWidth = wide
        guard wide <= PageLayout.widestPage, wide >= 30 else {
            isHardWrapped = false
            return
        }
        var (forced, free, capitals) = (0, 0, 0)
        for index in lines.indices.dropLast()
        where !lines[index].isBlank && !lines[index + 1].isBlank {
            if PageLayout.isFull(lines[index], before: lines[index + 1], width: wide) {
                forced += 1
                if lines[index + 1].startsLikeVerse { capitals += 1 }
            } else {
                free += 1
            }
        }
        // Verse of even length fills its lines too, but begins them with capitals.
        isHardWrapped = forced > 0 && forced * 3 >= free && capitals * 10 < forced * 6
    }

    /// Whether a line ends because the next word had no room on it.
    func isFull(_ line: TextLine, before next: TextLine) -> Bool {
        isHardWrapped && PageLayout.isFull(line, before: next, width: wrapWidth)
    }

    private static func isFull(_ line: TextLine, before next: TextLine, width: Int) -> Bool {
        guard let last = line.scalars.last, let first = next.scalars.first else { return false }
        // Signs that must not begin or end a line move up to two ideographs.
        if last.isIdeographic, first.isIdeographic {
            let startsParagraph = next.indent >= max(2, line.indent) && last.canEndSentence
            return !startsParagraph && line.width + 6 > width
        }
        let word = next.scalars.prefix { $0 != " " && !$0.isIdeographic }
        return line.width + 1 + max(word.reduce(0) { $0 + $1.columnCount }, first.columnCount)
            > width
    }
}

/// Lines that stand together, without a blank one among them.
struct Passage {
    var lines: Range<Int>
    /// How many blank lines stand before it.
    let blankCount: Int

    /// The passages of some lines.
    static func passages(in lines: ArraySlice<TextLine>) -> [Passage] {
        var passages: [Passage] = []
        var start: Int?
        var blankCount = 0
        for index in lines.indices {
            if lines[index].isBlank {
                if let first = start {
                    passages.append(Passage(lines: first..<index, blankCount: blankCount))
                    (start, blankCount) = (nil, 0)
                }
                blankCount += 1
            } else if start == nil {
                start = index
            }
        }
        if let start {
            passages.append(Passage(lines: start..<lines.endIndex, blankCount: blankCount))
        }
        return passages
    }

    /// What is left of passages beside some ranges of lines.
    static func without(_ ranges: [Range<Int>], in passages: [Passage]) -> [Passage] {
        guard !ranges.isEmpty else { return passages }
        return passages.flatMap { passage -> [Passage] in
            guard ranges.contains(where: passage.lines.overlaps) else { return [passage] }
            let isLeft = { (line: Int) in !ranges.contains { $0.contains(line) } }
            let cuts = passage.lines.dropFirst().filter { isLeft($0) != isLeft($0 - 1) }
            return passage.parted(at: cuts).filter { isLeft($0.lines.lowerBound) }
        }
    }

    /// Passages of which none has one of some lines below its first.
    static func parted(_ passages: [Passage], at starts: Set<Int>) -> [Passage] {
        passages.flatMap { passage in
            passage.parted(at: passage.lines.dropFirst().filter(starts.contains))
        }
    }

    private func parted(at cuts: [Int]) -> [Passage] {
        guard !cuts.isEmpty else { return [self] }
        let bounds = [lines.lowerBound] + cuts + [lines.upperBound]
        return zip(bounds, bounds.dropFirst()).map { start, end in
            Passage(lines: start..<end, blankCount: start == lines.lowerBound ? blankCount : 1)
        }
    }
}
