import Markup

/// Reads a tree of markup into blocks.
struct PageReader {
    /// What is known of the book a page belongs to.
    struct Setting {
        var options = BookReadingOptions()
        /// Which links are marks, and where notes are.
        var links = NoteLinks()
        /// The names of elements at which chapters begin, in this file.
        var starts: Set<String> = []
        /// Whether the page is one of Aozora Bunko, with parts and paragraphs of its own.
        var isOfAozora = false
        /// Where a link in this file leads; nil is out of the book.
        var resolve: (String) -> PageTarget? = { _ in nil }
    }

    /// What holds within an element.
    struct Context {
        var kind = Block.Kind.paragraph
        var part: BookPart?
        var script: ScriptPosition?
        var keepsLines = false
        var isVerse = false
        var isCode = false
        /// Whether blocks within do not part the text: in headings and in cells.
        var isFlat = false
        var isNote = false
        var isNotes = false
        var isBackMatter = false
        /// Whether a break of a line ends a paragraph.
        var isPartedByBreaks = false
        /// Where the link leads that the text stands in.
        var link: PageTarget?
    }

    /// Text on its way to becoming a block.
    struct Pending {
        var text = ""
        var context = Context()
        var line = 1
        var marks: [PageText.NoteMark] = []
        var links: [PageText.Link] = []
        var isBlank = true
        /// The drawn letter that it begins with, until text comes after it.
        var initial: Initial?
    }

    let setting: Setting
    var page: PageText
    var pending = Pending()
    /// Small things that are not spoken and of which a page has many: its numbers, marks of notes.
    var small: [LeftOut.Reason: [String]] = [:]
    /// How many characters could not be read in the file's encoding.
    var lostCharacterCount = 0
    /// A drawn letter that stood alone in its block.
    var initial: Initial?
    /// The elements that are lines of verse.
    var verse = VerseLines()
    /// What the formulas of the page are called that is no name of theirs.
    var formulaNames: FormulaNames?
    /// The elements that are notes.
    let notes: NoteElements
    /// The names met since text was last gathered, inside a note.
    var namesInNote: Set<String>?

    /// What the tree of a file says.
    static func read(_ root: MarkupNode, file: String, setting: Setting) -> PageText {
        let notes = NoteElements(in: root, names: setting.links.notes[file] ?? [])
        var reader = PageReader(setting: setting, page: PageText(file: file), notes: notes)
        reader.read(root, Context())
        reader.flush()
        reader.leaveOutInitial()
        reader.page.leaveOutLineNumbers()
        reader.page.leaveOutNoteHeadings()
        reader.listSmall()
        return reader.page
    }

    private init(setting: Setting, page: PageText, notes: NoteElements) {
        self.setting = setting
        self.page = page
        self.notes = notes
    }

    /// Reads an element or text and all within it.
    mutating func read(_ node: MarkupNode, _ context: Context) {
        switch node.kind {
        case .text: append(node.content, context, line: node.line)
        case .entity: readEntity(node, context)
        case .element: readElement(node, context)
        case .other: break
        }
    }

    mutating func readChildren(_ node: MarkupNode, _ context: Context) {
        for child in node.children { read(child, context) }
    }

    private mutating func readEntity(_ node: MarkupNode, _ context: Context) {
        if let text = CharacterReference.named(node.name) {
            append(text, context, line: node.line)
        } else if let text = node.entityContent, text.utf8.count <= 1000,
            !text.contains("<"), !text.contains("&")
        {
            append(text, context, line: node.line)
        } else {
            leaveOut(.unreadable, "&\(node.name);")
        }
    }

    private mutating func readElement(_ node: MarkupNode, _ context: Context) {
        let name = node.name
        let outer = context
        var context = context
        if !context.isNote {
            if notes.isNote(node) { return readNote(node) }
            if notes.isContinuation(node) { return }
        }
        remember(node.anchors, context)
        if readLetters(node, name: name, context) { return }
        if leavesOut(node, name: name, in: context) {
            return node.forEachElement { remember($0.anchors, context) }
        }
        readPart(of: node, into: &context)
        if node.isNoteSection { context.isNotes = true }
        if readSpecial(node, name: name, in: context) { return }
        context = self.context(of: node, name, in: context)
        guard ElementKinds.blocks.contains(name) else {
            if verse.isLine(node) { context.isVerse = true }
            if verse.goesOn(node) { appendBreak(SpokenText.lineBreak) }
            return readChildren(node, context)
        }
        if !context.isFlat { verse.find(in: node, isVerse: context.isVerse) }
        if verse.isLine(node) { context.isVerse = true }
        if verse.goesOn(node) { appendBreak(SpokenText.lineBreak) } else { part(outer) }
        readChildren(node, context)
        if !verse.isFollowed(node) { part(outer) }
    }

    /// A copyright page is front matter, and back matter where it stands there.
    private func readPart(of node: MarkupNode, into context: inout Context) {
        let semantics = node.semantics
        if semantics.contains("backmatter") { context.isBackMatter = true }
        let named = BookPart(semantics: semantics)
        if named == nil, node.words("class").contains(where: ElementKinds.imprintClasses.contains) {
            context.part = .front
        } else {
            context.part = named ?? context.part
        }
        if context.isBackMatter, context.part == .front { context.part = .back }
        if setting.isOfAozora, let part = node.aozoraPart {
            context.part = part
            context.isPartedByBreaks = part == .body
        }
    }

    /// Ends the block that is being gathered; in a heading or a cell a space is enough.
    private mutating func part(_ context: Context) {
        if context.isFlat { append(" ", context, line: pending.line) } else { flush() }
    }

    /// Remembers where names lead to, and begins a block where a chapter does.
    private mutating func remember(_ names: [String], _ context: Context) {
        guard !names.isEmpty else { return }
        if namesInNote != nil {
            namesInNote?.formUnion(names)
            return
        }
        if !context.isFlat, !setting.starts.isDisjoint(with: names) { flush() }
        for name in names where page.anchors[name] == nil {
            page.anchors[name] = page.pieces.count
        }
    }

    /// What holds within an element of this name.
    private func context(
        of node: MarkupNode, _ name: String, in outer: Context
    ) -> Context {
        var context = outer
        let classes = node.words("class")
        if let level = ElementKinds.headingLevel(name), !outer.isFlat {
            context.kind = .heading(level: level)
            context.isFlat = true
        }
        if classes.contains(where: ElementKinds.verseClasses.contains)
            || node.semantics.contains(where: { $0 == "z3998:verse" || $0 == "z3998:poem" })
            || name == "linegroup" || name == "poem"
        {
            context.isVerse = true
        }
        if name == "a", let target = node.attribute("href").flatMap(setting.resolve) {
            context.link = target
        }
        if name == "sup" { context.script = .raised }
        if name == "sub" { context.script = .lowered }
        return context
    }
}
