import Texts

/// A PDF's paragraphs as the text or the page that a book is read from.
struct PDFBook {
    /// What becomes of the paragraphs: where headings are known, HTML, else text.
    enum Form {
        case text(String)
        case html(String)
    }

    let form: Form
    let leftOut: [LeftOut]

    /// - Parameter outline: the bookmarks of the file, with their pages from 0.
    init(_ pages: [PDFPage], metadata: BookMetadata, outline: [PDFOutline.Entry]) {
        let columns = pages.map { page -> (page: PDFPage, counts: [Int]) in
            var page = page
            let columns = PDFOrder.columns(of: page)
            page.lines = columns.flatMap { $0 }
            return (page, columns.map(\.count))
        }
        let furniture = PDFFurniture(columns.map(\.page))
        // Rows that were taken off stood first or last, so the columns are cut anew.
        let cut = furniture.pages.map(PDFOrder.columns)
        let joined = PDFParagraphs(cut)
        let paragraphs = joined.paragraphs
        leftOut = furniture.leftOut
        let lines = furniture.pages.flatMap(\.lines).map { TextLine(number: 1, raw: $0.text[...]) }
        let cuts = CutWords(in: lines[...])
        let headings = PDFHeadings(paragraphs, bodySize: joined.bodySize, outline: outline)
        form =
            headings.levels.isEmpty
            ? .text(PDFBook.text(paragraphs, cuts))
            : .html(PDFBook.page(paragraphs, cuts, headings, metadata))
    }

    private static func text(
        _ paragraphs: [PDFParagraphs.Paragraph], _ cuts: CutWords
    ) -> String {
        paragraphs.map { paragraph in
            lines(of: paragraph, cuts).joined(separator: "\n")
        }.joined(separator: "\n\n") + "\n"
    }

    private static func page(
        _ paragraphs: [PDFParagraphs.Paragraph], _ cuts: CutWords, _ headings: PDFHeadings,
        _ metadata: BookMetadata
    ) -> String {
        var page = "<?xml version=\"1.0\"?><html><head>"
        if let title = metadata.title { page += "<title>\(title.escapedMarkup)</title>" }
        for author in metadata.authors {
            page += "<meta name=\"author\" content=\"\(author.escapedMarkup)\"/>"
        }
        page += "</head><body>"
        for (index, paragraph) in paragraphs.enumerated() {
            let level = headings.levels[index]
            let tag = level.map { "h\($0)" } ?? (paragraph.isVerse ? "p class=\"verse\"" : "p")
            let lines =
                level == nil ? lines(of: paragraph, cuts) : [joined(paragraph.lines[...], cuts)]
            let text = lines.map(\.escapedMarkup).joined(separator: "<br/>")
            page += "\n<\(tag)>\(text)</\(level.map { "h\($0)" } ?? "p")>"
        }
        return page + "</body></html>"
    }

    /// The lines of verse, or a paragraph as one line.
    private static func lines(
        of paragraph: PDFParagraphs.Paragraph, _ cuts: CutWords
    ) -> [String] {
        guard paragraph.isVerse else { return [joined(paragraph.lines[...], cuts)] }
        let starts = [0] + paragraph.breaks.sorted() + [paragraph.lines.count]
        return zip(starts, starts.dropFirst()).map { joined(paragraph.lines[$0..<$1], cuts) }
    }

    /// Some lines as one; a hyphen at a line's end goes where the word is surely one.
    private static func joined(_ lines: ArraySlice<PDFLine>, _ cuts: CutWords) -> String {
        var text: [Unicode.Scalar] = []
        for line in lines {
            if text.last == "\u{AD}" || cuts.isCut(text, line.text) {
                text.removeLast()
            } else if !text.isEmpty, ParagraphBuilder.needsSpace(text, line.text) {
                text.append(" ")
            }
            text += line.text
        }
        return String(text.filter { $0 != "\u{AD}" })
    }
}
