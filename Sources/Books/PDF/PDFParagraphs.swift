import Texts

/// Joins the lines of a PDF into paragraphs, by what each page shows: its margins, how much room a line
/// leaves for the word that begins the next, indents, gaps and sizes.
struct PDFParagraphs {
    /// Some lines that belong together.
    struct Paragraph {
        var lines: [PDFLine]
        /// The page of its first line, from 0.
        let page: Int
        /// The lines that begin though the one before had room for them.
        var breaks: Set<Int> = []

        /// Whether its lines stand by themselves: most breaks within are meant.
        var isVerse: Bool { lines.count > 1 && breaks.count * 5 >= (lines.count - 1) * 3 }
    }

    private(set) var paragraphs: [Paragraph] = []
    /// The size of most letters.
    let bodySize: Double

    /// How a line goes on from the one before.
    private enum Link {
        case joined, lineBreak, apart
    }

    private let margins: PDFMargins
    /// How far it is from line to line in most paragraphs.
    private let leading: Double
    /// How far in paragraphs begin; nil where they begin at the margin.
    private let usualIndent: Double?
    /// Whether gaps or indents mark where paragraphs begin, so that a short line alone marks nothing.
    private let areMarked: Bool

    /// - Parameter pages: The columns of each page.
    init(_ pages: [[[PDFLine]]]) {
        let lines = pages.joined().joined()
        bodySize = commonest(lines.map { ($0.size, $0.text.count) }, step: 0.25) ?? 10
        margins = PDFMargins(pages, bodySize: bodySize)
        let steps = pages.joined().flatMap { column in
            zip(column, column.dropFirst()).map { $1.top - $0.top }
        }
        let usual = commonest(steps.filter { $0 > 1 }.map { ($0, 1) }, step: 0.5) ?? 12
        leading = usual
        let indent = PDFParagraphs.usualIndent(margins)
        usualIndent = indent
        let gapCount = steps.count { $0 > usual * PDFParagraphs.gapShare }
        areMarked = indent != nil || gapCount * PDFParagraphs.leastMarks > steps.count
        for column in margins.columns { add(column) }
    }

    /// Lines are further apart from this share of the usual step on.
    private static let gapShare = 1.3
    /// Paragraphs are marked if one line in as many is.
    private static let leastMarks = 25

    /// The indent that most lines have which are further in than the line before.
    private static func usualIndent(_ margins: PDFMargins) -> Double? {
        var indents: [Double] = []
        for column in margins.columns {
            for (last, line) in zip(column.lines, column.lines.dropFirst()) {
                let indent = line.left - column.left
                if last.left - column.left < line.size * 0.4, indent > line.size * 0.6,
                    indent < line.size * 5
                {
                    indents.append(indent)
                }
            }
        }
        let count = margins.columns.reduce(0) { $0 + $1.lines.count }
        guard indents.count * leastMarks >= count,
            let usual = commonest(indents.map { ($0, 1) }, step: 1),
            indents.count(where: { abs($0 - usual) <= 1.5 }) * 2 >= indents.count
        else { return nil }
        return usual
    }

    // MARK: Joining

    private mutating func add(_ column: PDFMargins.Column) {
        var isFirst = true
        for line in column.lines {
            let link = link(to: line, in: column, isSameColumn: !isFirst)
            let last = paragraphs.count - 1
            switch link {
            case .apart: paragraphs.append(Paragraph(lines: [line], page: column.page))
            case .joined: paragraphs[last].lines.append(line)
            case .lineBreak:
                paragraphs[last].breaks.insert(paragraphs[last].lines.count)
                paragraphs[last].lines.append(line)
            }
            (lastColumn, isFirst) = (column, false)
        }
    }

    /// The column of the line before.
    private var lastColumn: PDFMargins.Column?

    private func link(
        to line: PDFLine, in column: PDFMargins.Column, isSameColumn: Bool
    ) -> Link {
        guard let last = paragraphs.last?.lines.last, let lastColumn,
            abs(last.size - line.size) <= max(last.size, line.size) * 0.12
        else { return .apart }
        let isHeading = line.size > bodySize * 1.12
        if isSameColumn {
            let usual = max(leading * line.size / max(bodySize, 1), leading)
            if line.top - last.top > usual * PDFParagraphs.gapShare { return .apart }
            if isHeading { return .joined }
        } else if isHeading {
            return .apart
        }
        let indent = line.left - column.left
        let lastIndent = last.left - lastColumn.left
        if let usualIndent, abs(indent - usualIndent) < line.size * 0.4 { return .apart }
        // The same indent twice is a quotation; another one begins a paragraph or ends one.
        if indent > line.size * 0.6, indent > lastIndent + line.size * 0.5, !isNarrow(last, line) {
            return .apart
        }
        if lastIndent > last.size * 4, lastIndent > indent + line.size * 2 { return .apart }
        guard endsEarly(last, before: line, right: lastColumn.right) else { return .joined }
        return areMarked && isSameColumn ? .lineBreak : .apart
    }

    /// Whether two lines in verse are indented by turns.
    private func isNarrow(_ last: PDFLine, _ line: PDFLine) -> Bool {
        guard let paragraph = paragraphs.last, paragraph.lines.count > 1 else { return false }
        return paragraph.isVerse && paragraph.lines.contains { abs($0.left - line.left) < 1 }
    }

    /// Whether a line leaves room for the word that begins the next.
    ///
    /// Ragged lines of a typesetter that cuts words leave some room; there the words tell.
    private func endsEarly(_ last: PDFLine, before line: PDFLine, right: Double) -> Bool {
        let room = right - last.right - line.firstWordWidth - last.size * 0.3
        guard room > 0 else { return false }
        let endsSentence = last.text.last.map { $0.canEndSentence || $0 == ":" } == true
        if line.text.first?.isLowercase == true || PDFParagraphs.endsInHyphen(last.text) {
            return room > (right - last.left) * (endsSentence ? 0.35 : 0.5)
        }
        // A capital after a word may be a name.
        return endsSentence || room > last.size * 3
    }

    private static func endsInHyphen(_ text: [Unicode.Scalar]) -> Bool {
        text.last.map { "-\u{AD}\u{2010}".unicodeScalars.contains($0) } ?? false
    }
}
