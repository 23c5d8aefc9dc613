import Markup
import Texts

/// A block of HTML in Markdown, read as a page of a book is.
struct MarkdownMarkup {
    private(set) var entries: [MarkdownBlocks.Entry] = []
    private(set) var leftOut: [LeftOut] = []

    init(_ lines: ArraySlice<TextLine>, options: BookReadingOptions) {
        let first = lines.first?.number ?? 1
        let source = lines.map { line in
            String(repeating: " ", count: min(line.indent, 40)) + line.text
        }.joined(separator: "\n")
        let page = try? MarkupTree.withTree(.html(source)) { root in
            PageReader.read(root, file: "", setting: PageReader.Setting(options: options))
        }
        let place = "line \(first)"
        guard let page else {
            // An end tag alone holds no markup.
            leftOut.append(LeftOut(.mark, place: place, text: source))
            return
        }
        leftOut = page.leftOut.map { LeftOut($0.reason, place: place, text: $0.text) }
        for piece in page.pieces {
            let lines = piece.block.text.split(separator: "\n").map { line in
                MarkdownBlocks.MarkdownLine(
                    scalars: MarkdownMarkup.escaped(line), endsHard: piece.block.kind == .verse)
            }
            entries.append(
                MarkdownBlocks.Entry(
                    kind: piece.block.kind, lines: lines, lineNumber: first + piece.line - 1))
        }
    }

    /// Signs that the page had as text must not become tags and entities again.
    private static func escaped(_ line: Substring) -> [Unicode.Scalar] {
        line.unicodeScalars.reduce(into: []) { text, scalar in
            if scalar == "<" || scalar == "&" { text.append("\\") }
            text.append(scalar)
        }
    }

    // MARK: Where a block of HTML begins and ends

    /// The name of the tag a line begins with, if it is one that begins a block.
    static func blockName(_ line: [Unicode.Scalar]) -> String? {
        guard line.first == "<" else { return nil }
        let isEnd = line.dropFirst().first == "/"
        let rest = line.dropFirst(isEnd ? 2 : 1)
        let name = rest.prefix { $0.isASCII && $0.isWordPart }
        guard let next = rest.dropFirst(name.count).first,
            next == ">" || next == "/" || next.isSpace
        else { return nil }
        let folded = FoldedWord.folded(name)
        return blocks.contains(folded) ? folded : nil
    }

    /// Whether the next line belongs to the block: up to a blank line, and to its end tag where what
    /// stands within keeps its lines or would lose its rows.
    static func goesOn(_ name: String, _ lines: ArraySlice<TextLine>, next: TextLine) -> Bool {
        guard name == "pre" || name == "table" else { return !next.isBlank }
        return lines.count < 2000 && lines.last?.text.lowercased().contains("</\(name)>") == false
    }

    /// Those of CommonMark, with `pre` and without what stands among words.
    private static let blocks = ElementKinds.blocks.union([
        "col", "colgroup", "link", "meta", "base", "basefont", "frame", "frameset", "iframe",
        "noframes", "optgroup", "option", "param", "pre", "title", "track",
    ]).subtracting(["list", "line", "level", "book", "switch", "case", "default"])
}
