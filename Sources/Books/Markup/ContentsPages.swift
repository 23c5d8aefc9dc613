/// Finds the tables of contents that a book shows its readers, in whatever language.
///
/// A line of one leads to where a chapter begins: nearly all of it is a link, or it says the
/// title of a chapter and perhaps a page. Lines that lead to half of the chapters are the book's
/// contents.
struct ContentsPages {
    private let order: ReadingOrder
    /// Where chapters begin.
    private let starts: [Int]
    /// The chapters by the letters of their titles.
    private let titles: [String: Int]

    /// No line that says a title and a page is longer.
    private let longestByteCount: Int

    /// - Parameter segments: the book cut into chapters; what has no title begins none.
    init(_ segments: [ChapterCutter.Segment], in order: ReadingOrder) {
        self.order = order
        var starts: [Int] = []
        var titles: [String: Int] = [:]
        for segment in segments where segment.title != nil && segment.part == nil {
            guard let range = segment.ranges.first, !range.isEmpty else { continue }
            titles[ChapterCutter.key(segment.title ?? "")] = starts.count
            starts.append(range.lowerBound)
        }
        titles[""] = nil
        (self.starts, self.titles) = (starts, titles)
        longestByteCount = 100 + (segments.compactMap { $0.title?.utf8.count }.max() ?? 0)
    }

    /// The stretches of a range that are the contents of the book, each with the heading above it
    /// if nothing else stands below that.
    ///
    /// - Parameter keepsHeading: whether the heading is that of a part, which lists its chapters.
    func stretches(in range: Range<Int>, keepsHeading: Bool) -> [Range<Int>] {
        guard starts.count > 2 else { return [] }
        var found: [Range<Int>] = []
        var at = range.lowerBound
        while at < range.upperBound {
            var end = at
            var chapters: Set<Int> = []
            while end < range.upperBound {
                if let led = chaptersLed(from: end, outside: range) {
                    chapters.formUnion(led)
                } else if end == at || !isHeadingAbove(end + 1, in: range) {
                    break
                }
                end += 1
            }
            if chapters.count > 1, chapters.count * 2 >= starts.count - 1,
                chapters.count > 2 || isAll(at..<end, of: range)
            {
                found.append(keepsHeading ? at..<end : withHeading(at..<end, in: range))
            }
            at = max(end, at + 1)
        }
        return found
    }

    /// Whether a line of contents stands below a heading: that of a part, among the lines.
    private func isHeadingAbove(_ line: Int, in range: Range<Int>) -> Bool {
        line < range.upperBound && order.pieces[line - 1].isHeading
            && chaptersLed(from: line, outside: range) != nil
    }

    /// Whether nothing but headings stands beside some lines; of two other chapters a text may say
    /// where to go on.
    private func isAll(_ lines: Range<Int>, of range: Range<Int>) -> Bool {
        range.allSatisfy { lines.contains($0) || order.pieces[$0].isHeading }
    }

    private func withHeading(_ lines: Range<Int>, in range: Range<Int>) -> Range<Int> {
        let isAllBelow =
            lines.upperBound == range.upperBound || order.pieces[lines.upperBound].isHeading
        let above = lines.lowerBound - 1
        guard isAllBelow, above >= range.lowerBound, order.pieces[above].isHeading else {
            return lines
        }
        return above..<lines.upperBound
    }

    /// The chapters outside a range that a piece leads to; nil if it leads to none, or says more.
    private func chaptersLed(from index: Int, outside range: Range<Int>) -> [Int]? {
        let piece = order.pieces[index]
        guard !piece.isHeading else { return nil }
        var chapters: [Int] = []
        if piece.links.isEmpty {
            chapters = titled(piece.block.text)
        } else if piece.linkedShare >= 0.6 {
            chapters = piece.links.compactMap { link in
                order.position(of: link.target).flatMap(chapter(at:))
            }
        }
        chapters.removeAll { range.contains(starts[$0]) }
        return chapters.isEmpty ? nil : chapters
    }

    /// The chapter that begins at a place, or holds it.
    private func chapter(at place: Int) -> Int? {
        starts.lastIndex { $0 <= place }
    }

    /// The chapters whose titles a block says, line by line.
    private func titled(_ text: String) -> [Int] {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
        guard lines.allSatisfy({ $0.count <= longestByteCount }) else { return [] }
        var chapters: [Int] = []
        for line in lines {
            guard let chapter = chapter(titled: Substring(line)) else { return [] }
            chapters.append(chapter)
        }
        return chapters
    }

    /// The chapter whose title a line says, with or without a page behind it.
    private func chapter(titled line: Substring) -> Int? {
        if let chapter = titles[ChapterCutter.key(String(line))] { return chapter }
        func isInWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
        guard let end = line.lastIndex(where: isInWord) else { return nil }
        let gap = line[..<end].lastIndex { !isInWord($0) }
        let start = gap.map(line.index(after:)) ?? line.startIndex
        guard PageNumber.isBare(String(line[start...end])) else { return nil }
        return titles[ChapterCutter.key(String(line[..<start]))]
    }
}
