// Whether a full stop after a word ends a sentence or belongs to an abbreviation or a number.
extension SentenceScanner {
    /// A sentence has at least so many words before an abbreviation can end it.
    private static let fewestWords = 4
    private static let longestWord = 40
    private static let consonants = Set(
        "bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ".unicodeScalars)
    /// Room for five single letters with their full stops and spaces, in scalars.
    private static let longestInitials = 13

    func endsAtStop(_ stop: Int, before next: Int, first: Int) -> Bool {
        let range = wordBefore(stop)
        let written = range.last { text.roles[$0] != .format }
        guard let last = written, text.roles[last] != .closer else { return true }
        let digits = range.count { text.roles[$0] == .digit }
        if digits == range.count { return endsAfterNumber(range, first: first) }
        let word = text.string(range).lowercased()
        if text.roles[last] == .digit { return true }
        if text.role(first) == .digit || text.scalars[next] == "(", isAbbreviation(word) {
            return false
        }
        let letters = range.count { text.isLetter($0) }
        if letters == 1, range.allSatisfy({ text.isLetter($0) || text.roles[$0] == .format }) {
            return endsAfterLetter(range.lowerBound, first: first)
        }
        return endsAfter(word, range, next: next, first: first)
    }

    func isAbbreviation(_ word: String) -> Bool {
        isDotted(word)
            || parts(of: word).contains { part in
                rules.neverLast.contains(part) || rules.sometimesLast.contains(part)
                    || rules.oftenLast.contains(part) || rules.beforeNumber.contains(part)
            }
    }

    /// The word that ends before a full stop.
    ///
    /// Single letters with full stops and spaces, as in "z. B.", are one word.
    func wordBefore(_ stop: Int) -> Range<Int> {
        var start = stop
        while start > 0, stop - start < Self.longestWord, belongsToWord(start - 1) { start -= 1 }
        while start > 0, stop - start < Self.longestInitials, text.isLetter(start),
            text.role(start + 1) == .stop
        {
            let before = text.trimmingWhiteSpace(before: start)
            guard before < start, before > 1, text.roles[before - 1] == .stop,
                text.isLetter(before - 2), before < 3 || !belongsToWord(before - 3)
            else { break }
            start = before - 2
        }
        return start..<stop
    }

    private func belongsToWord(_ index: Int) -> Bool {
        let role = text.roles[index]
        return !role.isBlank && role != .opener && role != .quote && role != .bullet
    }

    private func endsAfter(_ word: String, _ range: Range<Int>, next: Int, first: Int) -> Bool {
        let forms = parts(of: word)
        if forms.contains(where: rules.neverLast.contains) { return false }
        let isLong = hasWords(Self.fewestWords, before: range.upperBound)
        if forms.contains(where: rules.oftenLast.contains) { return isLong }
        guard
            isDotted(word) || forms.contains(where: rules.sometimesLast.contains)
                || isConsonants(range)
        else { return !marksItem(range) }
        return isLong && (isFirstWord(first) || text.roles[next] == .opener)
    }

    /// A single letter: an initial, a list's marker, or the English "I".
    private func endsAfterLetter(_ index: Int, first: Int) -> Bool {
        if text.isUnspaced(index) { return true }
        guard index > sentenceStart else { return false }
        let before = text.trimmingWhiteSpace(before: index)
        guard before > sentenceStart else { return false }
        let followsName = text.isUppercase(wordBefore(before).lowerBound)
        if text.scalars[index] == "I", !followsName { return true }
        return !followsName && isFirstWord(first)
    }

    private func endsAfterNumber(_ range: Range<Int>, first: Int) -> Bool {
        let start = text.trimmingWhiteSpace(before: range.lowerBound)
        if range.lowerBound <= sentenceStart || text.role(start - 1) == .bullet {
            return range.count > 3
        }
        guard rules.writesOrdinalsWithStop, range.count <= 2 else { return true }
        return text.isLetter(first) && isFirstWord(first)
    }

    private func marksItem(_ range: Range<Int>) -> Bool {
        range.lowerBound <= sentenceStart && range.count < 5
            && text.scalars[range].allSatisfy { "IVXLivxl".unicodeScalars.contains($0) }
    }

    private func isFirstWord(_ index: Int) -> Bool {
        var end = index
        while text.isLetter(end) { end += 1 }
        let isInitial = end == index + 1 && text.role(end) == .stop
        return text.isUppercase(index) && !isInitial
            && rules.firstWords.contains(text.string(index..<end).lowercased())
    }

    private func hasWords(_ fewest: Int, before end: Int) -> Bool {
        var words = 1
        var index = sentenceStart
        while index < end, words < fewest {
            if text.roles[index].isBlank { words += 1 }
            index += 1
        }
        return words >= fewest
    }

    /// The word, and the part after an apostrophe ("l'Ing."), a hyphen ("Tel.-Nr.") or a full stop
    /// without a space ("so.Mr."), and the end of a compound.
    private func parts(of word: String) -> [String] {
        let joined = String(
            word.unicodeScalars.filter { Role($0) != .format && !Role($0).isBlank })
        let tail = joined.unicodeScalars.reversed().prefix { !"'’.-".unicodeScalars.contains($0) }
        let ending = rules.endings.first(where: joined.hasSuffix).map { [$0] } ?? []
        guard tail.count > 1, tail.count < joined.unicodeScalars.count else {
            return [joined] + ending
        }
        return [joined, String(String.UnicodeScalarView(tail.reversed()))] + ending
    }

    /// Letters with full stops between them: "U.S", "p.m", "т.д".
    private func isDotted(_ word: String) -> Bool {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1
            && parts.allSatisfy {
                let part = $0.filter { !$0.isWhitespace }
                return (1...2).contains(part.count) && part.allSatisfy(\.isLetter)
            }
    }

    private func isConsonants(_ range: Range<Int>) -> Bool {
        guard rules.hasVowelInEveryWord, range.count > 1 else { return false }
        let word = text.scalars[range]
        return word.dropFirst().contains { $0.properties.isLowercase }
            && word.allSatisfy { Self.consonants.contains($0) }
    }
}
