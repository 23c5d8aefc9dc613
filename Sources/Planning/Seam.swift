/// A place where a text may be cut, with the white space there belonging to neither side.
struct Seam: Equatable {
    /// The index after the last scalar before the seam.
    var end: Int
    /// The index of the first scalar after the seam.
    var start: Int
    var strength: Strength

    /// How good a place a seam is, the best first.
    enum Strength: Int, Comparable {
        case paragraph
        case sentence
        /// The end of a sentence within a quotation or a parenthesis.
        case innerSentence
        case clause
        case word
        /// Within a word, or between the characters of a script without spaces.
        case character

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }
}
