/// A text of a certain length that says nothing.
package struct TextSample: Sendable, Hashable, CustomStringConvertible {
    /// How many bytes of UTF-8 each of its characters has.
    package enum Width: Int, Sendable, Hashable {
        /// Latin letters.
        case one = 1
        /// Chinese characters.
        case three = 3
    }

    /// How many characters it has, 1 or more.
    package let characters: Int
    /// How wide each is.
    package let width: Width

    /// A text of so many characters.
    package init(characters: Int, width: Width) {
        self.characters = max(1, characters)
        self.width = width
    }

    /// How many bytes it has.
    package var bytes: Int { characters * width.rawValue }

    /// The text; without blanks, so that none are trimmed before they are counted.
    package var text: String {
        String(repeating: width == .one ? "a" : "字", count: characters)
    }

    /// Its length for people.
    package var description: String {
        "\(characters) characters of \(width.rawValue) byte\(width == .one ? "" : "s")"
    }
}
