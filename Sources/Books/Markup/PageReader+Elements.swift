import Markup
import Texts

extension PageReader {
    /// Leaves an element out, and lists it, if it is not spoken; returns whether it did.
    mutating func leavesOut(_ node: MarkupNode, name: String, in context: Context) -> Bool {
        if ElementKinds.silent.contains(name) {
            if !["head", "script", "style"].contains(name) { leaveOut(.alternative, node.text) }
            return true
        }
        if node.isPageNumber {
            leaveOut(.pageNumber, node.text)
            return true
        }
        if node.isLineNumber {
            leaveOut(.mark, node.text)
            return true
        }
        if node.isNavigation, node.isContents {
            leaveOut(.contents, node.text)
            return true
        }
        if node.isHidden {
            leaveOut(.alternative, node.text)
            return true
        }
        if setting.isOfAozora, node.isAozoraNote {
            leaveOutAozoraNote(node, context)
            return true
        }
        if context.isNotes, ElementKinds.headingLevel(name) != nil {
            leaveOut(.note, node.text)
            return true
        }
        return false
    }

    /// Reads an element that is more than its text, as tables and images are; returns whether it did.
    mutating func readSpecial(_ node: MarkupNode, name: String, in context: Context) -> Bool {
        switch name {
        case "br" where context.isPartedByBreaks && !context.isFlat: flush()
        case "br":
            readBreak(context)
        case "a", "noteref": return readLink(node, context)
        case "ruby": readRuby(node, context)
        case "sup", "sub":
            guard !context.isCode, node.first("a") == nil, node.first("img") == nil else {
                return false
            }
            let position: ScriptPosition = name == "sup" ? .raised : .lowered
            if NoteLinks.isMark(node) || position == .raised && NoteLinks.isRaisedMark(node) {
                appendMark(node, context, target: nil)
            } else {
                append(position.applied(to: node.text), context, line: node.line)
            }
        case "img", "image":
            if setting.options.readsAlternativeText, let text = node.attribute("alt") {
                append(" \(text) ", context, line: node.line)
            }
        case "svg": readDrawing(node, context)
        case "math": readFormula(node, context)
        case "switch": readSwitch(node, context)
        case "table": readTable(node, context)
        case "pre": readPreformatted(node, context)
        case "p", "div", "li":
            guard node.isListing else { return readMarkSpan(node, context) }
            readListing(node, context)
        default: return readMarkSpan(node, context)
        }
        return true
    }

    /// A mark of a note may be any element that says so.
    private mutating func readMarkSpan(_ node: MarkupNode, _ context: Context) -> Bool {
        guard NoteLinks.isMark(node) else { return false }
        appendMark(node, context, target: nil)
        return true
    }

    mutating func appendBreak(_ scalar: Unicode.Scalar) {
        if pending.isBlank { return }
        pending.text.unicodeScalars.append(scalar)
    }

    /// Two breaks with nothing between them end a paragraph or a stanza.
    private mutating func readBreak(_ context: Context) {
        if context.isFlat { return appendBreak(" ") }
        let last = pending.text.unicodeScalars.reversed().first { !SpokenText.isSpace($0) }
        if last == SpokenText.lineBreak, !context.keepsLines, !context.isCode {
            flush()
        } else {
            appendBreak(SpokenText.lineBreak)
        }
    }

    // MARK: Links

    private mutating func readLink(_ node: MarkupNode, _ context: Context) -> Bool {
        let link = node.attribute("href") ?? node.attribute("idref")
        let target = link.flatMap(setting.resolve)
        if NoteLinks.isMark(node) {
            appendMark(node, context, target: target)
        } else if NoteLinks.isWayBack(node) || isWayBack(node, to: target, in: context) {
            leaveOut(.noteMark, node.text)
        } else if let target, isMark(node, target) {
            appendMark(node, context, target: target)
        } else if let fragment = target?.fragment, node.isPermalink(to: fragment) {
            leaveOut(.mark, node.text)
        } else {
            return false
        }
        return true
    }

    /// Whether a link leads from a note back to its mark: an arrow, the number that the note begins
    /// with, or another short link that leads to one of its marks.
    private func isWayBack(
        _ node: MarkupNode, to target: PageTarget?, in context: Context
    ) -> Bool {
        guard let target, target.fragment != nil else { return false }
        let text = node.singleSpacedText
        if NoteLinks.isArrow(text) { return true }
        guard context.isNote, isShort(node, text) else { return false }
        let isFirst =
            page.pieces.isEmpty && !pending.text.contains { $0.isLetter || $0.isNumber }
        return isFirst || setting.links.leadsBack(node, to: target, from: namesInNote ?? [])
    }

    private func isShort(_ node: MarkupNode, _ text: String) -> Bool {
        text.characterTotal <= 2 || NoteLinks.looksLikeMark(node, text)
            || text.allSatisfy { $0.isNumber }
    }

    /// Whether a link that looks like a mark leads to a note, or a number right behind a word does.
    ///
    /// Raised numbers that lead anywhere in the book are marks, even if nothing leads back.
    private func isMark(_ node: MarkupNode, _ target: PageTarget) -> Bool {
        guard target.fragment != nil else { return false }
        let isNote = setting.links.isNote(target)
        let text = node.singleSpacedText
        guard NoteLinks.looksLikeMark(node, text) else {
            return isNote && NoteLinks.isNumber(text) && (node.isAttached || !node.anchors.isEmpty)
        }
        let isRaised = node.parent?.name == "sup" || node.first("sup") != nil
        return isNote || isRaised || target.file != page.file
            || text.hasPrefix("[")
    }

