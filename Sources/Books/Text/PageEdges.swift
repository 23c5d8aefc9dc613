import Texts

/// Takes the numbers and running heads off the pages of a text, and joins what a page's end parts.
///
/// Pages begin at form feeds. A line at the edge of a page is a page number if it counts with the
/// pages, and a running head if it comes again on many of them. Without form feeds only a line that
/// comes again with a growing number far beside it is told from the text.
struct PageEdges {
    /// The lines; those that are taken off are blank.
    private(set) var lines: [TextLine]
    private(set) var leftOut: [LeftOut] = []
    /// Where pages begin, and where running heads stand in a text without form feeds.
    private var breaks: [Int] = []

    /// A page has its number and its head in this many lines at its top and at its bottom.
    private static let edgeLineCount = 2

    init(_ source: [TextLine]) {
        lines = source
        let starts = source.indices.filter { source[$0].startsPage && $0 > 0 }
        if starts.isEmpty {
            takeOff(NumberedHeads(lines).lines)
        } else {
            takeOff(atEdgesOf: zip([0] + starts, starts + [source.count]).map { $0..<$1 })
            breaks = starts
        }
        joinPages()
    }

    // MARK: Numbers and heads

    private mutating func takeOff(atEdgesOf pages: [Range<Int>]) {
        let numbers = PageEdges.numbers(
            tops: pages.map { top(of: $0) }, bottoms: pages.map { bottom(of: $0) }, of: lines)
        for line in numbers.sorted() { takeOff(line, .pageNumber) }
        let heads = RunningHeads(pages: pages, lines)
        for line in heads.lines { takeOff(line, .runningHead) }
        for page in pages {
            guard let first = lines[page].firstIndex(where: { !$0.isBlank }) else { continue }
            lines[first].startsPage = true
        }
    }

    private mutating func takeOff(_ heads: [Int]) {
        for line in heads { takeOff(line, .runningHead) }
        breaks = heads
    }

    private mutating func takeOff(_ line: Int, _ reason: LeftOut.Reason) {
        leftOut.append(
            LeftOut(reason, place: "line \(lines[line].number)", text: lines[line].text))
        lines[line].scalars = []
    }

    /// The first lines of a page that are not blank.
    private func top(of page: Range<Int>) -> [Int] {
        Array(page.lazy.filter { !lines[$0].isBlank }.prefix(PageEdges.edgeLineCount))
    }

    /// The last lines of a page that are not blank, without the first ones.
    private func bottom(of page: Range<Int>) -> [Int] {
        let top = top(of: page)
        return page.reversed().lazy.filter { !lines[$0].isBlank }.prefix(PageEdges.edgeLineCount)
            .filter { !top.contains($0) }
    }

    /// The lines that are page numbers: what they say grows by one from page to page.
    private static func numbers(
        tops: [[Int]], bottoms: [[Int]], of lines: [TextLine]
    ) -> Set<Int> {
        var numbers: Set<Int> = []
        for edges in [tops, bottoms] {
            var byOffset: [Int: [Int]] = [:]
            for (page, edge) in edges.enumerated() {
                for line in edge {
                    guard let number = number(lines[line].scalars) else { continue }
                    byOffset[number - page, default: []].append(line)
                }
            }
            // Chapters with a number for a title count on as well, but not page by page.
            for series in byOffset.values where series.count >= 2 || edges.count <= 2 {
                numbers.formUnion(series)
            }
        }
        return numbers
    }

    /// `12`, `- 12 -`, `[12]`, `xii`, `Page 12 of 300`.
    static func number(_ line: [Unicode.Scalar]) -> Int? {
        guard line.count <= 20 else { return nil }
        let words = FoldedWord.words(of: line, limit: 5)
        if words.count > 1 {
            let isPage = pageWords.contains(words[0].text) && words.count <= 4
            return isPage ? Numeral.decimal(line[words[1].range]) : nil
        }
        guard let range = words.first?.range,
            line.allSatisfy({ $0.isWordPart || " -–—.·|[]()".unicodeScalars.contains($0) })
        else { return nil }
        let isSmall = line[range.lowerBound].isLowercase
        return isSmall ? Numeral.roman(line[range]) : Numeral.decimal(line[range])
    }

    private static let pageWords: Set<String> = ["page", "pg", "p", "seite", "pagina", "стр"]

    // MARK: Joining

    /// Joins the sentences that go on over a break, from back to front.
    private mutating func joinPages() {
        guard !breaks.isEmpty else { return }
        let layout = PageLayout(of: lines[...])
        var kept: [[TextLine]] = []
        var end = lines.count
        for start in breaks.reversed() where start < end {
            guard let after = lines[start..<end].firstIndex(where: { !$0.isBlank }),
                let before = lines[..<start].lastIndex(where: { !$0.isBlank })
            else { continue }
            let next = lines[after]
            if goesOn(from: lines[before], to: next, layout) {
                if layout.isHardWrapped {
                    kept.append(Array(lines[after..<end]))
                } else {
                    lines[before].append(next)
                    kept.append(Array(lines[(after + 1)..<end]))
                }
                end = before + 1
            } else if after == before + 1, !HeadingMark.readings(of: next.scalars).isEmpty {
                kept.append([TextLine(number: next.number, raw: [])] + lines[after..<end])
                end = after
            }
        }
        guard !kept.isEmpty else { return }
        lines = Array(lines[..<end]) + kept.reversed().joined()
    }

    /// Whether a sentence goes on from one line to another.
    ///
    /// The second has no capital, or no sentence ends in the first, and it is no heading but nearly
    /// full; how full is uncertain, for pages are printed in faces of uneven letters.
    private func goesOn(from line: TextLine, to next: TextLine, _ layout: PageLayout) -> Bool {
        if next.scalars.first?.isLowercase == true { return true }
        guard let last = line.scalars.last, !last.canEndSentence else { return false }
        return layout.isHardWrapped && line.width * 5 >= layout.wrapWidth * 3 && last != ":"
            && HeadingMark.readings(of: line.scalars).isEmpty
            && HeadingMark.readings(of: next.scalars).isEmpty
    }
}

extension TextLine {
    /// Adds the text of another line.
    fileprivate mutating func append(_ line: TextLine) {
        if ParagraphBuilder.needsSpace(scalars, line.scalars) { scalars.append(" ") }
        scalars += line.scalars
    }
}
