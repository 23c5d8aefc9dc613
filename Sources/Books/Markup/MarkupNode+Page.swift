import Markup
import Texts

extension MarkupNode {
    /// Whether the page does not show the element.
    var isHidden: Bool {
        guard hasAttributes else { return false }
        if attribute("hidden") != nil || attribute("aria-hidden") == "true" { return true }
        guard let style = attribute("style") else { return false }
        let rules = style.lowercased().filter { !$0.isWhitespace }
        return rules.contains("display:none") || rules.contains("visibility:hidden")
    }

    /// Whether the element leads through the book: a `nav`, or one whose role says that it is one.
    var isNavigation: Bool { isNamed("nav") || semantics.contains("navigation") }

    /// Whether a class name says that this is the number of a line of verse, and it is a number.
    var isLineNumber: Bool {
        guard words("class").contains(where: ElementKinds.lineNumberClasses.contains) else {
            return false
        }
        let text = singleSpacedText
        return text.count <= 6 && text.allSatisfy { $0.isNumber || "[]()".contains($0) }
    }

    /// Whether an element for navigation is a list of places in the book.
    var isContents: Bool {
        if BookPart(semantics: semantics) == .contents { return true }
        let linked = links.reduce(0) { $0 + $1.singleSpacedText.count }
        return linked * 10 >= singleSpacedText.count * 8
    }

    private var links: [MarkupNode] {
        var links: [MarkupNode] = []
        forEachElement { if $0.name == "a", $0.attribute("href") != nil { links.append($0) } }
        return links
    }

    /// Whether a paragraph is a line or more of a program.
    var isListing: Bool {
        let classes = words("class")
        return classes.contains { $0 == "code" || $0 == "programlisting" } && first("pre") == nil
    }

    /// Whether a link is the number or sign by which its own paragraph can be cited.
    ///
    /// A number begins the paragraph or stands alone before it; elsewhere it is text.
    func isPermalink(to name: String) -> Bool {
        let text = singleSpacedText
        let isSign = ["¶", "#", "§", "🔗", "¶", ""].contains(text)
        guard isSign || text.allSatisfy(\.isNumber) else { return false }
        var (node, isFirst, isAlone) = (self, true, true)
        for _ in 0..<4 {
            if node.anchors.contains(name) { return isSign || isFirst }
            isFirst = isFirst && !node.hasTextBefore
            if isFirst, isAlone, node.nextElement?.anchors.contains(name) == true { return true }
            isAlone = isAlone && isFirst && !node.hasTextAfter
            guard let parent = node.parent else { return false }
            node = parent
        }
        return false
    }

    /// Whether a table only lays out a page: its cells hold headings, tables or several paragraphs.
    var isLayoutTable: Bool {
        var isLayout = false
        forEachElement { element in
            guard element.name == "td" || element.name == "th", !isLayout else { return }
            let blocks = element.elements.filter { ElementKinds.blocks.contains($0.name) }
            isLayout =
                blocks.count > 1
                || blocks.contains {
                    $0.name == "table" || ElementKinds.headingLevel($0.name) != nil
                }
        }
        return isLayout
    }

    /// Whether a table lays out verse, as plays have it: a cell breaks three lines and more, each about
    /// as long as one of verse, and no cell is a heading.
    var holdsVerse: Bool {
        var (hasVerse, hasHeadings) = (false, false)
        forEachElement { element in
            if element.name == "th" { hasHeadings = true }
            guard element.name == "td", !hasVerse, element.first("br") != nil else { return }
            var lines = [0]
            element.addLines(to: &lines)
            let filled = lines.filter { $0 > 0 }
            hasVerse =
                filled.count >= 3 && filled.allSatisfy { $0 <= 64 }
                && filled.reduce(0, +) >= filled.count * 20
        }
        return hasVerse && !hasHeadings
    }

    /// The characters between breaks.
    private func addLines(to lines: inout [Int]) {
        if name == "br", kind == .element { lines.append(0) }
        if kind == .text { lines[lines.count - 1] += content.singleSpaced.count }
        for child in children { child.addLines(to: &lines) }
    }

    /// Whether preformatted text is a listing: its classes or elements say so, or its lines do.
    var isListingOfLines: Bool {
        if ["code", "samp", "kbd"].contains(where: { first($0) != nil }) { return true }
        for holder in [self, parent, parent?.parent].compactMap({ $0 }) {
            if holder.words("class").contains(where: ElementKinds.codeClasses.contains) {
                return true
            }
        }
        let classes = (attribute("class") ?? "").lowercased()
        if classes.contains("lang-") || classes.contains("language-") { return true }
        if words("class").contains(where: ElementKinds.verseClasses.contains) { return false }
        return ListingSigns.areListing(text.split(whereSeparator: \.isNewline))
    }

    /// A formula of MathML on one line.
    var formulaText: String {
        guard kind == .element else { return kind == .text ? content : text }
        let parts = elements.map(\.formulaText)
        switch name {
        case "annotation", "annotation-xml": return ""
        case "mo":
            let sign = singleSpacedText
            return "=+-−×÷<>≤≥±→·∈⊂∪∩".contains(sign) ? " \(sign) " : sign
        case "mfrac" where parts.count == 2: return "\(parts[0])/\(parts[1])"
        case "msup" where parts.count == 2:
            return parts[0] + ScriptPosition.raised.applied(to: parts[1])
        case "msub" where parts.count == 2:
            return parts[0] + ScriptPosition.lowered.applied(to: parts[1])
        case "msubsup" where parts.count == 3:
            return parts[0] + ScriptPosition.lowered.applied(to: parts[1])
                + ScriptPosition.raised.applied(to: parts[2])
        case "msqrt": return "√" + parts.joined()
        case "mtr": return parts.joined(separator: ", ")
        case "mtable": return parts.joined(separator: "; ")
        case "mi", "mn", "mtext", "ms": return singleSpacedText
        default: return parts.joined()
        }
    }
}
