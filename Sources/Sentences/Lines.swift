/// The lines of a text, and what each line break says: paragraph, sentence end, or white space.
///
/// A text that was wrapped by hand or by a mail program has breaks amid its sentences, a list or a
/// heading has them at the end of one. A break is meant where the next line begins an item or is
/// indented, where its first word would have had room, or where all lines are far narrower than
/// wrapped prose.
struct Lines {
    /// The seams at line breaks, in order.
    private(set) var seams: [Seam] = []

    private let text: ScannedText
    private var block: [Line] = []
    /// The columns of the widest line of the block.
    private var width = 0

    /// Wrapped prose is no narrower than this, in columns.
    private static let narrowest = 40
    /// In columns; a block with a longer line than this was not wrapped.
    private static let widest = 120
    /// A block that has no sentence end, or no small letters, is a heading if it is no longer than
    /// this, in scalars; what follows belongs to it, so that the seam there is none of the best.
    private static let longestHeading = 80

    struct Line {
        /// The index of the line's first scalar that is no white space.
        var start: Int
        /// The index after its last scalar that is no white space.
        var end: Int
        var indent: Int
        var columns: Int
        /// White space stands before the break: a soft one by RFC 3676.
        var endsInSpace: Bool
    }

    init(of text: ScannedText) {
        self.text = text
        var index = 0
        while index < text.count {
            let lineEnd = endOfLine(from: index)
            add(line(index..<lineEnd))
            index = afterBreak(at: lineEnd)
        }
        closeBlock()
    }

    /// The indices where paragraphs start.
    var paragraphStarts: [Int] {
        seams.lazy.filter { $0.strength == .paragraph }.map(\.start)
    }

    private func endOfLine(from index: Int) -> Int {
        var index = index
        while index < text.count, text.roles[index] != .lineBreak { index += 1 }
        return index
    }

    private mutating func afterBreak(at index: Int) -> Int {
        guard index < text.count else { return index }
        switch text.scalars[index] {
        case "\r" where index + 1 < text.count && text.scalars[index + 1] == "\n":
            return index + 2
        case "\u{2029}", "\u{0C}":
            closeBlock()
            return index + 1
        default:
            return index + 1
        }
    }

    private func line(_ range: Range<Int>) -> Line? {
        let start = text.skippingWhiteSpace(from: range.lowerBound)
        guard start < range.upperBound else { return nil }
        let end = text.trimmingWhiteSpace(before: range.upperBound)
        return Line(
            start: start, end: end, indent: start - range.lowerBound,
            columns: columns(start..<end), endsInSpace: end < range.upperBound)
    }

    private func columns(_ range: Range<Int>) -> Int {
        var columns = range.count
        for index in range where text.scalars[index].value >= 0x2E80 && text.isUnspaced(index) {
            columns += 1
        }
        return columns
    }

    private mutating func add(_ line: Line?) {
        guard let line else { return closeBlock() }
        if block.isEmpty, let last = lastEnd {
            seams.append(Seam(end: last, start: line.start, strength: strengthOfBlankLine))
        }
        block.append(line)
        width = max(width, line.columns)
    }

    private var lastEnd: Int?
    private var strengthOfBlankLine = Seam.Strength.paragraph

    private mutating func closeBlock() {
        guard let first = block.first, let last = block.last else { return }
        for (line, next) in zip(block, block.dropFirst()) {
            guard let strength = strength(between: line, and: next) else { continue }
            seams.append(Seam(end: line.end, start: next.start, strength: strength))
        }
        let introduces = text.role(last.end - 1).continues || text.role(last.end - 1) == .dash
        let isHeading = isHeading(first.start..<last.end, endsSentence: endsSentence(last))
        strengthOfBlankLine = isHeading || introduces ? .sentence : .paragraph
        lastEnd = last.end
        block.removeAll(keepingCapacity: true)
        width = 0
    }

    private func isHeading(_ range: Range<Int>, endsSentence: Bool) -> Bool {
        guard range.count <= Self.longestHeading, endsSentence else {
            return range.count <= Self.longestHeading
        }
        return range.contains(where: text.isUppercase) && !range.contains(where: text.isLowercase)
    }

    private func strength(between line: Line, and next: Line) -> Seam.Strength? {
        let firstWord = text.isUnspaced(next.start) ? 2 : wordLength(from: next.start)
        let hadRoom = (line.columns + 1 + firstWord) * 4 <= width * 3
        let isIndented = next.indent > line.indent
        let beginsLow = text.isLowercase(next.start)
        if endsSentence(line) {
            return width > Self.widest || isIndented || hadRoom ? .paragraph : nil
        }
        if beginsItem(next) { return .line }
        if text.role(line.end - 1) == .colon { return hadRoom ? .line : nil }
        if text.role(line.end - 1).continues { return nil }
        if width < Self.narrowest, !beginsLow || isList { return .line }
        if line.endsInSpace, !text.isUnspaced(line.end - 1) {
            return isIndented && !beginsLow ? .line : nil
        }
        if width > Self.widest { return .line }
        return (hadRoom || isIndented) && !beginsLow ? .line : nil
    }

    /// No sentence ends in the last line of the block, so that the others are no parts of one.
    private var isList: Bool { block.last.map { !endsSentence($0) && !$0.endsInSpace } ?? false }

    private func endsSentence(_ line: Line) -> Bool {
        var index = line.end - 1
        while index > line.start, [.closer, .quote, .apostrophe].contains(text.roles[index]) {
            index -= 1
        }
        return text.roles[index].isTerminator
    }

    private func wordLength(from index: Int) -> Int {
        var end = index
        while end < text.count, !text.roles[end].isBlank, end - index < Self.widest { end += 1 }
        return end - index
    }

    private func beginsItem(_ line: Line) -> Bool {
        let start = line.start
        if text.roles[start] == .bullet { return true }
        if "-*+".unicodeScalars.contains(text.scalars[start]) {
            return text.role(start + 1).isBlank
        }
        return ListMarker(at: start, in: text) != nil
    }
}
