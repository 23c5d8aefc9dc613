import Texts

/// Gives headings the lines that belong to them: a name under or after the number.
struct HeadingTitles {
    let lines: [TextLine]
    let layout: PageLayout
    /// The passages of the text, without its lists of contents.
    let passages: [Passage]

    /// A name is at most this long, in lines and in columns.
    private static let (lineLimit, columnLimit) = (3, 220)

    func headings(of all: [HeadingCandidate]) -> [Outline.Heading] {
        let (candidates, given) = withTitles(all)
        let next = namesInNextPassage(of: candidates)
        return candidates.enumerated().map { index, candidate in
            var pieces = [candidate.line..<(candidate.line + 1)]
            if let title = given[candidate.line] {
                pieces.append(title)
            } else if let name = nameBelow(candidate) {
                pieces.append(name)
            } else if candidate.passage.count > 1, isWrapped(candidate) {
                pieces = [candidate.passage]
            } else if let name = next[index] {
                pieces.append(name)
            }
            return Outline.Heading(
                pieces: pieces, depth: candidate.mark.form.depth, form: candidate.mark.form,
                isBackMatter: candidate.mark.isBackMatter)
        }
    }

    /// The headings without those that are the title of a number right above them, and these.
    private func withTitles(
        _ all: [HeadingCandidate]
    ) -> (candidates: [HeadingCandidate], given: [Int: Range<Int>]) {
        var candidates: [HeadingCandidate] = []
        var given: [Int: Range<Int>] = [:]
        for candidate in all {
            if let last = candidates.last, !last.mark.hasTitle, given[last.line] == nil,
                candidate.mark.hasTitle, candidate.mark.number == nil,
                [.listed, .explicit].contains(candidate.mark.form.style),
                last.mark.form.depth >= candidate.mark.form.depth,
                lines[(last.line + 1)..<candidate.line].allSatisfy(\.isBlank)
            {
                given[last.line] = candidate.passage
            } else {
                candidates.append(candidate)
            }
        }
        return (candidates, given)
    }

    /// A heading with its title that takes several lines.
    private func isWrapped(_ candidate: HeadingCandidate) -> Bool {
        candidate.mark.hasTitle && candidate.passage.count <= HeadingTitles.lineLimit
            && (layout.isHardWrapped || candidate.mark.form.style == .listed)
    }

    /// The lines that stand with a number: `CHAPTER I.` and `Down the Rabbit-Hole` below it.
    private func nameBelow(_ candidate: HeadingCandidate) -> Range<Int>? {
        let rest = candidate.passage.dropFirst()
        guard !candidate.mark.hasTitle, !rest.isEmpty, rest.count <= HeadingTitles.lineLimit,
            layout.isHardWrapped || rest.count == 1
        else { return nil }
        return isName(rest) && !isSentence(rest) ? rest : nil
    }

    /// Whether lines end like a sentence and have no capitals like a title: the story begins there.
    private func isSentence(_ range: Range<Int>) -> Bool {
        guard let last = lines[range.upperBound - 1].scalars.last, last.canEndSentence else {
            return false
        }
        return lines[range].contains { line in
            if case .name = TitlePageLine(Array(line.scalars.dropLast())).kind { return false }
            return true
        }
    }

    private func isName(_ range: Range<Int>) -> Bool {
        guard let first = lines[range.lowerBound].scalars.first,
            let last = lines[range.upperBound - 1].scalars.last
        else { return false }
        let columns = lines[range].reduce(0) { $0 + $1.width - $1.indent }
        // A quote begins speech as often as a title, but no title ends in a comma.
        return columns <= HeadingTitles.columnLimit && first != "\u{3000}"
            && !",;，；".unicodeScalars.contains(last)
            && !lines[range].contains { $0.scalars.count > 100 }
    }

    // MARK: A name of its own passage

    /// The passages after numbers that are names, by the index of the heading: where nearly all
    /// headings of a form have a short passage after them, and it is no prose.
    private func namesInNextPassage(of candidates: [HeadingCandidate]) -> [Int: Range<Int>] {
        var following: [Int: (form: HeadingMark.Form, passage: Passage?)] = [:]
        let starts = Dictionary(
            uniqueKeysWithValues: passages.enumerated().map { ($1.lines.lowerBound, $0) })
        let headingLines = Set(candidates.map(\.line))
        for (index, candidate) in candidates.enumerated() {
            guard !candidate.mark.hasTitle, candidate.passage.count == 1,
                candidate.mark.form.style != .bare(.letter),
                let place = starts[candidate.line], place + 1 < passages.count
            else { continue }
            let next = passages[place + 1]
            let isFree = !headingLines.contains(next.lines.lowerBound)
            let fits = isFree && next.lines.count <= HeadingTitles.lineLimit && isName(next.lines)
            following[index] = (candidate.mark.form, fits ? next : nil)
        }
        var names: [Int: Range<Int>] = [:]
        for form in Set(following.values.map(\.form)) {
            let members = following.filter { $0.value.form == form }
            guard isHabit(members.values.map(\.passage)) else { continue }
            for (index, member) in members { names[index] = member.passage?.lines }
        }
        return names
    }

    private func isHabit(_ following: [Passage?]) -> Bool {
        let short = following.compactMap { $0 }
        guard short.count * 10 >= following.count * 8 else { return false }
        let titles = short.count { looksLikeTitle($0) }
        if titles * 10 >= short.count * 7 { return true }
        // In wrapped text so many chapters do not begin with such short paragraphs by chance.
        return layout.isHardWrapped && short.count >= 8
    }

    /// Whether a passage is not the first of the prose: no sentence, or set apart from it.
    private func looksLikeTitle(_ passage: Passage) -> Bool {
        let text = lines[passage.lines].flatMap(\.scalars)
        guard let last = text.last else { return false }
        let letters = text.filter(\.isLetter)
        let isCapital =
            !letters.isEmpty && letters.count(where: \.isLowercase) * 5 < letters.count
            && letters.contains(where: \.isUppercase)
        return isCapital
            || !last.canEndSentence && !":;,：；，—".unicodeScalars.contains(last) && text.count <= 100
    }
}
