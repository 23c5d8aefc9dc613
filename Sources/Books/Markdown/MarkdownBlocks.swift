import Texts

/// The blocks of a Markdown text, with their inline marks still in them.
struct MarkdownBlocks {
    /// A block and where it begins.
    struct Entry {
        var kind: Block.Kind
        /// The text of its lines, without the marks that make the block; breaks stay.
        var lines: [MarkdownLine]
        let lineNumber: Int
    }

    /// A line of a block's text.
    struct MarkdownLine {
        var scalars: [Unicode.Scalar]
        /// Whether its break is a hard one: two spaces or a backslash at its end.
        var endsHard: Bool
    }

    var entries: [Entry] = []
    var leftOut: [LeftOut] = []
    /// The text of each footnote, by its label.
    var notes: [String: [MarkdownLine]] = [:]
    /// The labels of link reference definitions.
    var references = MarkdownReferences()

    let lines: [TextLine]
    let options: BookReadingOptions
    var index: Int
    var paragraph: Entry?
    /// Whether the lines stand in a list, whose items may have paragraphs further in.
    private var isInList = false
    /// Whether the text breaks its lines at a width: then a break in a paragraph means nothing.
    let layout: PageLayout

    init(_ lines: [TextLine], from start: Int, options: BookReadingOptions) {
        self.lines = lines
        self.options = options
        index = start
        layout = PageLayout(of: lines[start...])
    }

    mutating func parse() {
        while index < lines.count {
            if lines[index].indent >= 4, paragraph == nil, !isInList, beginsCode() {
                indentedCode()
            } else {
                var line = content(of: lines[index])
                read(&line)
            }
            index += 1
        }
        close()
    }

    // MARK: Lines

    /// A line inside its containers: marks of quotes and list items are taken off.
    private struct Content {
        var scalars: [Unicode.Scalar]
        var indent: Int
        var beginsItem = false
        var marks: [Unicode.Scalar] = []
    }

    private func content(of line: TextLine) -> Content {
        var content = Content(scalars: line.scalars, indent: line.indent)
        while content.scalars.first == ">" {
            content.marks.append(">")
            content.scalars = Array(content.scalars.dropFirst().drop { $0 == " " })
            content.indent = 0
        }
        guard !isRule(content.scalars) else { return content }
        while let count = MarkdownBlocks.itemMarkCount(content.scalars) {
            content.marks += content.scalars.prefix(count)
            content.scalars = Array(content.scalars.dropFirst(count).drop { $0 == " " })
            content.beginsItem = true
            content.indent = 0
        }
        if isOrderedItem(content.scalars) { content.beginsItem = true }
        return content
    }

    /// Whether a line begins an item by its number, which is spoken.
    private func isOrderedItem(_ line: [Unicode.Scalar]) -> Bool {
        let digits = line.prefix(while: \.isDigit)
        guard (1...3).contains(digits.count), line.count > digits.count + 2,
            ".)".unicodeScalars.contains(line[digits.count]), line[digits.count + 1] == " "
        else { return false }
        return paragraph == nil || isInList || digits.elementsEqual(["1"])
    }

    /// How many characters the mark of a list item takes: `-`, `*`, `+`, with `[x]`.
    private static func itemMarkCount(_ line: [Unicode.Scalar]) -> Int? {
        guard let first = line.first, line.count > 1 else { return nil }
        if "-*+".unicodeScalars.contains(first), line[1] == " " {
            let rest = line.dropFirst().drop { $0 == " " }
            let isTask = rest.count > 4 && rest.first == "[" && rest.dropFirst(2).first == "]"
            return isTask && " xX".unicodeScalars.contains(rest[rest.startIndex + 1])
                ? rest.startIndex + 3 : 1
        }
        return nil
    }

    private func isRule(_ line: [Unicode.Scalar]) -> Bool {
        let marks = line.filter { $0 != " " }
        guard marks.count >= 3, let first = marks.first, "*-_".unicodeScalars.contains(first) else {
            return false
        }
        return marks.allSatisfy { $0 == first }
    }

    private mutating func read(_ line: inout Content) {
        let text = line.scalars
        if !line.marks.isEmpty { leave(.mark, String(line.marks)) }
        if line.beginsItem { close() }
        if !text.isEmpty {
            isInList = line.beginsItem || isInList && (line.indent >= 2 || paragraph != nil)
        }
        if text.isEmpty { return close() }
        let isHeading = line.indent < 4 && heading(text)
        if isHeading || fence(text) || setext(text, line) || rule(text) || html(text)
            || line.marks.isEmpty && markup(text) || command(text)
        {
            return
        }
        if definition(text) || table(text) { return }
        add(text)
    }

