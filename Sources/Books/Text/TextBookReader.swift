/// Reads a plain text as a book.
///
/// The encoding is found from the bytes, hard-wrapped lines become paragraphs, headings become
/// chapters. What frames a text of Project Gutenberg or Aozora Bunko is front and back matter.
package struct TextBookReader: Sendable {
    private let path: String
    private let options: BookReadingOptions

    /// A reader of the file at a path.
    package init(path: String, options: BookReadingOptions = BookReadingOptions()) {
        self.path = path
        self.options = options
    }

    /// Reads the book.
    ///
    /// Throws ``BookError/unreadable(path:reason:)``, `undecodable`, `excessive`, or `empty` where
    /// there is nothing to speak.
    package func read() throws(BookError) -> Book {
        let source = try SourceText(path: path, options: options)
        var book = TextBook(source.lines, path: path, options: options).book()
        book.encoding = source.encoding
        guard book.chapters.contains(where: \.saysSomething) else { throw .empty(path: path) }
        return book
    }
}

/// A text on its way to a book: frame, marks, notes, headings, paragraphs.
struct TextBook {
    private let path: String
    private let options: BookReadingOptions
    private var lines: [TextLine]
    private var body: Range<Int>
    private var metadata: BookMetadata
    private var leftOut: [LeftOut]
    private let notes: NoteFinder
    private let outline: Outline
    private let paragraphs: ParagraphBuilder

    init(_ source: [TextLine], path: String, options: BookReadingOptions) {
        self.path = path
        self.options = options
        let pages = PageEdges(source)
        let frame = GutenbergFrame(of: pages.lines)
        let aozora = AozoraText(pages.lines, ruby: options.ruby)
        body = frame.body.clamped(to: aozora.body)
        metadata = frame.metadata.title == nil ? aozora.metadata : frame.metadata
        let marked = MarkedHeadings(aozora.lines, body: body)
        let furniture = PageFurniture(
            marked.lines, body: body, readsAlternativeText: options.readsAlternativeText)
        let layout = PageLayout(of: furniture.lines[body])
        let hyphens = CutWords(in: furniture.lines[body])
        let notes = NoteFinder(lines: furniture.lines, body: body, layout: layout) { lines, range in
            let builder = ParagraphBuilder(lines: lines, layout: layout, hyphens: hyphens)
            return builder.blocks(of: range).map(\.text).joined(separator: [" "])
                .map { $0 == "\n" ? " " : $0 }
        }
        lines = notes.lines
        self.notes = notes
        leftOut =
            pages.leftOut + aozora.leftOut + marked.leftOut + furniture.leftOut + notes.leftOut
        outline = OutlineFinder(
            lines: lines, range: body, layout: layout, explicit: aozora.headings,
            marked: marked.levels
        )
        .outline()
        paragraphs = ParagraphBuilder(lines: lines, layout: layout, hyphens: hyphens)
    }

    /// The book.
    func book() -> Book {
        var book = Book(metadata: metadata, leftOut: leftOut)
        for list in outline.contents {
            let text = lines[list.lines].map(\.text).filter { !$0.isEmpty }.joined(separator: "\n")
            book.leftOut.append(
                LeftOut(list.reason, place: place(list.lines.lowerBound), text: text))
        }
        var chapters = ChapterBuilder(
            path: path, options: options, lines: lines, notes: notes.notes, paragraphs: paragraphs)
        let start = addFront(to: &chapters, metadata: &book.metadata)
        addBody(to: &chapters, from: start, title: book.metadata.title ?? fileName)
        chapters.addPlain(body.upperBound..<lines.count, matter: .back)
        book.chapters = chapters.chapters
        // A text of which all is front or back matter is read for just that.
        if !book.chapters.contains(where: { $0.matter == .body && $0.saysSomething }) {
            for index in book.chapters.indices { book.chapters[index].matter = .body }
        }
        book.leftOut += chapters.leftOut
        return book
    }

    private var fileName: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.lastIndex(of: ".").map { $0 > name.startIndex ? String(name[..<$0]) : name }
            ?? name
    }

    private func place(_ line: Int) -> String { "line \(lines[line].number)" }

    // MARK: Before the first heading

    /// Adds it, and returns where the text without a heading goes on.
    private func addFront(to chapters: inout ChapterBuilder, metadata: inout BookMetadata) -> Int {
        let end = outline.headings.first?.lines.lowerBound ?? titleEnd
        let page = TitlePage(
            lines: lines, range: body.lowerBound..<end, contents: outline.contents)
        if metadata.title == nil {
            metadata.title = page.title
            metadata.authors = page.authors
        }
        chapters.addPlain(0..<body.lowerBound, and: page.lines, matter: .front)
        let start = page.lines.last?.upperBound ?? body.lowerBound
        if !outline.headings.isEmpty {
            let heading = page.heading.map { lines in
                Outline.Heading(
                    pieces: [lines], depth: HeadingMark.Form.chapterDepth,
                    form: HeadingMark.Form(style: .special, depth: HeadingMark.Form.chapterDepth),
                    isBackMatter: false)
            }
            chapters.add(
                ChapterBuilder.Part(
                    heading: heading,
                    text: without((page.heading?.upperBound ?? start)..<end), level: 1,
                    inner: outline.innerHeadings))
        }
        return start
    }

    /// Where a title may end that stands before a text without headings: at the first wide gap.
    private var titleEnd: Int {
        let passages = Passage.passages(in: lines[body])
        let gap = passages.prefix(6).dropFirst().first { $0.blankCount >= 2 }
        return gap?.lines.lowerBound ?? body.lowerBound
    }

    // MARK: Chapters

    private func addBody(to chapters: inout ChapterBuilder, from start: Int, title: String) {
        let depths = Set(outline.headings.filter { $0.form.style != .special }.map(\.depth))
            .sorted()
        if outline.headings.isEmpty {
            return chapters.add(
                ChapterBuilder.Part(
                    heading: nil, text: without(start..<body.upperBound), level: 1, title: title))
        }
        var outerLevel = 1
        var isInPart = false
        var parts: [(level: Int, title: String)] = []
        for (index, heading) in outline.headings.enumerated() {
            let end =
                index + 1 < outline.headings.count
                ? outline.headings[index + 1].lines.lowerBound : body.upperBound
            var level = depths.firstIndex(of: heading.depth).map { $0 + 1 } ?? 1
            if heading.form.style == .special { level = isInPart ? outerLevel + 1 : 1 }
            if heading.depth < HeadingMark.Form.chapterDepth, depths.count > 1 {
                (isInPart, outerLevel) = (true, level)
            }
            let isOuter = level < depths.count && heading.form.style != .special
            parts.removeAll { $0.level >= level }
            chapters.add(
                ChapterBuilder.Part(
                    heading: heading, text: without(heading.lines.upperBound..<end), level: level,
                    isOuter: isOuter, inner: outline.innerHeadings, above: parts.map(\.title)))
            if isOuter { parts.append((level, chapters.title(of: heading))) }
        }
        chapters.finish()
    }

    /// A range of lines without the lists of contents in it.
    private func without(_ range: Range<Int>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = range.lowerBound
        for list in outline.contents.sorted(by: { $0.lines.lowerBound < $1.lines.lowerBound })
        where list.lines.overlaps(range) {
            if start < list.lines.lowerBound { ranges.append(start..<list.lines.lowerBound) }
            start = max(start, list.lines.upperBound)
        }
        if start < range.upperBound { ranges.append(start..<range.upperBound) }
        return ranges
    }
}
