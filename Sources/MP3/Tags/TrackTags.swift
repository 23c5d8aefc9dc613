/// What a track says about itself in its ID3 tag.
package struct TrackTags: Hashable, Sendable {
    /// The track's title; nil for none.
    package let title: String?
    /// How the spoken text begins: at most 120 characters, cut between words where there are any.
    package let firstWords: String
    /// Which track of its audiobook it is, and what that audiobook is; nil for a track on its own.
    package let place: Place?

    /// A track's place in an audiobook.
    package struct Place: Hashable, Sendable {
        /// The track's number, from 1.
        package let number: Int
        /// How many tracks the audiobook has.
        package let count: Int
        /// What the audiobook says about itself.
        package let audiobook: AudiobookTags

        /// The place of a track in an audiobook.
        package init(number: Int, of count: Int, in audiobook: AudiobookTags) {
            self.number = number
            self.count = count
            self.audiobook = audiobook
        }
    }

    private static let titleLimit = 250
    private static let firstWordsLimit = 120

    /// The tags of a track with this title and this spoken text.
    ///
    /// White space and control characters become single spaces; an empty title counts as none.
    ///
    /// - Parameter place: where it stands in an audiobook; nil for a track on its own.
    package init(title: String?, text: String, place: Place? = nil) {
        self.title = Self.title(title)
        firstWords = Self.line(text, limit: Self.firstWordsLimit)
        self.place = place
    }

    /// A text for people on one line of at most 250 characters; nil for an empty one.
    package static func title(_ text: String?) -> String? {
        let line = line(text ?? "", limit: titleLimit)
        return line.isEmpty ? nil : line
    }

    private static func line(_ text: String, limit: Int) -> String {
        let line = joinedWords(text, scalarLimit: limit * 8)
        guard line.count > limit else { return line }
        let cut = line.prefix(limit - 1)
        // Scripts without spaces are cut anywhere; so is a word longer than half the line.
        let seam = cut.lastIndex(of: " ").flatMap { index in
            cut.distance(from: cut.startIndex, to: index) > limit / 2 ? index : nil
        }
        return cut[..<(seam ?? cut.endIndex)] + "…"
    }

    /// The first words with single spaces between them; a character can be several scalars.
    private static func joinedWords(_ text: String, scalarLimit: Int) -> String {
        var line = String.UnicodeScalarView()
        var count = 0
        var needsSpace = false
        for scalar in text.unicodeScalars {
            guard !isSpace(scalar) else {
                needsSpace = count > 0
                continue
            }
            guard count < scalarLimit else { break }
            if needsSpace { line.append(" ") }
            needsSpace = false
            line.append(scalar)
            count += 1
        }
        return String(line)
    }

    private static func isSpace(_ scalar: UnicodeScalar) -> Bool {
        guard !scalar.isASCII else { return scalar.value <= 0x20 || scalar.value == 0x7F }
        return scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }
}
