import Markup

/// What a page of Aozora Bunko, a Japanese library, holds beside the book; its classes are the
/// library's own: https://www.aozora.gr.jp/KOSAKU/xhtml/
extension MarkupNode {
    /// Whether the page is one of the library's.
    var isOfAozora: Bool {
        var classes: Set<Substring> = []
        forEachElement { classes.formUnion($0.words("class")) }
        return classes.isSuperset(of: ["main_text", "bibliographical_information"])
    }

    /// The part of such a page that the element is; nil for any other.
    var aozoraPart: BookPart? {
        if attribute("id") == "card" { return .back }
        for name in words("class") {
            switch name {
            case "metadata": return .front
            case "main_text": return .body
            case "bibliographical_information", "notation_notes", "after_text": return .back
            default: continue
            }
        }
        return nil
    }

    /// Whether the element is a note on how the book is set, as `［＃地付き］`.
    var isAozoraNote: Bool {
        words("class").contains("notes") && singleSpacedText.hasPrefix("［＃")
    }
}

extension PageReader {
    /// Leaves a note of the library out; one behind `※` stands for a character.
    mutating func leaveOutAozoraNote(_ node: MarkupNode, _ context: Context) {
        let note = node.singleSpacedText
        if pending.text.hasSuffix("※") {
            pending.text.removeLast()
            if let character = AozoraText.character(named: note) {
                append(String(character), context, line: node.line)
            }
        }
        leaveOut(.mark, note)
    }
}
