import Texts

/// Which candidates are headings: those that count on from one to the next.
struct HeadingSeries {
    private(set) var accepted: [HeadingCandidate] = []
    /// Headings within chapters.
    private(set) var inner: [HeadingCandidate] = []

    init(candidates: [HeadingCandidate], lines: [TextLine], range: Range<Int>) {
        let forms = Dictionary(grouping: candidates, by: \.mark.form)
        let strong = HeadingSeries.strong(forms)
        let chapterDepth = HeadingMark.Form.chapterDepth
        let chapters = strong.filter { $0.mark.form.depth == chapterDepth }
        let hasParts = strong.contains { $0.mark.form.depth < chapterDepth }
        let sections = strong.filter { $0.mark.form.depth > chapterDepth }
        accepted =
            !chapters.isEmpty || hasParts
            ? strong.filter { $0.mark.form.depth <= chapterDepth } : strong
        let areOpened =
            chapters.isEmpty
            && HeadingSeries.areOpened(accepted, by: sections, TextLengths(lines, range))
        if areOpened { accepted += sections }
        if chapters.count < 2, !areOpened {
            let numbers = NumberSeries(
                forms, lines: lines, range: range,
                parts: accepted.filter { $0.mark.form.depth < chapterDepth }.map(\.line).sorted())
            // A lone chapter among numbers that count is one of their mentions.
            let isFirst = chapters.first.map { lone in
                numbers.chapters.first.map { lone.line < $0.line } ?? true
            }
            if isFirst != true {
                accepted.removeAll {
                    $0.mark.form.depth == chapterDepth && !numbers.chapters.isEmpty
                }
                accepted += numbers.chapters + numbers.parts
            }
        }
        let taken = Set(accepted.map(\.line))
        inner = candidates.filter { candidate in
            guard !taken.contains(candidate.line), case .bare = candidate.mark.form.style else {
                return false
            }
            return candidate.passage.count == 1
        }
        if !chapters.isEmpty || hasParts {
            inner += sections.filter { $0.passage.count <= 2 && !taken.contains($0.line) }
        }
        let special = candidates.filter {
            $0.mark.form.style == .special && !taken.contains($0.line)
        }
        let labels = HeadingLabels(special, among: accepted, lines: lines)
        accepted += labels.headings
        inner += labels.labels
    }

    /// Whether parts have no text but that of their sections, as acts have in their scenes.
    private static func areOpened(
        _ parts: [HeadingCandidate], by sections: [HeadingCandidate], _ lengths: TextLengths
    ) -> Bool {
        guard !parts.isEmpty, sections.count > parts.count else { return false }
        let lines = sections.map(\.line).sorted()
        let empty = parts.count { part in
            lines.first { $0 > part.line }
                .map { lengths.count(from: part.line + 1, to: $0) == 0 } ?? false
        }
        return empty * 5 >= parts.count * 4
    }

    // MARK: Named headings

    /// The series of headings with a word and a number.
    private static func strong(
        _ forms: [HeadingMark.Form: [HeadingCandidate]]
    ) -> [HeadingCandidate] {
        var chains: [[HeadingCandidate]] = []
        for (form, members) in forms {
            guard case .named = form.style else { continue }
            let chain = counting(members)
            // One volume alone is a line of the title page.
            if chain.count >= 2 || form.depth >= HeadingMark.Form.chapterDepth {
                chains.append(chain)
            }
        }
        let main =
            chains.filter { chain in
                chain.first?.mark.form.depth == HeadingMark.Form.chapterDepth
            }.max { ($0.count, $1.first?.line ?? 0) < ($1.count, $0.first?.line ?? 0) } ?? []
        return chains.filter { !isStray($0, in: main) }.flatMap { $0 }
    }

    /// Whether a heading that is the only one of its form is text after all.
    ///
    /// It is a heading if its number goes on from the chapter before it, as where a book writes
    /// `CHAP.` once for `CHAPTER`.
    private static func isStray(_ chain: [HeadingCandidate], in main: [HeadingCandidate]) -> Bool {
        guard chain.count == 1, main.count >= 2, let mark = chain.first,
            let before = main.last(where: { $0.line < mark.line })
        else { return false }
        return mark.mark.number.map { $0 != (before.mark.number ?? 0) + 1 } ?? true
    }

    /// The members of a named series, without lines that only look like one.
    private static func counting(_ members: [HeadingCandidate]) -> [HeadingCandidate] {
        let members = members.sorted { $0.line < $1.line }
        let firstOne = members.firstIndex { $0.mark.number == 1 }
        var chain: [HeadingCandidate] = []
        var last: Int?
        for (index, member) in members.enumerated() {
            // What stands before the first is a mention of a later one.
            if let firstOne, index < firstOne, (member.mark.number ?? 0) > 1 { continue }
            guard let number = member.mark.number else {
                if !chain.isEmpty { chain.append(member) }
                continue
            }
            if let last, !goesOn(number, from: last, at: index, in: members, after: chain.last) {
                continue
            }
            chain.append(member)
            last = number
        }
        return chain
    }

    private static func goesOn(
        _ number: Int, from last: Int, at index: Int, in members: [HeadingCandidate],
        after previous: HeadingCandidate?
    ) -> Bool {
        if number == last + 1 || number == 1 && last > 1 { return true }
        if number <= last {
            // A new part counts from 1, but its first heading may stand in the part's own.
            let next = members[(index + 1)...].prefix(2).map(\.mark.number)
            if number == 2, last > 2, next == [3, 4] { return true }
            if number == last, let step = members[index].mark.step {
                return step > (previous?.mark.step ?? 0)
            }
            // Books number two chapters alike by mistake, but not within a few lines.
            return number == last && members[index].line - (previous?.line ?? 0) > 40
        }
        let later = members[(index + 1)...].prefix { $0.mark.number != 1 }
        return !later.contains { (last + 1..<number).contains($0.mark.number ?? 0) }
    }
}