    private mutating func appendMark(
        _ node: MarkupNode, _ context: Context, target: PageTarget?
    ) {
        let text = node.singleSpacedText
        leaveOut(.noteMark, text)
        append(String(Character(SpokenText.noteMark)), context, line: node.line)
        pending.marks.append(PageText.NoteMark(target: target, text: text))
    }

    // MARK: Ruby

    /// Reads the text or the reading beside it, never both.
    ///
    /// A container of readings counts where none stands before it: a second one is a translation.
    private mutating func readRuby(_ node: MarkupNode, _ context: Context) {
        var bases: [MarkupNode] = []
        for child in node.children {
            switch child.name {
            case "rt" where child.kind == .element, "rtc" where child.kind == .element:
                let isNext = child.name == "rt" || bases.contains(where: \.hasText)
                if setting.options.ruby == .reading, isNext, child.hasText {
                    for base in bases { leaveOut(.ruby, base.text) }
                    bases = []
                    readChildren(child, context)
                } else {
                    leaveOut(.ruby, child.text)
                }
            case "rp" where child.kind == .element: continue
            default: bases.append(child)
            }
            if setting.options.ruby == .base {
                for base in bases { read(base, context) }
                bases = []
            }
        }
        for base in bases { read(base, context) }
    }

    // MARK: Alternatives

    /// EPUB 3.0's switch: what any reading system can show, or else its first case.
    private mutating func readSwitch(_ node: MarkupNode, _ context: Context) {
        let spoken =
            node.elements.first { $0.name == "default" }
            ?? node.elements.first { $0.name == "case" }
        for child in node.elements {
            if child == spoken {
                readChildren(child, context)
            } else {
                leaveOut(.alternative, child.text)
            }
        }
    }

    private mutating func readDrawing(_ node: MarkupNode, _ context: Context) {
        for child in node.elements {
            switch child.name {
            case "text":
                flush()
                append(child.text, context, line: child.line)
                flush()
            case "title", "desc":
                if setting.options.readsAlternativeText {
                    flush()
                    append(child.text, context, line: child.line)
                    flush()
                } else {
                    leaveOut(.alternative, child.text)
                }
            case "foreignobject": readChildren(child, context)
            case "style", "script", "metadata": continue
            default: readDrawing(child, context)
            }
        }
    }

    private mutating func readFormula(_ node: MarkupNode, _ context: Context) {
        let names = formulaNames ?? FormulaNames(around: node)
        formulaNames = names
        if let text = node.attribute("alttext"), names.isName(text) {
            append(text, context, line: node.line)
            leaveOut(.alternative, node.formulaText)
        } else {
            append(node.formulaText, context, line: node.line)
        }
    }

    // MARK: Tables and listings

    /// Reads a table row by row, or, if it only lays out a page, block by block.
    private mutating func readTable(_ node: MarkupNode, _ context: Context) {
        flush()
        var context = context
        let holdsVerse = !context.isFlat && node.holdsVerse
        if holdsVerse { context.isVerse = true }
        let isData = !context.isFlat && !holdsVerse && !node.isLayoutTable
        readRows(node, context, isData: isData)
        flush()
    }

    private mutating func readRows(_ node: MarkupNode, _ context: Context, isData: Bool) {
        for child in node.elements {
            switch child.name {
            case "tr" where isData:
                flush()
                var row = context
                row.kind = .tableRow
                row.isFlat = true
                for cell in child.elements {
                    read(cell, row)
                    appendBreak(SpokenText.cellEnd)
                }
                flush()
            case "thead", "tbody", "tfoot": readRows(child, context, isData: isData)
            default: read(child, context)
            }
        }
    }

    private mutating func readPreformatted(_ node: MarkupNode, _ context: Context) {
        if node.isListingOfLines { return readListing(node, context) }
        var context = context
        context.keepsLines = true
        context.isVerse = true
        flush()
        if context.isFlat || !readWrapped(node, context) { readChildren(node, context) }
        flush()
    }

    /// Reads a text whose lines are broken at a width, as paragraphs; returns whether it is one.
    private mutating func readWrapped(_ node: MarkupNode, _ context: Context) -> Bool {
        guard node.elements.first(where: { _ in true }) == nil else { return false }
        let lines = TextLine.lines(of: Array(node.text.utf8))
        let layout = PageLayout(of: lines[...])
        guard layout.isHardWrapped, layout.wrapWidth >= 45, lines.count >= 4 else { return false }
        let builder = ParagraphBuilder(
            lines: lines, layout: layout, hyphens: CutWords(in: lines[...]))
        for block in builder.blocks(of: lines.indices) {
            var context = context
            context.keepsLines = block.kind == .verse
            context.isVerse = context.keepsLines
            append(String(block.text), context, line: node.line)
            flush()
        }
        return true
    }

    private mutating func readListing(_ node: MarkupNode, _ context: Context) {
        var context = context
        context.kind = .code
        context.isCode = true
        context.keepsLines = node.name == "pre"
        flush()
        readChildren(node, context)
        flush()
    }
}
