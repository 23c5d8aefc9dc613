import Texts

/// The series of numbers alone, and of words that are known by their counting alone, that make the
/// chapters of a text.
struct NumberSeries {
    private(set) var chapters: [HeadingCandidate] = []
    /// Numbers of another form, each right above the first chapter of its part.
    private(set) var parts: [HeadingCandidate] = []

    private let lengths: TextLengths
    private let range: Range<Int>

    /// - Parameter parts: Where parts begin that have names of their own.
    init(
        _ forms: [HeadingMark.Form: [HeadingCandidate]], lines: [TextLine], range: Range<Int>,
        parts: [Int]
    ) {
        lengths = TextLengths(lines, range)
        self.range = range
        let weak = forms.filter { !$0.key.isStrong }.mapValues { members in
            members.sorted { $0.line < $1.line }
        }
        .sorted { left, right in
            (left.value.first?.line ?? 0, "\(left.key)")
                < (right.value.first?.line ?? 0, "\(right.key)")
        }
        chapters = best(of: weak.map { ($0.key, $0.value) }, parts: parts)
        if chapters.isEmpty {
            chapters =
                SharedWordSeries(
                    weak.flatMap(\.value), lines: lines, range: range, lengths: lengths
                ).headings
        }
        for (_, members) in weak where self.parts.isEmpty {
            self.parts = partsAbove(chapters, among: members)
        }
    }

    /// The series that spans most of the text; none if no such series is one of chapters.
    private func best(
        of weak: [(form: HeadingMark.Form, members: [HeadingCandidate])], parts: [Int]
    ) -> [HeadingCandidate] {
        var best: [HeadingCandidate] = []
        for (form, members) in weak {
            guard let chain = chain(members, parts: parts, form: form) else { continue }
            let span = (chain.last?.line ?? 0) - (chain.first?.line ?? 0)
            let bestSpan = (best.last?.line ?? 0) - (best.first?.line ?? 0)
            guard span * 3 > range.count || !parts.isEmpty, span >= chain.count * 3 else {
                continue
            }
            let isBetter =
                best.isEmpty || chain.count * 2 > best.count && span > bestSpan
                || chain.count > 2 * best.count
            if isBetter { best = chain }
        }
        return best
    }

    // MARK: One series

    /// The members whose numbers rise one by one, and start again from 1 only in a new part; nil if
    /// too many others stand among them.
    private func chain(
        _ members: [HeadingCandidate], parts: [Int], form: HeadingMark.Form
    ) -> [HeadingCandidate]? {
        var chain = CountingChain(form: form)
        for (index, member) in members.enumerated() {
            guard let number = member.mark.number else { continue }
            let isNewPart =
                chain.members.last.map { previous in
                    parts.contains { $0 > previous.line && $0 < member.line }
                } ?? true
            let next = members[(index + 1)...].lazy.compactMap(\.mark.number).prefix(2)
            if number == 1, !isNewPart, chain.members.count > 1, isTight(chain.members) {
                // A list that counts the same way stands before the chapters.
                chain = CountingChain(form: form)
            }
            chain.take(member, number: number, next: Array(next), isNewPart: isNewPart)
        }
        guard chain.isSeries, isSpread(chain.members, form: form) else { return nil }
        return chain.members
    }

    /// Whether next to nothing stands between headings.
    private func isTight(_ chain: [HeadingCandidate]) -> Bool {
        zip(chain, chain.dropFirst()).allSatisfy { heading, next in
            lengths.count(from: heading.line + 1, to: next.line) < 80
        }
    }

    /// Whether there are chapters between headings of a form that lists and labels have too.
    private func isSpread(_ chain: [HeadingCandidate], form: HeadingMark.Form) -> Bool {
        switch form.style {
        case .worded:
            return lengths.median(below: chain.map(\.line)) >= (chain.count > 2 ? 60 : 200)
        case .titled(.unsigned):
            return lengths.median(below: chain.map(\.line)) >= (chain.count > 2 ? 120 : 400)
        default: return true
        }
    }

    // MARK: Parts

    /// The members of a form that stand right above a chapter, if all do and count on.
    private func partsAbove(
        _ chapters: [HeadingCandidate], among members: [HeadingCandidate]
    ) -> [HeadingCandidate] {
        guard members.count >= 2, members.count * 2 <= chapters.count,
            members.first?.mark.form != chapters.first?.mark.form,
            members.map(\.mark.number) == (1...members.count).map({ $0 })
        else { return [] }
        let lines = chapters.map(\.line)
        let isAbove = members.allSatisfy { member in
            guard let next = lines.first(where: { $0 >= member.line }), next > member.line else {
                return false
            }
            return lengths.count(from: member.line + 1, to: next) == 0
        }
        guard isAbove else { return [] }
        return members.map { member in
            var mark = member.mark
            mark.form = HeadingMark.Form(
                style: mark.form.style, depth: HeadingMark.Form.chapterDepth - 1)
            return HeadingCandidate(line: member.line, mark: mark, passage: member.passage)
        }
    }
}

/// How many characters stand before each line of a text.
struct TextLengths {
    private let start: Int
    private let sums: [Int]

    init(_ lines: [TextLine], _ range: Range<Int>) {
        start = range.lowerBound
        sums = lines[range].reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.scalars.count) }
    }

    /// The characters from one line to another, that one not among them.
    func count(from first: Int, to end: Int) -> Int {
        let last = sums.count - 1
        let (from, to) = (min(max(first - start, 0), last), min(max(end - start, 0), last))
        return max(0, sums[to] - sums[from])
    }

    /// How much text stands below headings, as half of them have less.
    func median(below headings: [Int]) -> Int {
        let ends = headings.dropFirst() + [start + sums.count]
        let counts = zip(headings, ends).map { count(from: $0 + 1, to: $1) }.sorted()
        return counts.isEmpty ? 0 : counts[counts.count / 2]
    }
}
