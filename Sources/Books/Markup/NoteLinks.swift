import Markup

/// Which links are the marks of notes and where the notes are, found before any text is read.
///
/// A mark may stand in one file and its note in another, so every file is looked through first. A
/// mark is a link that says so (`noteref`), or one that looks like a mark and whose note links
/// back to it or says that it is a note. Of two links that name each other, the one that comes
/// first is the mark. A number like any other in the text is a mark if the note begins with it.
struct NoteLinks {
    /// Where marks lead, by file: the elements that are notes or stand in them.
    private(set) var notes: [String: Set<String>] = [:]

    /// A link that may be a mark.
    private struct Candidate {
        let target: PageTarget
        let text: String
        let looksLikeMark: Bool
    }

    /// The links that may be marks, by the places they can be reached at.
    private var candidates: [PageTarget: [Candidate]] = [:]
    /// Where links lead that look like marks, and where elements are that say they are notes.
    private var targets: Set<PageTarget> = []
    private var sayings: Set<PageTarget> = []

    /// Whether a place is known to be a note.
    func isNote(_ target: PageTarget) -> Bool {
        target.fragment.map { notes[target.file]?.contains($0) == true } ?? false
    }

    /// Whether a link in a note leads back to a mark of it; a number is the mark's own number.
    ///
    /// - Parameter names: The names by which marks reach the note.
    func leadsBack(_ link: MarkupNode, to place: PageTarget, from names: Set<String>) -> Bool {
        let digits = link.singleSpacedText.filter(\.isNumber)
        return candidates[place]?.contains { mark in
            mark.target.fragment.map(names.contains) == true
                && (digits.isEmpty || digits == mark.text.filter(\.isNumber))
        } ?? false
    }

    /// Looks through the next file in reading order.
    mutating func scan(_ root: MarkupNode, file: String, resolve: (String) -> PageTarget?) {
        root.forEachElement { element in
            guard element.hasAttributes else { return }
            if element.hasNoteClass {
                element.forEachElement { say($0.anchors, in: file) }
            }
            guard let link = element.attribute("href") ?? element.attribute("idref"),
                element.isNamed("a") || element.isNamed("noteref") || element.isNamed("span")
                    || element.isNamed("sup"),
                let target = resolve(link), target.fragment != nil
            else { return }
            scanLink(element, to: target, in: file)
        }
    }

    private mutating func scanLink(_ link: MarkupNode, to target: PageTarget, in file: String) {
        let text = link.singleSpacedText
        let (isArrow, isMark) = (NoteLinks.isArrow(text), NoteLinks.isMark(link))
        if isArrow { say(link.holderNames, in: file) }
        if isMark {
            add(target)
        } else if let note = candidates[target]?.first(where: { mark in
            isAnswer(link, text, to: mark, in: file)
        }) {
            return add(note.target)
        } else if isArrow {
            return
        }
        let looksLikeMark = isMark || NoteLinks.looksLikeMark(link, text)
        guard looksLikeMark || NoteLinks.isNumber(text) && !link.beginsBlock else { return }
        let candidate = Candidate(target: target, text: text, looksLikeMark: looksLikeMark)
        for name in link.markNames {
            candidates[PageTarget(file: file, fragment: name), default: []].append(candidate)
        }
        guard looksLikeMark || link.isAttached else { return }
        targets.insert(target)
        if sayings.contains(target) { add(target) }
    }

    /// Whether a link leads from the note that a mark leads to back to that mark.
    private func isAnswer(
        _ link: MarkupNode, _ text: String, to mark: Candidate, in file: String
    ) -> Bool {
        guard mark.target.file == file, let name = mark.target.fragment, link.stands(in: name)
        else { return false }
        if mark.looksLikeMark { return true }
        return !link.isInHeading
            && (NoteLinks.isArrow(text) || link.beginsBlock && text == mark.text)
    }

    private mutating func add(_ note: PageTarget) {
        if let fragment = note.fragment { notes[note.file, default: []].insert(fragment) }
    }

    /// Elements of these names say that they are notes.
    private mutating func say(_ names: [String], in file: String) {
        for name in names {
            let place = PageTarget(file: file, fragment: name)
            sayings.insert(place)
            if targets.contains(place) { add(place) }
        }
    }

    // MARK: Looks

    /// Whether an element says that it is the mark of a note.
    static func isMark(_ element: MarkupNode) -> Bool {
        element.isNamed("noteref") || element.semantics.contains("noteref")
    }

