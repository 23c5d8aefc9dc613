import Texts

/// Makes paragraphs and verse of the lines of a text.
struct ParagraphBuilder {
    let lines: [TextLine]
    let layout: PageLayout
    let hyphens: CutWords

    /// The paragraphs and stanzas of some lines, with their marks of typography still in them.
    func blocks(of range: Range<Int>) -> [(kind: Block.Kind, text: [Unicode.Scalar])] {
        var blocks: [(kind: Block.Kind, text: [Unicode.Scalar])] = []
        for passage in Passage.passages(in: lines[range]) {
            for stretch in stretches(of: passage.lines) {
                blocks += self.blocks(ofStretch: stretch)
            }
        }
        return blocks
    }

    /// Cuts a passage where the indent changes after a line that is not full: verse in prose or a
    /// signature begins or ends there.
    private func stretches(of passage: Range<Int>) -> [Range<Int>] {
        guard layout.isHardWrapped, !isVerse(passage) else { return [passage] }
        var stretches: [Range<Int>] = []
        var start = passage.lowerBound
        for index in passage.dropFirst()
        where !layout.isFull(lines[index - 1], before: lines[index]) {
            let (before, here) = (lines[index - 1].indent, lines[index].indent)
            let next = index + 1 < passage.upperBound ? lines[index + 1].indent : here
            // One indented line is the first of a paragraph, which is found later; two are a stretch.
            let isIn = here >= before + 2 && next >= before + 2
            let isOut =
                here + 2 <= before && index - start >= 2
                && lines[start..<index].allSatisfy { $0.indent >= here + 2 }
            if isIn || isOut {
                stretches.append(start..<index)
                start = index
            }
        }
        stretches.append(start..<passage.upperBound)
        return stretches
    }

    private func blocks(ofStretch range: Range<Int>) -> [(kind: Block.Kind, text: [Unicode.Scalar])]
    {
        if isVerse(range) { return [(.verse, verse(range))] }
        var blocks: [(kind: Block.Kind, text: [Unicode.Scalar])] = []
        var start = range.lowerBound
        for index in range.dropFirst() where startsParagraph(index, in: start..<index) {
            blocks.append((.paragraph, joined(start..<index)))
            start = index
        }
        blocks.append((.paragraph, joined(start..<range.upperBound)))
        return blocks
    }

    private func startsParagraph(_ index: Int, in range: Range<Int>) -> Bool {
        guard layout.isHardWrapped else { return true }
        let (before, line) = (lines[index - 1], lines[index])
        if line.scalars.first == "\u{3000}" { return true }
        if line.indent >= before.indent + 2 {
            // A hanging indent goes on with the sentence.
            let goesOn =
                layout.isFull(before, before: line) && line.scalars.first?.isLowercase == true
            return !goesOn && (range.count > 1 || !layout.isFull(before, before: line))
        }
        guard !layout.isFull(before, before: line) else { return false }
        return before.width < layout.wrapWidth * 4 / 5
            && before.scalars.last?.canEndSentence == true
    }

    // MARK: Verse

    /// Whether lines end before they are full: most of them, and in a way that prose does not.
    private func isVerse(_ range: Range<Int>) -> Bool {
        let lines = lines[range]
        guard range.count >= 2, lines.allSatisfy({ $0.width <= 90 }),
            !lines.contains(where: \.isEastern)
        else { return false }
        let capitals = lines.count(where: \.startsLikeVerse)
        guard layout.isHardWrapped else {
            return capitals * 5 >= range.count * 3
                || range.count >= 3 && lines.allSatisfy { $0.width <= 60 }
        }
        let breakCount = range.count - 1
        let free = range.dropLast().count {
            !layout.isFull(self.lines[$0], before: self.lines[$0 + 1])
        }
        if range.count >= 4, capitals * 10 >= range.count * 9, free * 4 >= breakCount {
            return true
        }
        guard free * 5 >= breakCount * 3, !isNarrowProse(range) else { return false }
        return capitals * 5 >= range.count * 4 || lines.allSatisfy { $0.indent >= 2 }
    }

    /// Whether lines are prose wrapped at a width of their own, such as a quotation.
    private func isNarrowProse(_ range: Range<Int>) -> Bool {
        let breaks = range.dropLast()
        guard breaks.count >= 3 else { return false }
        let width = lines[range].map(\.width).max() ?? 0
        let full = breaks.count { index in
            let word = lines[index + 1].scalars.prefix { $0 != " " }
            return lines[index].width + 1 + word.count > width
        }
        let capitals = lines[range].count(where: \.startsLikeVerse)
        return full * 10 >= breaks.count * 9 && capitals * 2 < range.count
    }

    private func verse(_ range: Range<Int>) -> [Unicode.Scalar] {
        Array(lines[range].map(\.scalars).joined(separator: ["\n"]))
    }

    // MARK: Prose

    private func joined(_ range: Range<Int>) -> [Unicode.Scalar] {
        var text = lines[range.lowerBound].scalars
        for index in range.dropFirst() {
            let (before, next) = (lines[index - 1], lines[index].scalars)
            if before.endsInSoftHyphen {
                text += next
            } else if hyphens.isCut(text, next) {
                text.removeLast()
                text += next
            } else {
                if ParagraphBuilder.needsSpace(text, next) { text.append(" ") }
                text += next
            }
        }
        return text
    }

    /// Whether words are parted by a space where lines are joined.
    static func needsSpace(_ text: [Unicode.Scalar], _ next: [Unicode.Scalar]) -> Bool {
        guard let last = text.last, let first = next.first else { return false }
        if last.isIdeographic || first.isIdeographic { return false }
        if last == "-" || last == "—" {
            // A dash that touches its words, and a hyphen, stay as they are.
            return text.dropLast().last.map {
                $0 == " " || !$0.isWordPart && $0 != "-" && last == "-"
            } ?? true
        }
        return !(first == "—" && next.dropFirst().first != " ")
    }
}
