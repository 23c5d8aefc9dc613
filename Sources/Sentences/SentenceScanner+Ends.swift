// Whether a terminator ends a sentence, by what stands around it.
extension SentenceScanner {
    func ends(_ run: TerminatorRun, before next: Int) -> Bool {
        if text.roles[next].continues || text.roles[next] == .closer { return false }
        if run.hasWideMark { return endsAtWideMark(run, before: next) }
        guard next > run.end else { return endsWithoutSpace(run, before: next) }
        // A parenthesis after a quotation belongs to it.
        if run.isClosed, text.scalars[next] == "(", isQuote(run.end - 1) { return false }
        if beginsWithEllipsis(next) { return true }
        let first = firstSolid(from: next)
        if text.isLowercase(first) { return false }
        if run.isSpaced { return run.stops > 3 }
        if run.hasMark || run.isEllipsis || run.stops > 1 { return true }
        guard rules.stopEndsSentence else { return false }
        if run.isClosed, isQuote(run.end - 1) { return true }
        return endsAtStop(run.start, before: next, first: first)
    }

    /// The first scalar that says how the next sentence begins, past quotes, brackets and dashes.
    func firstSolid(from index: Int) -> Int {
        var index = index
        while index < text.count {
            switch text.roles[index] {
            case .opener, .closer, .dash, .bullet, .space, .lineBreak, .format: index += 1
            default:
                guard "¿¡_*".unicodeScalars.contains(text.scalars[index]) else { return index }
                index += 1
            }
        }
        return index
    }

    private func isQuote(_ index: Int) -> Bool {
        !")]}）］｝】〕".unicodeScalars.contains(text.scalars[index])
    }

    private func beginsWithEllipsis(_ index: Int) -> Bool {
        if text.roles[index] == .ellipsis { return text.isLetter(index + 1) }
        return text.roles[index] == .stop && text.role(index + 1) == .stop
            && text.role(index + 2) == .stop && text.isLetter(index + 3)
    }

    /// "Hello world.Today is Tuesday.": a capital right after a small letter or a number.
    private func endsWithoutSpace(_ run: TerminatorRun, before next: Int) -> Bool {
        let last = run.start - 1
        guard last > 0, !run.isEllipsis else { return false }
        if text.isUnspaced(next) { return run.hasMark || text.isUnspaced(last) }
        let endsWord = text.isLowercase(last) && text.isLetter(last - 1)
        guard endsWord || text.roles[last] == .digit, text.isUppercase(next) else { return false }
        let isOtherScript = !text.scalars[last].isASCII && text.scalars[last].value > 0x24F
        guard text.isLowercase(next + 1) || text.role(next + 1).isBlank || isOtherScript,
            !isAddress(around: run.start)
        else { return false }
        return run.hasMark || !isAbbreviation(text.string(wordBefore(run.start)).lowercased())
    }

    private func isAddress(around index: Int) -> Bool {
        var (first, last) = (index, index)
        while first > 0, index - first < 200, !text.roles[first - 1].isBlank { first -= 1 }
        while last < text.count, last - index < 200, !text.roles[last].isBlank { last += 1 }
        let marks = "@/\\_=&#".unicodeScalars
        return text.scalars[first..<last].contains { marks.contains($0) }
    }

    private func endsAtWideMark(_ run: TerminatorRun, before next: Int) -> Bool {
        let last = run.terminatorEnd - 1
        if text.scalars[last] == "．", text.role(last - 1) == .digit, text.role(next) == .digit {
            return false
        }
        guard run.isClosed, next == run.end else { return true }
        return !goesOnAfterSpeech(run, at: next)
    }

    /// "「…。」と言った": a quotation or an aside that the sentence around it goes on after.
    private func goesOnAfterSpeech(_ run: TerminatorRun, at next: Int) -> Bool {
        guard let pair = enclosure(around: run.end - 1), pair.upperBound == run.end - 1 else {
            return false
        }
        let before = text.role(text.trimmingWhiteSpace(before: pair.lowerBound) - 1)
        let opensSentence = pair.lowerBound <= sentenceStart || before.isTerminator
        guard isQuote(pair.upperBound) else { return !opensSentence }
        if before == .colon || text.roles[next] == .opener { return false }
        if "とって".unicodeScalars.contains(text.scalars[next]) { return true }
        return !opensSentence && before != .comma || reportsSpeech(from: next)
    }

    private func reportsSpeech(from index: Int) -> Bool {
        let verbs = "说說道曰云问問答叫喊笑想".unicodeScalars
        return text.scalars[index..<min(index + 12, text.count)]
            .prefix { !Role($0).isTerminator && !Role($0).continues }
            .contains { verbs.contains($0) }
    }
}
