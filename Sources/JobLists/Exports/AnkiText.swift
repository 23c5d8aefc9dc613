import Markup
import Texts

/// A field of an Anki note.
///
/// Source: “Text Files”, “Media” and “Cloze Deletion” of the Anki manual.
enum AnkiText {
    /// What begins a formula, which nobody can read out as it is written.
    private static let formulas = ["[latex]", "[$]", "[$$]", "\\(", "\\["]

    /// What is spoken of a field.
    static func spoken(_ field: String, isHTML: Bool) throws(RowMessage) -> String {
        if let formula = formulas.first(where: field.contains) {
            throw RowMessage(
                "a formula begins with `\(formula)`, which is drawn and not read: say it in words, "
                    + "or leave the row out")
        }
        let text = withoutClozes(withoutSounds(field))
        guard isHTML else { return FuriganaText.spoken(text) }
        do throws(MarkupTree.Fault) {
            let said = try MarkupTree.withTree(.html("<body>" + text + "</body>")) { root in
                var said = ""
                say(root, into: &said)
                return said
            }
            return FuriganaText.spoken(EscapedText.tidied(said))
        } catch {
            throw RowMessage("the field's HTML cannot be read")
        }
    }

    /// The elements that begin and end a line.
    private static let blocks: Set<String> = [
        "div", "p", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6",
        "blockquote",
    ]

    private static func say(_ node: MarkupNode, into said: inout String) {
        switch node.kind {
        case .text: said += node.content
        case .entity: said += CharacterReference.named(node.name) ?? ""
        case .other: return
        case .element:
            // What stands above the line is how the line is read, not more of it.
            guard !["script", "style", "rt", "rp"].contains(node.name) else { return }
            let isBlock = blocks.contains(node.name) || node.name == "br"
            if isBlock { said += "\n" }
            for child in node.children { say(child, into: &said) }
            if isBlock { said += "\n" }
        }
    }

    /// The field without `[sound:…]`.
    private static func withoutSounds(_ field: String) -> String {
        parts(of: field, from: "[sound:", to: "]") { _ in "" }
    }

    /// The field with `{{c1::answer::hint}}` as its answer.
    private static func withoutClozes(_ field: String) -> String {
        parts(of: field, from: "{{c", to: "}}") { inner in
            let words = inner.split(separator: "::", omittingEmptySubsequences: false)
            let isCloze = words.count > 1 && words[0].allSatisfy(\.isNumber)
            return isCloze ? String(words[1]) : "{{c\(inner)}}"
        }
    }

    private static func parts(
        of text: String, from start: String, to end: String, _ change: (Substring) -> String
    ) -> String {
        guard text.contains(start) else { return text }
        var said = ""
        let pieces = text.split(separator: start, omittingEmptySubsequences: false)
        said += pieces.first ?? ""
        for piece in pieces.dropFirst() {
            let halves = piece.split(separator: end, maxSplits: 1, omittingEmptySubsequences: false)
            said += halves.count == 2 ? change(halves[0]) + halves[1] : start + piece
        }
        return said
    }
}
