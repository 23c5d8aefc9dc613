/// Characters by their names in HTML and by their numbers.
package enum CharacterReference {
    /// What a reference stands for, without its `&` and `;`: `amp`, `#8212`, `#x2014`.
    ///
    /// A space of any width is a space; what only joins or parts letters is nothing. Nil for a name or
    /// a number that stands for no character.
    package static func text(of name: String) -> String? {
        guard let scalar = name.first == "#" ? numbered(name.dropFirst()) : named(name) else {
            return nil
        }
        switch scalar {
        case "\u{A0}", "\u{2002}", "\u{2003}", "\u{2009}": return " "
        case "\u{AD}", "\u{200C}", "\u{200D}": return ""
        default: return String(scalar)
        }
    }

    private static func numbered(_ digits: Substring) -> Unicode.Scalar? {
        let isHex = digits.first == "x" || digits.first == "X"
        let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }

    private static func named(_ name: String) -> Unicode.Scalar? {
        MarkupEntity.named(name)?.unicodeScalars.first
    }
}
