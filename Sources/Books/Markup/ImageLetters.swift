import Markup
import Texts

/// What an image or an empty element says in the text where it is no picture: a letter that opens a
/// chapter, a character that fonts lack, a formula.
struct ImageLetters {
    /// How sure it is that the image is read as text.
    enum Evidence {
        /// Its classes say so, or the text around it does not matter.
        case certain
        /// One letter, which is read where it stands among text.
        case letter
        /// The front of a word, which is read where the rest of the word follows.
        case front
    }

    let text: String
    let evidence: Evidence

    /// What an element says; nil for a picture, and for any element with text of its own.
    init?(_ node: MarkupNode, name: String) {
        guard let said = ImageLetters.alternative(of: node, name: name) else { return nil }
        if node.hasText, name != "svg", name != "object" {
            // Its parts are hidden, and its label is all that is read of it.
            (text, evidence) = (said, .certain)
            return
        }
        let kind = Kind(node)
        if kind == .formula || kind == .other && ImageLetters.isFormula(said) {
            guard
                kind == .other || said.contains(where: { !$0.isLetter && $0 != " " })
                    || said.count <= 2
            else { return nil }
            (text, evidence) = (ImageLetters.withoutDollars(said), .certain)
            return
        }
        if said.contains(" ") || said.count > 16 || kind == .character,
            let scalar = ImageLetters.named(said, node)
        {
            (text, evidence) = (String(Character(scalar)), .certain)
            return
        }
        let letters = said.filter { $0.isLetter || $0.isNumber }
        let marks = said.filter { $0.isPunctuation }
        guard letters.count + marks.count == said.count, marks.count <= 2 || kind == .character,
            !said.unicodeScalars.contains(where: { (0x2FF0...0x2FFB).contains($0.value) })
        else { return nil }
        text = said
        switch (kind, letters.count) {
        case (.character, 0...4), (.initial, 1...16): evidence = .certain
        case (_, 1) where letters.allSatisfy(\.isLetter): evidence = .letter
        case (_, 1...3): evidence = .front
        default: return nil
        }
    }

    /// What the classes of an image say that it is.
    fileprivate enum Kind {
        case initial, character, formula, other

        init(_ node: MarkupNode) {
            let words = node.attribute("class").map { $0.lowercased() } ?? ""
            if words.isEmpty {
                self = node.attribute("role") == "math" ? .formula : .other
            } else {
                let found = Kind.signs.first { $0.words.contains { words.place(of: $0) != nil } }
                self = found?.kind ?? .other
            }
        }

        private static let signs: [(kind: Kind, words: [[UInt8]])] = [
            (.character, ["gaiji", "extchar", "external-char", "glyph", "kanji", "hanzi"]),
            (.initial, ["dropc", "drop-", "drop_", "dropped", "initial", "lettrine", "versal"]),
            (.formula, ["math", "formula", "equation", "latex", "katex"]),
        ].map { kind, words in (kind, words.map { Array($0.utf8) }) }
    }

    // MARK: What stands for the image

    private static func alternative(of node: MarkupNode, name: String) -> String? {
        let said: String?
        switch name {
        case "img", "image": said = node.said(["alt", "aria-label", "title"] + data)
        case "svg": said = node.drawnText ?? node.said(["aria-label"]) ?? node.titleText
        case "object": said = node.shownText ?? node.said(["aria-label", "title"] + data)
        case "span", "i", "b", "em", "strong", "div":
            if let letter = node.initialText { return letter }
            guard
                node.hasAttribute(beginning: "aria-label") || node.hasAttribute(beginning: "data-"),
                let label = node.said(["aria-label"] + data), node.first("img") == nil,
                node.isShownAs(label)
            else { return nil }
            said = label
        default: return nil
        }
        return said
    }

    private static let data: [StaticString] = [
        "data-alt", "data-letter", "data-char", "data-text", "data-unicode", "data-glyph",
    ]

    // MARK: Characters

    /// The character that a description names, or the name of the image's file.
    private static func named(_ said: String, _ node: MarkupNode) -> Unicode.Scalar? {
        if let scalar = AozoraText.character(named: said) { return scalar }
        let file = node.attribute("src")?.split(separator: "/").last ?? ""
        for name in [Substring(said), file.prefix { $0 != "." }] {
            let digits =
                ["u+", "uni", "u", "&#x"].lazy.compactMap { mark in
                    name.lowercased().hasPrefix(mark) ? name.dropFirst(mark.count) : nil
                }.first?.filter { $0 != ";" } ?? ""
            if (4...5).contains(digits.count), digits.allSatisfy(\.isHexDigit),
                let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init),
                scalar.properties.isAlphabetic
            {
                return scalar
            }
        }
        // The library's images are named by the characters' places in its standard.
        let isDescribed = said.contains("「") || said.contains("※")
        return isDescribed ? AozoraText.character(named: String(file.prefix { $0 != "." })) : nil
    }

    // MARK: Formulas

    /// Whether a text has the signs of a formula and no words.
    private static func isFormula(_ said: String) -> Bool {
        guard said.contains(where: { "=^\\√∑∫≤≥×÷±".contains($0) }), !said.contains("://") else {
            return false
        }
        let words = said.split { !$0.isLetter && $0 != "\\" }
        return words.allSatisfy { $0.count <= 3 || $0.first == "\\" }
    }

    private static func withoutDollars(_ said: String) -> String {
        var said = said[...]
        for (left, right) in [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")]
        where said.hasPrefix(left) && said.hasSuffix(right) && said.count > left.count * 2 {
            said = said.dropFirst(left.count).dropLast(right.count)
        }
        return String(said)
    }
}

extension MarkupNode {
    /// What the first of some attributes says that says anything.
    fileprivate func said(_ names: [StaticString]) -> String? {
        for name in names {
            guard let value = attribute(name) else { continue }
            let text = SpokenText.line(value)
            if !text.isEmpty { return text }
        }
        return nil
    }

    /// The text that a drawing shows.
    fileprivate var drawnText: String? {
        var texts: [String] = []
        forEachElement { element in
            if element.name == "text" { texts.append(element.text) }
            if element.name == "image", let text = element.attribute("alt") { texts.append(text) }
        }
        let text = SpokenText.line(texts.joined())
        return text.isEmpty ? nil : text
    }

    /// The text that an object shows where its medium is not shown.
    fileprivate var shownText: String? {
        let image = first("img")?.attribute("alt") ?? ""
        let text = SpokenText.line(text + image)
        return text.isEmpty ? nil : text
    }

    /// The text of an element that is called a drop cap and holds no more than one.
    fileprivate var initialText: String? {
        guard hasAttributes, isShort(8), ImageLetters.Kind(self) == .initial else { return nil }
        let text = SpokenText.line(text)
        return text.count { $0.isLetter } == 1 && text.count <= 3 ? text : nil
    }

    /// The title of a drawing.
    fileprivate var titleText: String? {
        let text = elements.first { $0.name == "title" }.map { SpokenText.line($0.text) }
        return text?.isEmpty == true ? nil : text
    }

    /// Whether the element shows nothing but what a label says: nothing, or hidden parts of it.
    fileprivate func isShownAs(_ label: String) -> Bool {
        guard hasText else { return true }
        let isHidden = children.allSatisfy { !$0.hasText || $0.kind == .element && $0.isHidden }
        return isHidden && label.filter(\.isLetter) == text.filter(\.isLetter)
    }
}