    private mutating func add(_ text: [Unicode.Scalar]) {
        var scalars = text
        var endsHard = lines[index].trailingSpaceCount >= 2
        if scalars.last == "\\" {
            scalars.removeLast()
            endsHard = true
            leave(.mark, "\\")
        }
        if paragraph == nil {
            paragraph = Entry(kind: .paragraph, lines: [], lineNumber: lines[index].number)
        }
        paragraph?.lines.append(MarkdownLine(scalars: scalars, endsHard: endsHard))
    }

    mutating func close() {
        guard var entry = paragraph else { return }
        paragraph = nil
        if MarkdownVerse(layout: layout).isVerse(entry.lines) { entry.kind = .verse }
        entries.append(entry)
    }

    mutating func leave(_ reason: LeftOut.Reason, _ text: String) {
        leftOut.append(LeftOut(reason, place: "line \(lines[index].number)", text: text))
    }

    // MARK: Headings and rules

    private mutating func heading(_ text: [Unicode.Scalar]) -> Bool {
        let level = text.prefix { $0 == "#" }.count
        guard (1...6).contains(level), text.count == level || text[level] == " " else {
            return false
        }
        close()
        var title = withoutAttributes(Array(text.dropFirst(level).drop { $0 == " " }))
        let closing = title.reversed().prefix { $0 == "#" }.count
        if closing == title.count || closing > 0 && title[title.count - closing - 1] == " " {
            title.removeLast(closing)
            leave(.mark, String(repeating: "#", count: closing))
            title = withoutAttributes(title)
        }
        leave(.mark, String(repeating: "#", count: level))
        entries.append(
            Entry(
                kind: .heading(level: level),
                lines: [MarkdownLine(scalars: title, endsHard: false)],
                lineNumber: lines[index].number))
        return true
    }

    private mutating func withoutAttributes(_ title: [Unicode.Scalar]) -> [Unicode.Scalar] {
        let title = Array(title.reversed().drop { $0 == " " }.reversed())
        guard let start = MarkdownMarks.attributesStart(title) else { return title }
        leave(.mark, String(title[start...]))
        return Array(title[..<start].reversed().drop { $0 == " " }.reversed())
    }

    /// A line of `===` or `---` under a paragraph.
    private mutating func setext(_ text: [Unicode.Scalar], _ line: Content) -> Bool {
        guard let first = text.first, first == "=" || first == "-",
            text.allSatisfy({ $0 == first }),
            line.indent < 4, !line.beginsItem, var entry = paragraph
        else { return false }
        paragraph = nil
        entry.kind = .heading(level: first == "=" ? 1 : 2)
        let end = entry.lines.count - 1
        entry.lines[end].scalars = withoutAttributes(entry.lines[end].scalars)
        entries.append(entry)
        leave(.mark, String(text))
        return true
    }

    private mutating func rule(_ text: [Unicode.Scalar]) -> Bool {
        guard isRule(text) else { return false }
        close()
        leave(.mark, String(text))
        return true
    }

    // MARK: Code

    private mutating func fence(_ text: [Unicode.Scalar]) -> Bool {
        guard let mark = text.first, mark == "`" || mark == "~" else { return false }
        let count = text.prefix { $0 == mark }.count
        guard count >= 3, mark == "~" || !text.dropFirst(count).contains("`") else { return false }
        close()
        leave(.mark, String(text))
        var code: [MarkdownLine] = []
        let first = index + 1
        while index + 1 < lines.count {
            index += 1
            let line = lines[index].scalars
            if line.count >= count, line.allSatisfy({ $0 == mark }) {
                leave(.mark, lines[index].text)
                break
            }
            code.append(MarkdownLine(scalars: line, endsHard: true))
        }
        addCode(code, from: first)
        return true
    }

    private func beginsCode() -> Bool {
        guard !lines[index].isBlank, index == 0 || lines[index - 1].isBlank else { return false }
        let listing = lines[index...].prefix(200).prefix { $0.isBlank || $0.indent >= 4 }
        return MarkdownMarks.isListing(listing.map(\.scalars).filter { !$0.isEmpty })
    }

    private mutating func indentedCode() {
        let first = index
        var code = [MarkdownLine(scalars: lines[index].scalars, endsHard: true)]
        while index + 1 < lines.count, lines[index + 1].isBlank || lines[index + 1].indent >= 4 {
            index += 1
            code.append(MarkdownLine(scalars: lines[index].scalars, endsHard: true))
        }
        while code.last?.scalars.isEmpty == true { code.removeLast() }
        addCode(code, from: first)
    }

    private mutating func addCode(_ code: [MarkdownLine], from first: Int) {
        guard code.contains(where: { !$0.scalars.isEmpty }) else { return }
        if options.readsCode {
            entries.append(
                Entry(kind: .code, lines: code, lineNumber: lines[min(first, index)].number))
        } else {
            leave(.code, code.map { String($0.scalars) }.joined(separator: "\n"))
        }
    }
}
