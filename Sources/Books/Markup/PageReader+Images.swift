import Markup

extension PageReader {
    /// A letter drawn as an image at the front of a block.
    struct Initial {
        let text: String
        /// Whether it may be a word by itself, as `A` is and `T` is not.
        let isWord: Bool
        /// Whether it is an image, and no text that has to be spoken in any case.
        let isDrawn: Bool

        init(_ text: String, language: String?, isDrawn: Bool) {
            (self.text, self.isDrawn) = (text, isDrawn)
            isWord = text.last.map { Initial.isWord($0, language: language) } ?? true
        }

        private static func isWord(_ letter: Character, language: String?) -> Bool {
            guard letter.isASCII, letter.isLetter else { return true }
            let letter = Character(letter.lowercased())
            if "aeiouy".contains(letter) { return true }
            let slavic: Set<Substring> = ["pl", "cs", "sk", "sl", "hr", "sr", "bs"]
            return "kosvwz".contains(letter)
                && language.map { slavic.contains($0.lowercased().prefix(2)) } ?? false
        }
    }

    /// Reads what stands for letters of the text; returns whether the element is that.
    mutating func readLetters(_ node: MarkupNode, name: String, _ context: Context) -> Bool {
        guard PageReader.mayBeLetters.contains(name), !context.isCode,
            let letters = ImageLetters(node, name: name), !node.isHidden
        else { return false }
        switch letters.evidence {
        case .certain: break
        case .letter:
            let isAlone = node.block?.hasText != true
            guard !isAlone || letters.text.contains(where: \.isUppercase) else { return false }
        case .front:
            guard node.beginsBlock, node.isFrontOfWord(letters.text) else { return false }
        }
        let isFirst = pending.isBlank
        append(letters.text, context, line: node.line)
        if isFirst, initial == nil {
            pending.initial = Initial(
                letters.text, language: node.language,
                isDrawn: ["svg", "object"].contains(name) || !node.hasText)
        }
        return true
    }

    private static let mayBeLetters: Set<String> = [
        "img", "image", "svg", "object", "span", "i", "b", "em", "strong", "div",
    ]

    /// Keeps a letter that stands alone in its block for the block that it opens; returns whether
    /// there is one.
    mutating func holdInitial() -> Bool {
        guard let opening = pending.initial, opening.isDrawn, !pending.context.isFlat,
            opening.text.count <= 4,
            SpokenText.line(pending.text) == opening.text
        else { return false }
        initial = opening
        return true
    }

    /// What a letter adds to the front of the block after it.
    ///
    /// The rest of its word begins small, or is all capitals. A text that begins with the letter
    /// says it itself.
    mutating func heldInitial(before text: String) -> String {
        guard let held = initial else { return "" }
        initial = nil
        let front = text.drop { !$0.isLetter }.prefix(2)
        let isRest =
            front.first?.isLowercase == true
            || front.count == 2 && front.allSatisfy(\.isUppercase)
        if isRest { return held.text }
        if held.isWord, front.first != held.text.last { return held.text + " " }
        leaveOut(.alternative, held.text)
        return ""
    }

    /// A text without the white space of the source between it and a letter that opens its word.
    mutating func joined(_ text: String) -> String {
        guard let opening = pending.initial else { return text }
        let rest = text.drop(while: \.isWhitespace)
        if rest.isEmpty { return opening.isWord ? text : "" }
        pending.initial = nil
        return !opening.isWord && rest.first?.isLetter == true ? String(rest) : text
    }
}

extension MarkupNode {
    /// The language that the nearest element around the node names.
    fileprivate var language: String? {
        sequence(first: self, next: \.parent).lazy.compactMap { $0.attribute("lang") }.first
    }

    /// Whether the text goes on after the node as a word does whose front it is.
    fileprivate func isFrontOfWord(_ front: String) -> Bool {
        let next = sequence(first: self, next: \.parent).lazy
            .prefix { !ElementKinds.blocks.contains($0.name) }
            .compactMap(\.nextSibling).first
        guard let letter = next?.text.first, letter.isLetter else { return false }
        return letter.isLowercase || front.count > 1 && !front.contains(where: \.isLowercase)
    }
}
