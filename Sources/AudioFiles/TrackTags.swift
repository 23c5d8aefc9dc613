/// What a track says about itself in its ID3 tag.
public struct TrackTags: Hashable, Sendable {
    /// The track's title; nil for none.
    public let title: String?
    /// How the spoken text begins: at most 120 characters, cut between words where there are any.
    public let firstWords: String

    private static let titleLimit = 250
    private static let firstWordsLimit = 120

    /// The tags of a track with this title and this spoken text.
    ///
    /// White space and control characters become single spaces; an empty title counts as none.
    public init(title: String?, text: String) {
        let title = title.map { Self.line($0, limit: Self.titleLimit) } ?? ""
        self.title = title.isEmpty ? nil : title
        firstWords = Self.line(text, limit: Self.firstWordsLimit)
    }

    private static func line(_ text: String, limit: Int) -> String {
        // A character can be several scalars; eight times the limit is enough to fill it.
        let start = text.unicodeScalars.lazy.drop { isSpace($0) }.prefix(limit * 8)
        let words = start.split(whereSeparator: isSpace)
        let line = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
        guard line.count > limit else { return line }
        let cut = line.prefix(limit - 1)
        // Scripts without spaces are cut anywhere; so is a word longer than half the line.
        let seam = cut.lastIndex(of: " ").flatMap { index in
            cut.distance(from: cut.startIndex, to: index) > limit / 2 ? index : nil
        }
        return cut[..<(seam ?? cut.endIndex)] + "…"
    }

    private static func isSpace(_ scalar: UnicodeScalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }
}
