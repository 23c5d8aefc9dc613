import Markup

/// A FictionBook written as a page of XHTML, with the semantics that EPUB has for its parts.
///
/// Elements begin on the lines that they have in the file, so that places are told right.
struct FB2Page {
    /// The page.
    private(set) var markup = ""
    /// What stands before the text: series, annotation, and the title where it says no more.
    private(set) var front: [String] = []
    private let notes: FB2Notes
    private let description: FB2Description
    private var line = 1
    /// Epigraphs of the book, which stand on its title page and are spoken with its first chapter.
    private var epigraphs: [MarkupNode] = []

    init(_ root: MarkupNode, _ description: FB2Description) {
        notes = FB2Notes(root)
        self.description = description
        writeHead()
        let bodies = root.elements.filter { $0.name == "body" }
        for body in bodies where !notes.bodies.contains(body) { writeBody(body) }
        for body in bodies where notes.bodies.contains(body) {
            write("<section epub:type=\"endnotes\">")
            writeNotes(in: body)
            write("</section>")
        }
        write("</body></html>")
    }

    // MARK: Writing

    private mutating func write(_ text: String) {
        markup += text
    }

    private mutating func writeText(_ text: String) {
        line += text.utf8.count { $0 == UInt8(ascii: "\n") }
        markup += text.escapedMarkup
    }

    /// Begins an element on the line that it has in the file.
    private mutating func begin(_ tag: String, for node: MarkupNode, attributes: String = "") {
        while line < node.line {
            markup += "\n"
            line += 1
        }
        let name = node.attribute("id").map { " id=\"\($0.escapedMarkup)\"" } ?? ""
        markup += "<\(tag)\(name)\(attributes)>"
    }

    private mutating func end(_ tag: String) { markup += "</\(tag)>" }

    // MARK: The head

    private mutating func writeHead() {
        let metadata = description.metadata
        let language = metadata.language.map { " lang=\"\($0.escapedMarkup)\"" } ?? ""
        write(
            "<?xml version=\"1.0\"?><html xmlns:epub=\"http://www.idpf.org/2007/ops\"\(language)>")
        write("<head><title>\((metadata.title ?? "").escapedMarkup)</title>")
        for author in metadata.authors { writeMeta("author", author) }
        writeMeta("publisher", metadata.publisher)
        writeMeta("date", metadata.date)
        write("</head><body>")
        front = [description.series].compactMap { $0 } + description.annotation
    }

    private mutating func writeMeta(_ name: String, _ content: String?) {
        guard let content else { return }
        write("<meta name=\"\(name)\" content=\"\(content.escapedMarkup)\"/>")
    }

    // MARK: Bodies and sections

    private mutating func writeBody(_ body: MarkupNode) {
        begin("section", for: body)
        for child in body.elements {
            if child.name == "epigraph" {
                epigraphs.append(child)
            } else if child.name == "title", isTitlePage(child) {
                front += titleLines(child)
            } else if child.name == "title" {
                writeTitle(child, level: 1)
            } else {
                writeBlock(child, depth: 2)
            }
        }
        writeEpigraphs()
        end("section")
    }

    /// Whether the title of a body says no more than what the book is called and who wrote it.
    private func isTitlePage(_ title: MarkupNode) -> Bool {
        let metadata = description.metadata
        let known = ChapterCutter.key(([metadata.title ?? ""] + metadata.authors).joined())
        let names = metadata.authors.flatMap { author in
            author.split(separator: " ").map { ChapterCutter.key(String($0)) }
        }
        let lines = titleLines(title)
        return !lines.isEmpty
            && lines.allSatisfy { line in
                let words = line.split(separator: " ").map { ChapterCutter.key(String($0)) }
                return known.contains(ChapterCutter.key(line))
                    || words.allSatisfy { $0.isEmpty || names.contains($0) }
            }
    }

    private func titleLines(_ title: MarkupNode) -> [String] {
        let lines = title.elements.map { SpokenText.line($0.text) }.filter { !$0.isEmpty }
        return lines.isEmpty ? [SpokenText.line(title.text)].filter { !$0.isEmpty } : lines
    }

    /// A title of several paragraphs is one heading; a stop parts those that end in a word.
    private mutating func writeTitle(_ title: MarkupNode, level: Int) {
        let tag = "h\(min(level, 6))"
        begin(tag, for: title)
        var isFirst = true
        let paragraphs = title.elements.contains { $0.name == "p" }
        for part in paragraphs ? Array(title.elements) : [title] where part.hasText {
            if !isFirst { write(endsInWord ? ". " : " ") }
            writeInlines(part)
            isFirst = false
        }
        end(tag)
    }

    private var endsInWord: Bool {
        markup.last { !$0.isWhitespace }.map { $0.isLetter || $0.isNumber } ?? false
    }

    /// - Parameter depth: The level of the headings of sections here, from 1.
    private mutating func writeBlocks(_ element: MarkupNode, depth: Int) {
        for child in element.children {
            switch child.kind {
            case .element: writeBlock(child, depth: depth)
            case .text, .entity: writeText(child.text)
            case .other: break
            }
        }
    }

