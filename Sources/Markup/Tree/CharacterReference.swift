import CXML2
import Texts

/// Character references of HTML: `&amp;`, `&#8212;`, `&#x2014;`.
///
/// Source: https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state, with the
/// names that libxml2 knows, those of HTML 4, and ``CharacterNames``.
package enum CharacterReference {
    /// A text with its references resolved.
    ///
    /// - Parameter needsSemicolon: Whether only references that end with `;` count; else numbers
    ///   and the names of Latin-1 do without.
    package static func resolved(
        _ scalars: ArraySlice<Unicode.Scalar>, needsSemicolon: Bool
    ) -> [Unicode.Scalar] {
        guard scalars.contains("&") else { return Array(scalars) }
        var resolved: [Unicode.Scalar] = []
        var rest = scalars
        while let scalar = rest.popFirst() {
            if scalar == "&", let found = reference(rest, needsSemicolon: needsSemicolon) {
                resolved.append(contentsOf: found.text.unicodeScalars)
                rest = rest.dropFirst(found.length)
            } else {
                resolved.append(scalar)
            }
        }
        return resolved
    }

    /// What a reference stands for, without its `&` and `;`: `amp`, `#8212`, `#x2014`.
    ///
    /// Nil for a name that stands for no character.
    package static func text(of name: String) -> String? {
        let scalars = Array("\(name);".unicodeScalars)
        guard let found = reference(scalars[...], needsSemicolon: true),
            found.length == scalars.count
        else { return nil }
        return found.text
    }

    /// What `nbsp` or `eacute` stands for; nil if HTML has no such name.
    package static func named(_ name: String) -> String? {
        early(name) ?? CharacterNames.later[name]
    }

    /// What a name of HTML 4 stands for.
    private static func early(_ name: String) -> String? {
        htmlEntityLookup(name).flatMap { Unicode.Scalar($0.pointee.value) }
            .map { String(Character($0)) }
    }

    /// What the reference behind an `&` stands for and how long it is; nil if there is none.
    private static func reference(
        _ rest: ArraySlice<Unicode.Scalar>, needsSemicolon: Bool
    ) -> (text: String, length: Int)? {
        if rest.first == "#" { return number(rest.dropFirst(), needsSemicolon: needsSemicolon) }
        let name = rest.prefix(32).prefix(while: \.isASCIILetterOrDigit)
        if rest.dropFirst(name.count).first == ";",
            let text = named(String(name))
        {
            return (text, name.count + 1)
        }
        guard !needsSemicolon else { return nil }
        for length in stride(from: min(6, name.count), through: 2, by: -1) {
            let text = early(String(name.prefix(length)))
            if let text, let value = text.unicodeScalars.first?.value, value < 0x100 {
                return (text, length)
            }
        }
        return nil
    }

    private static func number(
        _ rest: ArraySlice<Unicode.Scalar>, needsSemicolon: Bool
    ) -> (text: String, length: Int)? {
        let isHex = rest.first == "x" || rest.first == "X"
        let digits = rest.dropFirst(isHex ? 1 : 0).prefix { scalar in
            scalar.isASCII && scalar.properties.isASCIIHexDigit
                && (isHex || ("0"..."9").contains(scalar))
        }
        let length = 1 + (isHex ? 1 : 0) + digits.count
        let hasSemicolon = rest.dropFirst(length - 1).first == ";"
        guard !digits.isEmpty, hasSemicolon || !needsSemicolon else { return nil }
        let value = UInt32(String(digits), radix: isHex ? 16 : 10) ?? 0
        return (text(of: value), hasSemicolon ? length + 1 : length)
    }

    private static func text(of value: UInt32) -> String {
        if (0x80...0x9F).contains(value) {
            return String(windows1252[Int(value) - 0x80])
        }
        guard value != 0, let scalar = Unicode.Scalar(value) else { return "\u{FFFD}" }
        return String(Character(scalar))
    }

    /// What browsers take the numbers 0x80 to 0x9F for.
    private static let windows1252 = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
}