    /// Whether an element says that it leads from a note back to its mark.
    static func isWayBack(_ element: MarkupNode) -> Bool {
        element.semantics.contains { $0 == "backlink" || $0 == "referrer" }
    }

    /// Whether raised text is a number in brackets, `[12]` or `（四）`.
    ///
    /// Round brackets right behind one letter are those of a derivative: `f⁽²⁾`.
    static func isRaisedMark(_ element: MarkupNode) -> Bool {
        let text = element.singleSpacedText
        guard let open = text.first, let close = text.last, (3...8).contains(text.count),
            ["[]", "()", "［］", "（）", "〔〕", "【】"].contains("\(open)\(close)")
        else { return false }
        let label = text.dropFirst().dropLast().drop { "注註译訳".contains($0) }
        let isNumber = Numeral.ideographic(ArraySlice(label.unicodeScalars)) != nil
        guard isNumber || !label.isEmpty && label.allSatisfy(\.isWholeNumber) else { return false }
        let word = (element.previousSibling?.text ?? "").reversed().prefix { $0.isLetter }
        return open != "(" || word.count != 1 || word.first?.isASCII == false
    }

    /// Whether a link looks like a mark: its text is a number or a sign, raised or in brackets, or an arrow back.
    static func looksLikeMark(_ link: MarkupNode, _ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 64, text.count <= 6 else { return false }
        let bare = text.filter { !"[](){}〔〕［］（）*†‡§¶.".contains($0) }
        if isArrow(text) || bare.isEmpty { return true }
        guard bare.allSatisfy({ $0.isNumber }) || (bare.count == 1 && text != bare) else {
            return false
        }
        return text != bare || link.first("sup") != nil || link.parent?.name == "sup"
            || link.isBracketed
            || link.words("class").contains { $0.lowercased().contains("note") }
            || !bare.allSatisfy { $0.isASCII }
    }

    /// Whether a link's text is a number that says nothing of itself.
    static func isNumber(_ text: String) -> Bool {
        text.allSatisfy(\.isNumber) && (1...4).contains(text.count)
    }

    /// Whether a link's text is an arrow that leads back, in the form of a sign or of a picture.
    static func isArrow(_ text: String) -> Bool {
        guard text.utf8.count <= 64 else { return false }
        let text = text.unicodeScalars.filter { !(0xFE00...0xFE0F).contains($0.value) }
        return arrows.contains(String(String.UnicodeScalarView(text)))
    }

    private static let arrows: Set<String> = ["↩", "↑", "^", "⏎", "↵", "⤴", "←", "↥"]
}

extension MarkupNode {
    /// Whether a class name of the usual converters says that it is a note, or holds notes.
    var hasNoteClass: Bool { words("class").contains(where: ElementKinds.noteClasses.contains) }

    /// Whether the text beside the element puts it in square brackets.
    fileprivate var isBracketed: Bool {
        func side(_ node: MarkupNode?) -> String { node?.kind == .text ? node?.content ?? "" : "" }
        return side(previousSibling).hasSuffix("[") && side(nextSibling).hasPrefix("]")
    }

    /// The names by which a way back may lead to a link: its own, and those around it in its block.
    fileprivate var markNames: [String] {
        var names = (first("sup").map { $0 == self ? [] : $0.anchors }) ?? []
        var next: MarkupNode? = self
        for _ in 0..<4 {
            guard let node = next else { break }
            names += node.anchors
            if ElementKinds.blocks.contains(node.name) { break }
            next = node.parent
        }
        return names
    }

    /// How many elements at the front of a note may be empty and carry its name.
    ///
    /// What holds all notes of a book has thousands of elements.
    private var frontCount: Int { 4 }

    /// The names of the elements around a way back that may be its note, and of empty ones in them.
    fileprivate var holderNames: [String] {
        var names: [String] = []
        var next = parent
        for _ in 0..<4 {
            guard let node = next, !ElementKinds.divisions.contains(node.name) else { break }
            names += node.anchors + node.elements.prefix(frontCount).flatMap(\.anchors)
            next = node.parent
        }
        return names
    }

    /// Whether an element of this name is this one, or holds it a few levels up.
    fileprivate func stands(in name: String) -> Bool {
        var next: MarkupNode? = self
        for _ in 0..<6 {
            guard let node = next else { return false }
            if node.anchors.contains(name) { return true }
            // An empty element at the front of a note may carry its name.
            if node.elements.prefix(frontCount).contains(where: { $0.anchors.contains(name) }) {
                return true
            }
            next = node.parent
        }
        return false
    }
}
