import Markup

/// The elements of a page that are lines of verse, each a block of its own.
///
/// In verse that the page names any short block is a line, if it breaks no lines itself. Elsewhere
/// the blocks have to be called lines, or to be as verse is: several, short, with capitals in front
/// and often a comma at the end.
struct VerseLines {
    private static let longestLine = 90

    private var lines: Set<MarkupNode> = []
    private var going: Set<MarkupNode> = []
    private var followed: Set<MarkupNode> = []

    /// Whether an element is a line among others.
    func isLine(_ node: MarkupNode) -> Bool { lines.contains(node) }
    /// Whether a line goes on after the one before it.
    func goesOn(_ node: MarkupNode) -> Bool { going.contains(node) }
    /// Whether another line goes on after it.
    func isFollowed(_ node: MarkupNode) -> Bool { followed.contains(node) }

    /// Looks for lines directly within an element; white space and comments part none.
    mutating func find(in holder: MarkupNode, isVerse: Bool) {
        var run: [MarkupNode] = []
        for child in holder.children {
            if child.kind == .element, VerseLines.mayBeLine(child, isVerse: isVerse) {
                run.append(child)
            } else if child.kind == .element || child.hasText {
                add(run, isVerse: isVerse)
                run = []
            }
        }
        add(run, isVerse: isVerse)
    }

    private mutating func add(_ run: [MarkupNode], isVerse: Bool) {
        guard run.count > 1, isVerse || VerseLines.isVerse(run) else { return }
        lines.formUnion(run)
        going.formUnion(run.dropFirst())
        followed.formUnion(run.dropLast())
    }

    private static func mayBeLine(_ node: MarkupNode, isVerse: Bool) -> Bool {
        let name = node.name
        guard name == "p" || name == "div" || name == "line" || name == "span" && node.isCalledLine
        else { return false }
        if !isVerse, name != "line", !node.isShort(60), !node.isCalledLine { return false }
        return node.isShort(longestLine) && node.hasText && node.isPlainLine
    }

    private static func isVerse(_ run: [MarkupNode]) -> Bool {
        if run.allSatisfy({ $0.name == "line" || $0.isCalledLine }) { return true }
        guard run.count >= 4 else { return false }
        let texts = run.map { SpokenText.line($0.text) }
        let begins = texts.count { text in
            text.first { $0.isLetter }.map { $0.isUppercase && !isCapitals(text) } == true
        }
        let commas = texts.dropLast().count { text in
            text.last.map { ",;:—".contains($0) } == true
        }
        return begins * 10 >= texts.count * 9 && commas * 3 >= texts.count
            && texts.allSatisfy { !$0.contains(where: \.isNumber) }
    }

    private static func isCapitals(_ text: String) -> Bool {
        text.count { $0.isLetter } > 1 && !text.contains { $0.isLowercase }
    }
}

extension MarkupNode {
    /// Whether a class name says that the block is one line of verse.
    fileprivate var isCalledLine: Bool {
        words("class").contains { ElementKinds.verseLineClasses.contains($0) }
    }

    /// Whether there are no blocks, breaks and images within, nor a sign that it is no line.
    fileprivate var isPlainLine: Bool {
        let words = (attribute("class") ?? "").lowercased()
        let others = ["title", "head", "author", "attrib", "sig", "cite", "source", "caption"]
        if !words.isEmpty, others.contains(where: { words.contains($0) }) { return false }
        return elements.allSatisfy(\.isInLine)
    }

    private var isInLine: Bool {
        let name = name
        guard name != "br" || !hasTextAfter, name != "img", !ElementKinds.blocks.contains(name)
        else {
            return false
        }
        return elements.allSatisfy(\.isInLine)
    }

    /// Whether the text within has no more bytes than this for each character; found without making it.
    func isShort(_ limit: Int) -> Bool {
        var left = limit
        return takesText(from: &left)
    }

    private func takesText(from left: inout Int) -> Bool {
        if kind == .text { left -= contentByteCount }
        guard left >= 0 else { return false }
        for child in children where !child.takesText(from: &left) { return false }
        return true
    }
}