    private mutating func writeBlock(_ node: MarkupNode, depth: Int) {
        switch node.name {
        case "section" where notes.isNote(node), "p" where notes.isNote(node):
            writeNote(node)
        case "section":
            begin("section", for: node)
            let isTitled = node.elements.contains { $0.name == "title" }
            if !isTitled { writeEpigraphs() }
            writeBlocks(node, depth: depth + 1)
            end("section")
        case "title":
            writeTitle(node, level: depth - 1)
            // The title of a part has no text of its own.
            let isPart = node.parent?.elements.contains { $0.name == "section" } == true
            if !isPart { writeEpigraphs() }
        case "subtitle": writeTitle(node, level: depth)
        case "epigraph", "cite": writeElement(node, as: "blockquote", depth: depth)
        case "poem", "annotation": writeElement(node, as: "div", depth: depth)
        case "stanza": writeStanza(node)
        case "table", "tr", "td", "th": writeElement(node, as: node.name, depth: depth)
        case "empty-line", "image": writeInline(node)
        case "p", "v", "text-author", "date":
            begin("p", for: node)
            writeInlines(node)
            end("p")
        case let name where FB2Page.inlines.contains(name): writeInline(node)
        default: writeElement(node, as: "div", depth: depth)
        }
    }

    private mutating func writeEpigraphs() {
        let waiting = epigraphs
        epigraphs = []
        for epigraph in waiting { writeBlock(epigraph, depth: 6) }
    }

    private mutating func writeElement(_ node: MarkupNode, as tag: String, depth: Int) {
        begin(tag, for: node)
        // The title of a poem or of a note is no chapter's.
        for child in node.children {
            switch child.kind {
            case .element where child.name == "title" || child.name == "subtitle":
                write("<p>\(titleLines(child).joined(separator: " ").escapedMarkup)</p>")
            case .element: writeBlock(child, depth: depth)
            case .text, .entity: writeText(child.text)
            case .other: break
            }
        }
        end(tag)
    }

    private mutating func writeStanza(_ stanza: MarkupNode) {
        var verses: [MarkupNode] = []
        for child in stanza.elements {
            if child.name == "v" { verses.append(child) } else { writeBlock(child, depth: 6) }
        }
        begin("p", for: stanza, attributes: " class=\"stanza\"")
        for (index, verse) in verses.enumerated() {
            if index > 0 { write("<br/>") }
            writeInlines(verse)
        }
        end("p")
    }

    // MARK: Notes

    private mutating func writeNotes(in holder: MarkupNode) {
        for child in holder.elements {
            let isGroup = child.elements.contains { $0.name == "section" }
            switch child.name {
            case "section" where isGroup: writeNotes(in: child)
            case "section": writeNote(child)
            case "title": writeTitle(child, level: 2)
            default: writeBlock(child, depth: 6)
            }
        }
    }

    /// A note, whose title repeats its mark where it has no letters.
    private mutating func writeNote(_ note: MarkupNode) {
        begin("aside", for: note, attributes: " epub:type=\"footnote\"")
        for child in note.children {
            if child.name == "title", child.kind == .element {
                let title = titleLines(child).joined(separator: " ")
                let isLabel = title.count <= 4 || !title.contains(where: \.isLetter)
                let tag = isLabel ? "a epub:type=\"backlink\"" : "p"
                write("<\(tag)>\(title.escapedMarkup)</\(isLabel ? "a" : "p")>")
            } else if child.kind == .element, note.name == "section" {
                writeBlock(child, depth: 6)
            } else {
                writeInline(child)
            }
        }
        end("aside")
    }

    // MARK: Within paragraphs

    private static let inlines: Set<String> = [
        "a", "code", "emphasis", "strikethrough", "strong", "style", "sub", "sup",
    ]

    private mutating func writeInlines(_ element: MarkupNode) {
        for child in element.children { writeInline(child) }
    }

    private mutating func writeInline(_ node: MarkupNode) {
        switch node.kind {
        case .text, .entity: return writeText(node.text)
        case .other: return
        case .element: break
        }
        switch node.name {
        case "a": writeLink(node)
        case "sub", "sup":
            write("<\(node.name)>")
            writeInlines(node)
            write("</\(node.name)>")
        case "image":
            if let text = node.attribute("alt") ?? node.attribute("title"), !text.isEmpty {
                write("<img alt=\"\(text.escapedMarkup)\"/>")
            }
        case "empty-line": write(" ")
        default:
            writeInlines(node)
        }
    }

    private mutating func writeLink(_ link: MarkupNode) {
        let type = notes.isMark(link) ? " epub:type=\"noteref\"" : ""
        let place = link.attribute("href").map { " href=\"\($0.escapedMarkup)\"" } ?? ""
        write("<a\(type)\(place)>")
        writeInlines(link)
        write("</a>")
    }
}

extension String {
    /// The text as it is written between tags and in attributes.
    var escapedMarkup: String {
        guard utf8.contains(where: { "&<>\"".utf8.contains($0) }) else { return self }
        return reduce(into: "") { text, character in
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            default: text.append(character)
            }
        }
    }
}
