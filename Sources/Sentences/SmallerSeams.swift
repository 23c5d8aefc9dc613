/// Finds seams within a sentence that no call can hold whole.
///
/// Grade by grade: a clause is cut at its words only if it is too long itself, and so on down. The
/// last grade alone cuts a grapheme cluster, one that exceeds the limit by itself.
struct SmallerSeams {
    let text: ScannedText
    let measure: TextMeasure

    enum Grade: Int, CaseIterable {
        case clause, word
        /// Between the characters of a script without spaces, or after a hyphen.
        case character
        /// After an abbreviation.
        case tied
        case cluster
        /// Inside a number or an abbreviation, with or without white space there.
        case inner
        case scalar

        var strength: Seam.Strength {
            switch self {
            case .clause: .clause
            case .word: .word
            default: .character
            }
        }
    }

    private struct Place {
        var seam: Seam
        var grade: Grade
    }

    /// The seams within a range that bring every part within the limit.
    func seams(in range: Range<Int>) -> [Seam] {
        let places = places(in: range)
        var chosen: [Seam] = []
        for grade in Grade.allCases {
            let further = places.filter { $0.grade == grade }.map(\.seam)
            chosen = refined(chosen, with: further, in: range)
            if isCut(range, by: chosen) { break }
        }
        return chosen
    }

    /// Adds those seams that lie in parts still too long.
    private func refined(_ chosen: [Seam], with further: [Seam], in range: Range<Int>) -> [Seam] {
        var result: [Seam] = []
        var rest = further[...]
        var start = range.lowerBound
        for index in 0...chosen.count {
            let end = index < chosen.count ? chosen[index].end : range.upperBound
            while let seam = rest.first, seam.start <= end {
                if seam.end > start, !measure.fits(start, end) { result.append(seam) }
                rest.removeFirst()
            }
            guard index < chosen.count else { break }
            result.append(chosen[index])
            start = chosen[index].start
        }
        return result
    }

    private func isCut(_ range: Range<Int>, by seams: [Seam]) -> Bool {
        var start = range.lowerBound
        for seam in seams {
            if !measure.fits(start, seam.end) { return false }
            start = seam.start
        }
        return measure.fits(start, range.upperBound)
    }

    private func places(in range: Range<Int>) -> [Place] {
        var places: [Place] = []
        var start = range.lowerBound
        var end = start
        for character in text.string(range) {
            let cluster = character.unicodeScalars.count
            defer { start += cluster }
            let isBlank = (start..<start + cluster).allSatisfy { text.roles[$0].isBlank }
            guard !isBlank else { continue }
            if start > range.lowerBound {
                let grade = grade(end: end, start: start)
                places.append(
                    Place(
                        seam: Seam(end: end, start: start, strength: grade.strength), grade: grade))
            }
            end = start + cluster
            if !measure.fits(start, end) { places += within(start..<end) }
        }
        return places
    }

    private func within(_ cluster: Range<Int>) -> [Place] {
        cluster.dropFirst().map {
            Place(seam: Seam(end: $0, start: $0, strength: .character), grade: .scalar)
        }
    }

    private func grade(end: Int, start: Int) -> Grade {
        let (before, after) = (text.roles[end - 1], text.roles[start])
        if end < start {
            if before == .digit, after == .digit { return .inner }
            if before.continues || before == .dash || after == .dash || after == .opener
                || before == .closer
            {
                return .clause
            }
            guard before == .stop else { return .word }
            return text.role(start + 1) == .stop ? .inner : .tied
        }
        if before == .opener || after == .closer || after.continues || after.isTerminator {
            return joinsNumber(before) && joinsNumber(after) ? .inner : .cluster
        }
        if text.scalars[end - 1] == "—" { return .clause }
        return gradeWithoutSpace(at: end, between: before, and: after)
    }

    private func gradeWithoutSpace(
        at index: Int, between before: Role, and after: Role
    ) -> Grade {
        if joinsNumber(before), joinsNumber(after) { return .inner }
        let isWide = text.isUnspaced(index - 1)
        if isWide, before.continues || before == .closer || before.isTerminator { return .clause }
        if before == .digit || after == .digit { return .cluster }
        if before == .dash || text.scalars[index - 1] == "/" { return .character }
        guard isWide || text.isUnspaced(index), !Self.leaning.contains(text.scalars[index]) else {
            return .cluster
        }
        return isHiragana(index - 1) && !isHiragana(index) ? .word : .character
    }

    private func joinsNumber(_ role: Role) -> Bool {
        role == .digit || role == .stop || role == .comma
    }

    private func isHiragana(_ index: Int) -> Bool {
        ("\u{3041}"..."\u{309F}").contains(text.scalars[index])
    }

    /// Small kana and the like never begin a line, nor a piece.
    private static let leaning = Set("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶーゝゞヽヾ々〻％".unicodeScalars)
}
