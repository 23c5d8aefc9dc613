import Texts

/// What stands on a page and is not spoken: rules between scenes, page numbers, pictures.
struct PageFurniture {
    private(set) var lines: [TextLine]
    private(set) var leftOut: [LeftOut] = []
    private let readsAlternativeText: Bool

    init(_ lines: [TextLine], body: Range<Int>, readsAlternativeText: Bool) {
        self.lines = lines
        self.readsAlternativeText = readsAlternativeText
        for index in body { read(index) }
    }

    private mutating func read(_ index: Int) {
        let line = lines[index].scalars
        guard let first = line.first, !first.isLetter else { return }
        if PageFurniture.isRule(line) {
            leave(.mark, index)
        } else if isPageNumber(line) {
            leave(.pageNumber, index)
            closeGap(at: index)
        } else if first == "[" {
            readBrackets(line, at: index)
        }
    }

    /// Whether a line is drawn, not written: `* * *`, `-----`.
    static func isRule(_ line: [Unicode.Scalar]) -> Bool {
        guard let first = line.first, !first.isWordPart else { return false }
        let marks = "*-–—_=~#.·•◇◆○●☆★※＊－＝─━…+§".unicodeScalars
        guard line.allSatisfy({ $0.isSpace || marks.contains($0) }) else { return false }
        let count = line.count { !$0.isSpace }
        return count >= 3 || "*＊#◇◆○●☆★※§─━".unicodeScalars.contains(first)
    }

    /// `[Pg 12]`, `- 12 -`, `第12页`.
    private func isPageNumber(_ line: [Unicode.Scalar]) -> Bool {
        guard line.count <= 16 else { return false }
        let core = line.filter { $0.isWordPart }
        guard let digit = core.first(where: \.isDigit), digit.isDigit else { return false }
        let words = FoldedWord.folded(core.filter { !$0.isDigit })
        if ["pg", "page", "第页", "第頁"].contains(words),
            line.first == "[" || line.first == "{" || line.first == "第"
        {
            return true
        }
        guard words.isEmpty else { return false }
        guard let first = line.first, let last = line.last, line.count > 2 else { return false }
        return "-–—".unicodeScalars.contains(first) && first == last
    }

    /// Joins what a page's end has parted in the middle of a sentence.
    private mutating func closeGap(at index: Int) {
        guard let before = lines[..<index].lastIndex(where: { !$0.isBlank }),
            let after = lines[index...].firstIndex(where: { !$0.isBlank }), after - before <= 8,
            lines[before].scalars.last?.canEndSentence == false,
            lines[after].scalars.first?.isLowercase == true
        else { return }
        var next = after
        var to = before + 1
        while next < lines.count, !lines[next].isBlank {
            lines[to] = lines[next]
            lines[next].scalars = []
            to += 1
            next += 1
        }
    }

    private mutating func readBrackets(_ line: [Unicode.Scalar], at index: Int) {
        let folded = FoldedWord.folded(line.prefix(14))
        guard folded.hasPrefix("[illustration") else { return }
        var end = index
        while end < lines.count, !lines[end].isBlank, lines[end].scalars.last != "]" { end += 1 }
        guard end < lines.count, !lines[end].isBlank else { return }
        if readsAlternativeText, let colon = line.firstIndex(of: ":") {
            leftOut.append(
                LeftOut(
                    .mark, place: "line \(lines[index].number)", text: String(line[...colon]) + "]")
            )
            lines[end].scalars.removeLast()
            lines[index].scalars.removeFirst(colon + 1)
            while lines[index].scalars.first == " " { lines[index].scalars.removeFirst() }
        } else {
            let text = lines[index...end].map(\.text).joined(separator: " ")
            leftOut.append(LeftOut(.alternative, place: "line \(lines[index].number)", text: text))
            for line in index...end { lines[line].scalars = [] }
        }
    }

    private mutating func leave(_ reason: LeftOut.Reason, _ index: Int) {
        leftOut.append(
            LeftOut(reason, place: "line \(lines[index].number)", text: lines[index].text))
        lines[index].scalars = []
    }
}
