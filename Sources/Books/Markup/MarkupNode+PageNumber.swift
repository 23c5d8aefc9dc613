import Markup

extension MarkupNode {
    /// Whether the element is the number of a page: it says so, and its text is a number.
    ///
    /// `pagebreak` and its kin are as often asked of the layout: a heading so marked is a heading,
    /// and in a paragraph only digits are a page's number.
    var isPageNumber: Bool {
        let semantics = semantics
        if semantics.contains("page-list") { return true }
        let classes = words("class")
        let isMarker = semantics.contains("pagebreak") || name == "pagenum"
        let isNamed = isMarker || classes.contains(where: ElementKinds.pageNumberClasses.contains)
        guard isNamed || classes.contains(where: ElementKinds.pageBreakClasses.contains) else {
            return false
        }
        let text = singleSpacedText
        guard text.count <= 16 else { return false }
        let isHeading = ElementKinds.headingLevel(name) != nil || isInHeading && text == heading
        if isNamed { return (isMarker || !isHeading) && PageNumber.names(text) }
        if ElementKinds.blocks.contains(name) { return !isHeading && PageNumber.isDigits(text) }
        return !isHeading && PageNumber.isBare(text)
    }

    /// The text of the heading around the element.
    private var heading: String? {
        sequence(first: self, next: \.parent).first { ElementKinds.headingLevel($0.name) != nil }?
            .singleSpacedText
    }
}

/// What pages are numbered by: `12`, `[12]`, `xii`, `p. 12`, `12a`, `第12页`.
enum PageNumber {
    /// Whether a text is digits, in brackets or not.
    static func isDigits(_ text: String) -> Bool {
        let words = words(of: text)
        return words.count == 1 && words[0].allSatisfy(\.isNumber)
    }

    /// Whether a text is one number.
    static func isBare(_ text: String) -> Bool {
        let words = words(of: text)
        return words.count == 1 && isNumber(words[0])
    }

    /// Whether a text is a number, alone or with a word or two that name it; no text is one too.
    static func names(_ text: String) -> Bool {
        let words = words(of: text)
        return words.isEmpty
            || words.count <= 4 && words.contains(where: isNumber)
                && words.allSatisfy { isNumber($0) || $0.count <= 6 }
    }

    private static func words(of text: String) -> [Substring] {
        text.split { !$0.isLetter && !$0.isNumber }
    }

    private static func isNumber(_ word: Substring) -> Bool {
        word.contains(where: \.isNumber) || Numeral.roman(Array(word.unicodeScalars)) != nil
    }
}
