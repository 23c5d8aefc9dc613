import Texts

/// Texts of Unity and Unreal, whose rich text stands in angle brackets and whose values in braces.
///
/// Sources: “Rich text tags” and “Smart Strings” of Unity; “Text Formatting” and “Rich Text Block” of
/// Unreal Engine.
enum RichText {
    /// What is spoken of a text of Unity; a brace that is one is `{{` or `\{`.
    static func unity(_ text: String) throws(RowMessage) -> String {
        try spoken(text, escapes: ["{{", "}}", "\\{", "\\}"])
    }

    /// What is spoken of a text of Unreal, in which backslashes stand for characters; a brace that is
    /// one stands behind a backtick.
    static func unreal(_ text: String) throws(RowMessage) -> String {
        try spoken(EscapedText.withoutBackslashes(text), escapes: ["`{", "`}"])
    }

    private static func spoken(_ text: String, escapes: [String]) throws(RowMessage) -> String {
        guard text.unicodeScalars.contains(where: { "<{}".unicodeScalars.contains($0) }) else {
            return text
        }
        var said = ""
        var rest = text[...]
        while let first = rest.first {
            if let escape = escapes.first(where: rest.hasPrefix) {
                said.append(escape.last ?? first)
                rest = rest.dropFirst(escape.count)
            } else if first == "{" {
                throw RowMessage(
                    "`\(String(rest.prefix { $0 != "}" }).excerpt)}` is put in by the game, so "
                        + "that this text is not known: write it out in the list, or leave the "
                        + "row out")
            } else if first == "<", let tag = tag(at: rest) {
                if tag == "<br>" || tag == "<br/>" { said.append("\n") }
                rest = rest.dropFirst(tag.count)
            } else {
                said.append(first)
                rest = rest.dropFirst()
            }
        }
        return EscapedText.tidied(said)
    }

    /// The tag that a text begins with; nil where its bracket is only a sign, as in `a < b`.
    private static func tag(at text: Substring) -> Substring? {
        guard let end = text.firstIndex(of: ">") else { return nil }
        let inner = text[text.index(after: text.startIndex)..<end]
        guard let first = inner.first, first.isLetter || first == "/" || first == "#",
            !inner.contains("<")
        else { return nil }
        return text[...end]
    }
}
