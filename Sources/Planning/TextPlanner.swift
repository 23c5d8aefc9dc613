/// Cuts texts into the pieces that are sent as one paid call each.
///
/// A call costs the same whatever its length, so the fewest pieces count first; among those the
/// best seams, a paragraph's end before a sentence's; among those the most even sizes. A sentence
/// is cut only if it exceeds the limit itself: at a clause, else a word, else a character. The same
/// text, limit and language give the same pieces always.
public struct TextPlanner: Sendable {
    /// The longest piece, in Unicode scalars.
    ///
    /// At least 1.
    public let limit: Int
    /// The language of all texts.
    ///
    /// Nil: found for each text that has to be cut.
    public let language: Language?

    /// Plans for calls of at most so many Unicode scalars.
    ///
    /// A limit below 1 is taken as 1. A language of nil is found from each text that is cut.
    public init(limit: Int, language: Language? = nil) {
        self.limit = max(limit, 1)
        self.language = language
    }

    /// The pieces of a text, in order, without white space around them.
    ///
    /// A text within the limit, white space around it aside, is one piece; one of white space
    /// alone has none. Joined again the pieces are the text, white space at seams aside. A grapheme
    /// cluster is cut only if it exceeds the limit by itself. Time grows as n log n at most.
    public func pieces(of text: String) -> [String] {
        let scalars = text.unicodeScalars
        let isTrimmed = !Self.isBlank(scalars.first) && !Self.isBlank(scalars.last)
        if isTrimmed, fits(text) { return scalars.isEmpty ? [] : [text] }
        let trimmed = isTrimmed ? text : Self.trimmed(text)
        if trimmed.unicodeScalars.isEmpty { return [] }
        return fits(trimmed) ? [trimmed] : cut(trimmed)
    }

    private func fits(_ text: String) -> Bool {
        text.utf8.count <= limit || text.unicodeScalars.count <= limit
    }

    private func cut(_ text: String) -> [String] {
        let language = language ?? Language.detect(in: text)
        var scanner = SentenceScanner(text, rules: .rules(for: language))
        let sentences = scanner.scan()
        let scanned = scanner.text
        let first = Seam(end: 0, start: 0, strength: .paragraph)
        let last = Seam(end: scanned.count, start: scanned.count, strength: .paragraph)
        let smaller = SmallerSeams(text: scanned, limit: limit)
        var seams = [first]
        for seam in sentences + [last] {
            let sentence = seams[seams.count - 1].start..<seam.end
            if sentence.count > limit { seams += smaller.seams(in: sentence) }
            seams.append(seam)
        }
        var packing = PiecePacking(seams, limit: limit)
        return Self.parts(of: text, packing.pieces())
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

    /// The text without the characters of white space around it; one that bears a mark stays.
    private static func trimmed(_ text: String) -> String {
        func isBlank(_ character: Character) -> Bool {
            character.unicodeScalars.allSatisfy { Role($0).isBlank }
        }
        guard let first = text.firstIndex(where: { !isBlank($0) }),
            let last = text.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(text[first...last])
    }
}
