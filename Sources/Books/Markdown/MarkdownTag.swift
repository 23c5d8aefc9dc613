import Texts

/// The form of a tag by CommonMark, https://spec.commonmark.org/0.31.2/#raw-html: what only looks like
/// one, as in `x<y and z>`, is text.
enum MarkdownTag {
    static func end(_ source: [Unicode.Scalar], at start: Int) -> Int? {
        var rest = source[(start + 1)...]
        let isClosing = rest.first == "/"
        if isClosing { rest = rest.dropFirst() }
        guard rest.first?.isASCIILetter == true else { return nil }
        rest = rest.drop { $0.isASCIILetterOrDigit || $0 == "-" }
        while !isClosing, let next = afterAttribute(rest) { rest = next }
        rest = rest.drop(while: \.properties.isWhitespace)
        if !isClosing, rest.first == "/" { rest = rest.dropFirst() }
        return rest.first == ">" ? rest.startIndex + 1 : nil
    }

    /// What follows an attribute and the white space before it; nil if none begins there.
    private static func afterAttribute(
        _ text: ArraySlice<Unicode.Scalar>
    ) -> ArraySlice<Unicode.Scalar>? {
        let name = text.drop(while: \.properties.isWhitespace)
        guard name.startIndex > text.startIndex, let first = name.first,
            first.isASCIILetter || first == "_" || first == ":"
        else { return nil }
        let rest = name.drop {
            $0.isASCIILetterOrDigit || "_.:-".unicodeScalars.contains($0)
        }
        let value = rest.drop(while: \.properties.isWhitespace)
        guard value.first == "=" else { return rest }
        return afterValue(value.dropFirst().drop(while: \.properties.isWhitespace))
    }

    private static func afterValue(
        _ value: ArraySlice<Unicode.Scalar>
    ) -> ArraySlice<Unicode.Scalar>? {
        if let quote = value.first, quote == "\"" || quote == "'" {
            let rest = value.dropFirst().prefix(longestValue).drop { $0 != quote }
            return rest.isEmpty ? nil : value[(rest.startIndex + 1)...]
        }
        let rest = value.drop {
            !$0.properties.isWhitespace && !"\"'=<>`".unicodeScalars.contains($0)
        }
        return rest.startIndex > value.startIndex ? rest : nil
    }

    /// A quote that is not closed would be searched for in the whole text at each tag.
    private static let longestValue = 4000
}
