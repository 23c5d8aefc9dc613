/// The longest text of a call: in characters, and in bytes where a service counts those.
///
/// A text is within the limit if it is within both counts. A limit in bytes alone has as many
/// characters as bytes, since no character is less than a byte.
package struct TextLimit: Hashable, Codable, Sendable {
    /// The most Unicode scalars, 1 or more.
    package let characters: Int
    /// The most bytes of UTF-8, 1 or more; nil where only characters are counted.
    package let bytes: Int?

    /// A limit of so many characters and, where it is given, so many bytes.
    ///
    /// A count below 1 is taken as 1.
    package init(characters: Int, bytes: Int? = nil) {
        self.characters = max(1, characters)
        self.bytes = bytes.map { max(1, $0) }
    }

    /// A limit of so many bytes of UTF-8.
    package init(bytes: Int) {
        self.init(characters: bytes, bytes: bytes)
    }

    /// Whether a text is within the limit.
    package func allows(_ text: String) -> Bool {
        let byteCount = text.utf8.count
        return byteCount <= bytes ?? .max
            // Characters are never more than bytes, and bytes are known without counting.
            && (byteCount <= characters || text.characterCount <= characters)
    }

    /// Whether a text of these lengths is within the limit.
    package func allows(characters: Int, bytes: Int) -> Bool {
        characters <= self.characters && bytes <= self.bytes ?? .max
    }

    /// Whether texts of these lengths in all come up against the bytes before the characters.
    package func isBoundByBytes(characters: Int, bytes: Int) -> Bool {
        guard let mostBytes = self.bytes else { return false }
        return Double(bytes) / Double(mostBytes) > Double(characters) / Double(self.characters)
    }

    /// The limit under which a text has to be within both.
    package func tightened(by other: TextLimit) -> TextLimit {
        TextLimit(
            characters: min(characters, other.characters),
            bytes: [bytes, other.bytes].compactMap { $0 }.min())
    }
}

extension TextLimit: CustomStringConvertible {
    /// The limit for people: `10000 characters`, `1000 bytes`, `500 characters and 1000 bytes`.
    package var description: String {
        guard let bytes else { return "\(characters) characters" }
        return characters >= bytes
            ? "\(bytes) bytes" : "\(characters) characters and \(bytes) bytes"
    }
}
