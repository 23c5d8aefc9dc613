/// The headings that a text marks as such, as a series of chapters.
struct MarkedSeries {
    private let headings: [HeadingCandidate]
    private let chapterCount: Int

    /// A chapter has this many characters at least, as half of them have more.
    private static let leastLength = 60

    /// - Parameter candidates: What the lines read like, by which a number is told from a title.
    init(_ marked: [Int: Int], candidates: [HeadingCandidate], lengths: TextLengths) {
        let levels = Dictionary(grouping: marked.keys) { marked[$0] ?? 0 }
        // The first level that has text below its headings; those above it are title and parts.
        let level = levels.filter { level, own in
            let counted = marked.filter { $0.value <= level }.keys.sorted()
            return own.count >= 2
                && lengths.median(below: counted) >= MarkedSeries.leastLength
        }.keys.min()
        chapterCount = level.flatMap { levels[$0]?.count } ?? 0
        let numbers = Set(candidates.filter { !$0.mark.hasTitle }.map(\.line))
        headings = marked.sorted { $0.key < $1.key }.compactMap { line, own in
            guard let level, own <= level else { return nil }
            let form = HeadingMark.Form(
                style: .explicit, depth: HeadingMark.Form.chapterDepth - (own < level ? 1 : 0))
            let mark = HeadingMark(form: form, number: nil, hasTitle: !numbers.contains(line))
            return HeadingCandidate(line: line, mark: mark, passage: line..<(line + 1))
        }
    }

    /// Whether the marks make more chapters than what counts on.
    func isRicher(than accepted: [HeadingCandidate]) -> Bool {
        chapterCount >= 2
            && chapterCount > accepted.count { $0.mark.form.style != .special }
    }

    /// The marked headings, and those of the others that are headings by their own words.
    func accepted(besides others: [HeadingCandidate]) -> [HeadingCandidate] {
        let lines = Set(headings.map(\.line))
        return headings + others.filter { $0.mark.form.isStrong && !lines.contains($0.line) }
    }
}
