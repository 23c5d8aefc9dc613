package import SpeechTasks

/// Cuts texts into the pieces that are sent as one paid call each.
///
/// A call costs the same whatever its length, so the fewest pieces count first; among those the
/// best seams, a paragraph's end before a sentence's; among those the most even sizes. A sentence
/// is cut only if it exceeds the limit itself: at a clause, else a word, else a character. The same
/// text, limit and language give the same pieces always.
package struct TextPlanner: Sendable {
    /// The longest piece.
    package let limit: TextLimit
    /// The language of all texts.
    ///
    /// Nil: found for each text that has to be cut.
    package let language: Language?

    /// Plans for calls within a limit.
    ///
    /// A language of nil is found from each text that is cut.
    package init(limit: TextLimit, language: Language? = nil) {
        self.limit = limit
        self.language = language
    }

    /// The pieces of a text, in order, without white space around them.
    ///
    /// A text within the limit, white space around it aside, is one piece; one of white space
    /// alone has none. Joined again the pieces are the text, white space at seams aside. A grapheme
    /// cluster is cut only if it exceeds the limit by itself. A scalar is never cut: where the limit
    /// has fewer bytes than a scalar, that scalar alone is a piece, and the one kind of piece that
    /// exceeds the limit. Time grows as n log n at most.
    package func pieces(of text: String) -> [String] {
        let scalars = text.unicodeScalars
        let isTrimmed = !Self.isBlank(scalars.first) && !Self.isBlank(scalars.last)
        if isTrimmed, limit.allows(text) { return scalars.isEmpty ? [] : [text] }
        let trimmed = isTrimmed ? text : Self.withoutOuterBlanks(text)
        if trimmed.unicodeScalars.isEmpty { return [] }
        if limit.allows(trimmed) { return [trimmed] }
        var packing = packing(of: trimmed)
        return Self.parts(of: trimmed, packing.pieces())
    }

    /// The seams of a text without white space around it, to be chosen among: those of sentences,
    /// and smaller ones within the sentences that no call holds.
    package func packing(of text: String) -> PiecePacking {
        let language = language ?? Language.detect(in: text)
        var scanner = SentenceScanner(text, rules: .rules(for: language))
        let sentences = scanner.scan()
        let scanned = scanner.text
        let first = Seam(end: 0, start: 0, strength: .paragraph)
        let last = Seam(end: scanned.count, start: scanned.count, strength: .paragraph)
        let measure = TextMeasure(scanned.scalars, limit: limit)
        let smaller = SmallerSeams(text: scanned, measure: measure)
        var seams = [first]
        for seam in sentences + [last] {
            let start = seams[seams.count - 1].start
            if !measure.fits(start, seam.end) { seams += smaller.seams(in: start..<seam.end) }
            seams.append(seam)
        }
        return PiecePacking(seams, measure: measure)
    }

    /// Copies ranges of scalars out of a text in one walk.
    private static func parts(of text: String, _ ranges: [Range<Int>]) -> [String] {
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        var offset = 0
        return ranges.map { range in
            let start = scalars.index(index, offsetBy: range.lowerBound - offset)
            index = scalars.index(start, offsetBy: range.count)
            offset = range.upperBound
            return String(scalars[start..<index])
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { Role($0).isBlank } ?? false
    }

    /// The text without white space around it; a blank with a combining mark on it stays.
    private static func withoutOuterBlanks(_ text: String) -> String {
        func isBlank(_ character: Character) -> Bool {
            character.unicodeScalars.allSatisfy { Role($0).isBlank }
        }
        guard let first = text.firstIndex(where: { !isBlank($0) }),
            let last = text.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(text[first...last])
    }
}
