import Texts

/// What a Markdown file says about the book before it begins.
struct MarkdownMetadata {
    private(set) var metadata = BookMetadata()
    private(set) var leftOut: [LeftOut] = []
    /// The first line after it.
    private(set) var end = 0

    init(_ lines: [TextLine]) {
        readFrontMatter(lines)
        readHeadings(lines)
    }

    /// YAML between `---` and `---` or `...`: simple `name: value` lines, and lists of authors.
    private mutating func readFrontMatter(_ lines: [TextLine]) {
        guard lines.first?.text == "---",
            let close = lines.dropFirst().prefix(200).firstIndex(where: {
                $0.text == "---" || $0.text == "..."
            }),
            lines[1..<close].contains(where: { $0.scalars.contains(":") })
        else { return }
        var name = ""
        var catalogue = MarkdownCatalogue()
        for line in lines[1..<close] {
            let isItem = line.begins(with: "- ")
            if line.indent == 0, let colon = line.scalars.firstIndex(of: ":") {
                name = FoldedWord.folded(line.scalars[..<colon])
                let value = MarkdownMetadata.value(line.scalars[(colon + 1)...])
                if !note(name, value) { catalogue.note(name, value) }
            } else {
                let value = MarkdownMetadata.value(line.scalars.dropFirst(isItem ? 2 : 0))
                if isItem, note(name, value) { continue }
                catalogue.note(name, value)
            }
        }
        catalogue.complete(&metadata)
        leave(lines[0...close])
        end = close + 1
    }

    /// `# Title: …`, `## Author: …`, `## Year: …`, and the rule below them.
    private mutating func readHeadings(_ lines: [TextLine]) {
        var last = end
        for index in end..<min(end + 30, lines.count) where !lines[index].isBlank {
            let line = lines[index].scalars
            let text = line.drop { $0 == "#" }.drop { $0 == " " }
            if line.first == "#", let colon = text.firstIndex(of: ":"),
                note(
                    FoldedWord.folded(text[..<colon]), MarkdownMetadata.value(text[(colon + 1)...]))
            {
                last = index + 1
            } else if last > end, PageFurniture.isRule(line) {
                last = index + 1
            } else {
                break
            }
        }
        leave(lines[end..<last])
        end = last
    }

    private mutating func leave(_ lines: ArraySlice<TextLine>) {
        guard let first = lines.first else { return }
        leftOut.append(
            LeftOut(
                .frontMatter, place: "line \(first.number)",
                text: lines.map(\.text).joined(separator: "\n")))
    }

    @discardableResult
    private mutating func note(_ name: String, _ value: String) -> Bool {
        switch name {
        case "title": metadata.title = metadata.title ?? (value.isEmpty ? nil : value)
        case "author", "authors", "creator": if !value.isEmpty { metadata.authors.append(value) }
        case "year", "date", "published":
            metadata.date = metadata.date ?? (value.isEmpty ? nil : value)
        case "language", "lang":
            metadata.language = metadata.language ?? (value.isEmpty ? nil : value)
        case "publisher": metadata.publisher = metadata.publisher ?? (value.isEmpty ? nil : value)
        default: return false
        }
        return true
    }

    private static func value(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        let value = scalars.drop { $0.isSpace }
        if let first = value.first, first == value.last, first == "\"" || first == "'",
            value.count >= 2
        {
            return String(value.dropFirst().dropLast())
        }
        return String(value)
    }
}
