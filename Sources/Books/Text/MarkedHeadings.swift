import Texts

/// Headings that a text marks as light markup does: `# Title`, or a rule drawn below the title.
struct MarkedHeadings {
    /// The lines, without the marks.
    private(set) var lines: [TextLine]
    private(set) var leftOut: [LeftOut] = []
    /// The lines that are headings, with their levels from 1.
    private(set) var levels: [Int: Int] = [:]

    /// What rules are drawn with, in the order in which the text uses them: its levels.
    private var rules: [Unicode.Scalar] = []

    init(_ lines: [TextLine], body: Range<Int>) {
        self.lines = lines
        for index in body where !lines[index].isBlank {
            guard index == body.lowerBound || lines[index - 1].isBlank || isRule(index - 1) else {
                continue
            }
            if !readHashes(index) { readRule(below: index, in: body) }
        }
    }

    // MARK: Hashes

    private mutating func readHashes(_ index: Int) -> Bool {
        let line = lines[index].scalars
        let hashes = line.prefix { $0 == "#" || $0 == "＃" }
        guard (1...6).contains(hashes.count), line.count <= HeadingMark.widthLimit else {
            return false
        }
        let rest = line.dropFirst(hashes.count)
        guard let first = rest.first, first.isSpace || first.isIdeographic else { return false }
        let title = rest.reversed().drop { $0.isSpace || $0 == "#" || $0 == "＃" }.reversed()
            .drop(while: \.isSpace)
        // Comments of listings stand right above what they tell of, or are set in.
        let isApart = index + 1 >= lines.count || lines[index + 1].isBlank || isRule(index + 1)
        guard title.contains(where: \.isWordPart), lines[index].indent < 4,
            isApart || !HeadingMark.readings(of: Array(title)).isEmpty
        else { return false }
        levels[index] = hashes.count
        leave(String(hashes), at: index)
        lines[index].scalars = Array(title)
        return true
    }

    // MARK: Rules

    private mutating func readRule(below index: Int, in body: Range<Int>) {
        let title = lines[index]
        guard index + 1 < body.upperBound, isRule(index + 1), !isRule(index),
            let sign = lines[index + 1].scalars.first, let last = title.scalars.last,
            title.scalars.count <= HeadingMark.widthLimit, last != ",", last != ";",
            title.scalars.contains(where: \.isWordPart)
        else { return }
        let (width, ruleWidth) = (title.width - title.indent, lines[index + 1].scalars.count)
        guard ruleWidth * 5 >= width * 4, ruleWidth * 4 <= width * 5 + 12 else { return }
        let isOverlined = index > body.lowerBound && lines[index - 1].scalars.first == sign
        for rule in (isOverlined ? [index - 1, index + 1] : [index + 1]) {
            leave(lines[rule].text, at: rule)
            lines[rule].scalars = []
        }
        if !rules.contains(sign) { rules.append(sign) }
        levels[index] = (rules.firstIndex(of: sign) ?? 0) + 1
    }

    /// Whether a line is one sign, drawn many times without a space.
    private func isRule(_ index: Int) -> Bool {
        let line = lines[index].scalars
        guard line.count >= 3, let sign = line.first, "*=-~^\"'+#_".unicodeScalars.contains(sign)
        else { return false }
        return line.allSatisfy { $0 == sign }
    }

    private mutating func leave(_ text: String, at index: Int) {
        leftOut.append(LeftOut(.mark, place: "line \(lines[index].number)", text: text))
    }
}
