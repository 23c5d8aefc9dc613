/// A place where a text may be cut, with the white space there belonging to neither side.
package struct Seam: Equatable {
    /// The index after the last scalar before the seam.
    package var end: Int
    /// The index of the first scalar after the seam.
    package var start: Int
    package var strength: Strength

    package init(end: Int, start: Int, strength: Strength) {
        self.end = end
        self.start = start
        self.strength = strength
    }

    /// How good a place a seam is, the best first.
    package enum Strength: Int, Comparable {
        case paragraph
        case sentence
        /// The end of a line that is meant, without a sentence end: a verse, an item of a list.
        case line
        /// The end of a sentence within a quotation or a parenthesis.
        case innerSentence
        case clause
        case word
        /// Within a word, or between the characters of a script without spaces.
        case character

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }
}
